/// The books of an audit: all that the estimates need of the items, in a few kilobytes, however many there are.
///
/// Items are added once each, in any order; the estimates do not depend on it but for rounding.
public struct AuditTable: Sendable {
  /// All items, asked or not.
  public private(set) var items = 0
  /// Groups of items that were added together.
  public private(set) var conversations = 0
  /// Items that were asked about and got no usable verdict.
  public private(set) var unanswered = 0
  /// Items that are not certain, by decision: what the audit stands for.
  private(set) var open = [Int](repeating: 0, count: Outcome.count)
  /// Certain items, by decision and reference.
  private(set) var certain = [Int](repeating: 0, count: Outcome.count * Outcome.count)
  /// Drawn items, by decision and reference.
  private(set) var drawn = [DrawnSums](repeating: DrawnSums(), count: Outcome.count * Outcome.count)
  private(set) var products = ConversationProducts()

  public init() {}

  /// Makes the books of items that each name their conversation.
  ///
  /// Memory grows with the number of conversations; where items come in the order of theirs, `add(conversation:)` needs
  /// none.
  public init<Key: Hashable>(_ items: some Sequence<(item: AuditedItem, conversation: Key)>) {
    var places: [Key: Int] = [:]
    var groups: [[AuditedItem]] = []
    for (item, key) in items {
      if let place = places[key] {
        groups[place].append(item)
      } else {
        places[key] = groups.count
        groups.append([item])
      }
    }
    for group in groups { add(conversation: group) }
  }

  /// Adds all items of one conversation, which may be alike.
  public mutating func add(conversation items: some Sequence<AuditedItem>) {
    var scores: [ConversationProducts.Score] = []
    for item in items {
      enter(item, count: 1)
      ConversationProducts.scores(of: item) { scores.append($0) }
    }
    guard !scores.isEmpty else { return }
    conversations += 1
    products.add(scores, count: 1)
  }

  /// Adds equal items, each of a conversation of its own.
  public mutating func add(_ item: AuditedItem, count: Int = 1) {
    precondition(count >= 0, "items cannot be taken away")
    guard count > 0 else { return }
    enter(item, count: count)
    conversations += count
    var scores: [ConversationProducts.Score] = []
    ConversationProducts.scores(of: item) { scores.append($0) }
    products.add(scores, count: count)
  }

  private mutating func enter(_ item: AuditedItem, count: Int) {
    items += count
    switch item.reference {
    case .notAsked:
      open[item.decision.place] += count
    case .unanswered:
      open[item.decision.place] += count
      unanswered += count
    case .certain(let reference), .drawn(let reference, probability: 1):
      certain[Self.cell(item.decision, reference)] += count
    case .drawn(let reference, let probability):
      open[item.decision.place] += count
      drawn[Self.cell(item.decision, reference)].add(probability, count: count)
    }
  }

  static func cell(_ decision: Outcome, _ reference: Outcome) -> Int {
    decision.place * Outcome.count + reference.place
  }

  /// How decisions and reference go together, over all that has a reference. Drawn and certain items are counted alike:
  /// it tells of the items asked, not of all items.
  public var asked: ConfusionTable {
    var table = ConfusionTable()
    for decision in Outcome.allCases {
      for reference in Outcome.allCases {
        let cell = Self.cell(decision, reference)
        table.add(decision, reference, count: certain[cell] + drawn[cell].count)
      }
    }
    return table
  }
}

/// The sums over drawn items of one kind.
struct DrawnSums: Sendable {
  var count = 0
  /// Σ 1/π: how many items they stand for.
  var weight = 0.0
  /// Σ (1 − π)/π²: the variance of that number, estimated.
  var spread = 0.0

  mutating func add(_ probability: Double, count: Int) {
    self.count += count
    weight += Double(count) / probability
    spread += Double(count) * (1 - probability) / (probability * probability)
  }

  static func + (left: DrawnSums, right: DrawnSums) -> DrawnSums {
    DrawnSums(count: left.count + right.count, weight: left.weight + right.weight, spread: left.spread + right.spread)
  }
}
