/// What of each conversation the variance between conversations needs: the products of its scores, summed.
///
/// The score of a conversation on any measure is linear in 42 numbers: how many of its items were decided as each
/// class, and the weights of those with a reference, by decision and reference. The coefficients are known only when
/// all items are; so the products of the numbers are summed, and the coefficients come in afterwards as a quadratic
/// form.
struct ConversationProducts: Sendable {
  typealias Score = (place: Int, value: Double)
  static let size = Outcome.count + Outcome.count * Outcome.count

  private var sums = [Double](repeating: 0, count: size * size)

  /// The places of one item: its decision, and where there is a reference also the pair.
  static func scores(of item: AuditedItem, _ take: (Score) -> Void) {
    take((item.decision.place, 1))
    switch item.reference {
    case .notAsked, .unanswered: break
    case .certain(let reference): take((Outcome.count + AuditTable.cell(item.decision, reference), 1))
    case .drawn(let reference, let probability):
      take((Outcome.count + AuditTable.cell(item.decision, reference), 1 / probability))
    }
  }

  /// Adds `count` conversations of the same scores. A place may come several times.
  mutating func add(_ scores: [Score], count: Int) {
    for left in scores {
      for right in scores {
        sums[left.place * Self.size + right.place] += left.value * right.value * Double(count)
      }
    }
  }

  /// The sum over conversations of the square of Σ coefficient · number.
  func sumOfSquares(_ coefficients: [Double]) -> Double {
    var total = 0.0
    for row in 0..<Self.size where coefficients[row] != 0 {
      var inner = 0.0
      for column in 0..<Self.size { inner += sums[row * Self.size + column] * coefficients[column] }
      total += coefficients[row] * inner
    }
    return total
  }
}
