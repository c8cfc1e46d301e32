/// The books of one stage: `taken == passed + dropped + failed`, always.
public struct Tally: Hashable, Sendable, Codable {
  /// What came in.
  public private(set) var taken = 0
  /// What went on.
  public private(set) var passed = 0
  /// What was left out on purpose, and what could not be used, by reason.
  public private(set) var rejected: [DropReason: Int] = [:]

  public init() {}

  /// Whether the books balance.
  public var balances: Bool { taken == passed + rejected.values.reduce(0, +) }

  /// What was left out as expected (`DropReason.isExpected`).
  public var dropped: Int { rejected.reduce(0) { $0 + ($1.key.isExpected ? $1.value : 0) } }

  /// What was left out and should not have been.
  public var failed: Int { rejected.reduce(0) { $0 + ($1.key.isExpected ? 0 : $1.value) } }

  public mutating func pass(_ count: Int = 1) {
    taken += count
    passed += count
  }

  public mutating func reject(_ reason: DropReason, count: Int = 1) {
    taken += count
    rejected[reason, default: 0] += count
  }

  /// Enters some of what was rejected under another reason.
  public mutating func turn(_ reason: DropReason, into other: DropReason, count: Int) {
    precondition(count >= 0 && count <= rejected[reason, default: 0], "no more can be turned than there is")
    if count == 0 { return }
    let left = rejected[reason, default: 0] - count
    rejected[reason] = left == 0 ? nil : left
    rejected[other, default: 0] += count
  }

  public mutating func add(_ other: Tally) {
    taken += other.taken
    passed += other.passed
    rejected.merge(other.rejected, uniquingKeysWith: +)
  }

  private enum CodingKeys: String, CodingKey {
    case taken = "in"
    case passed = "out"
    case rejected
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    taken = try container.decode(Int.self, forKey: .taken)
    passed = try container.decode(Int.self, forKey: .passed)
    let named = try container.decode([String: Int].self, forKey: .rejected)
    for (name, count) in named {
      guard let reason = DropReason(rawValue: name) else {
        throw DecodingError.dataCorruptedError(
          forKey: .rejected, in: container, debugDescription: "unknown reason \(name)")
      }
      rejected[reason] = count
    }
  }

  /// Encodes the reasons by name, so that the file reads as the run report does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(taken, forKey: .taken)
    try container.encode(passed, forKey: .passed)
    try container.encode(
      Dictionary(uniqueKeysWithValues: rejected.map { ($0.key.rawValue, $0.value) }), forKey: .rejected)
  }
}
