internal import Digests

/// How many different users there are, and how often the same one comes: exact for up to 64 users, in at most about a
/// kilobyte.
///
/// What is kept is the smallest hashes of users (bottom-k; Bar-Yossef et al. 2002), each with its count. A user among the
/// smallest of a union is so in every part, so that the sketch of a union is the union of sketches, in whatever order.
public struct UserSketch: Hashable, Sendable, Codable {
  /// Ascending by hash, each once.
  private var entries: [Entry] = []

  private struct Entry: Hashable, Sendable {
    var hash: UInt64
    var count: Int
  }

  /// How many users are kept.
  public static let limit = 64

  init() {}

  init(user: String) {
    let digits = SHA256Hasher.hex(of: "user\n" + user)
    entries = [Entry(hash: UInt64(digits.prefix(16), radix: 16) ?? 0, count: 1)]
  }

  /// At most `limit`.
  public var count: Int { entries.count }
  /// How often the one comes that comes most often, among those that are kept.
  public var mostOfOne: Int { entries.lazy.map(\.count).max() ?? 0 }

  mutating func formUnion(_ other: UserSketch) {
    var union: [Entry] = []
    var (mine, others) = (entries[...], other.entries[...])
    while union.count < Self.limit, let next = [mine.first?.hash, others.first?.hash].compactMap({ $0 }).min() {
      var entry = Entry(hash: next, count: 0)
      if mine.first?.hash == next { entry.count += mine.removeFirst().count }
      if others.first?.hash == next { entry.count += others.removeFirst().count }
      union.append(entry)
    }
    entries = union
  }

  /// What this has more than a part of it.
  mutating func subtract(_ part: UserSketch) {
    let counts = Dictionary(uniqueKeysWithValues: part.entries.map { ($0.hash, $0.count) })
    entries = entries.compactMap { entry in
      let count = entry.count - counts[entry.hash, default: 0]
      return count == 0 ? nil : Entry(hash: entry.hash, count: count)
    }
  }

  // Words of 64 bits are not safe as numbers in JSON: many readers take them for doubles.

  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    while !container.isAtEnd {
      let digits = try container.decode(String.self)
      let count = try container.decode(Int.self)
      guard let hash = UInt64(digits, radix: 16), entries.last.map({ $0.hash < hash }) ?? true,
        entries.count < Self.limit
      else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a sketch of users") }
      entries.append(Entry(hash: hash, count: count))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for entry in entries {
      try container.encode(String(entry.hash, radix: 16))
      try container.encode(entry.count)
    }
  }
}
