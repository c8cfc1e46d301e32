public import Records

/// Tells whether two requests that stand in different conversations ask for the same, by their words alone. One for each
/// thread.
public final class RequestComparison {
  private let pair = Resemblance()

  /// From this similarity on other words are the same request.
  private static let rephrased = 0.6

  /// Fewer different n-grams make no request.
  private static let fewestGrams = 10

  public init() {}

  /// How the later request follows on the earlier one, with the Dice coefficient of their n-grams; nil where it is another
  /// request, or another item in the same instruction. The texts are valid UTF-8.
  public func relation(
    of later: UnsafeRawBufferPointer, to earlier: UnsafeRawBufferPointer
  ) -> (relation: Relation, similarity: Double)? {
    pair.begin(message: later, previous: earlier)
    let similarity = similarity
    // A greeting, sent twice, asks for nothing.
    guard pair.message.triples.count >= Self.fewestGrams else { return nil }
    if pair.repeats() { return (.same, similarity) }
    if pair.sharesTemplate() { return nil }
    if pair.holdsAllWords(), pair.resembles() { return (.refine, similarity) }
    return similarity >= Self.rephrased ? (.rephrase, similarity) : nil
  }

  /// Whether two beginnings are so much alike that the wholes are worth a look.
  public func mayBeAlike(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        pair.begin(message: UnsafeRawBufferPointer(left), previous: UnsafeRawBufferPointer(right))
        return similarity >= 0.4
      }
    }
  }

  private var similarity: Double {
    let (left, right) = Resemblance.grams(of: pair.message, pair.previous)
    return left.count + right.count == 0 ? 0 : Double(2 * left.common(with: right)) / Double(left.count + right.count)
  }
}
