internal import Digests

/// The identity of a request: the first 128 bits of the SHA-256 of its language and normal form.
///
/// It needs no other request to be known, so that it is the same in every segment and every night.
public struct RequestKey: Hashable, Sendable, Comparable, CustomStringConvertible, Codable {
  let high: UInt64
  let low: UInt64

  /// The key of a normal form; see `RequestForm`.
  init(normal text: String, language: String) {
    let digits = SHA256Hasher.hex(of: language + "\n" + text)
    high = Self.word(digits.prefix(16))
    low = Self.word(digits.dropFirst(16).prefix(16))
  }

  /// The key with these 32 hexadecimal digits; nil for any other text.
  public init?(_ digits: String) {
    guard digits.utf8.count == 32, digits.utf8.allSatisfy({ Self.value(of: $0) != nil }) else { return nil }
    high = Self.word(digits.prefix(16))
    low = Self.word(digits.suffix(16))
  }

  private static func word(_ digits: Substring) -> UInt64 {
    digits.utf8.reduce(0) { $0 << 4 | (value(of: $1) ?? 0) }
  }

  private static func value(of digit: UInt8) -> UInt64? {
    switch digit {
    case 0x30...0x39: UInt64(digit - 0x30)
    case 0x61...0x66: UInt64(digit - 0x57)
    default: nil
    }
  }

  /// 32 hexadecimal digits.
  public var description: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  public static func < (left: RequestKey, right: RequestKey) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let key = RequestKey(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 32 hexadecimal digits")
    }
    self = key
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The identity of a state of the graph: a request as it was asked, and what was run in its place, if anything.
///
/// A request that was run as asked and one that was rewritten are different states: what the second met with says
/// nothing of the first ("superposed" evidence, after Ponnusamy et al. 2022).
public struct StateKey: Hashable, Sendable, Comparable, Codable {
  public let request: RequestKey
  public let applied: RequestKey?

  public init(request: RequestKey, applied: RequestKey? = nil) {
    self.request = request
    self.applied = applied
  }

  /// Whether the request was run as the user asked it.
  public var isOrganic: Bool { applied == nil }

  public static func < (left: StateKey, right: StateKey) -> Bool {
    if left.request != right.request { return left.request < right.request }
    guard let other = right.applied else { return false }
    guard let mine = left.applied else { return true }
    return mine < other
  }
}
