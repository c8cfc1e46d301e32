/// What the placeholders of one conversation stand for. It is held in memory and never written.
///
/// Within a vault the same text of the same kind has the same placeholder, and a placeholder has one meaning: a number
/// that a text already used on its own, before it was given out, is passed over, and a text that uses one afterwards is
/// given a placeholder for it (`RedactionKind.mark`). Two spellings of one value are two values, because each must come
/// back as it was. Descriptions and dumps show counts only.
public struct RedactionVault: Sendable {
  private struct Value: Hashable, Sendable {
    let kind: RedactionKind
    // Bytes, because two strings are equal if their characters are: what is restored could differ in its bytes.
    let bytes: [UInt8]
  }

  private var placeholders: [Value: Placeholder] = [:]
  private var originals: [Placeholder: [UInt8]] = [:]
  private var lastNumbers: [RedactionKind: Int] = [:]
  /// Placeholders that texts had of their own.
  private var foreign: Set<Placeholder> = []

  public init() {}

  /// How many different values of each kind were replaced.
  public var counts: [RedactionKind: Int] {
    var counts: [RedactionKind: Int] = [:]
    for placeholder in originals.keys { counts[placeholder.kind, default: 0] += 1 }
    return counts
  }

  /// The text with the originals back in the place of this vault's placeholders; anything else stays.
  ///
  /// Meant for what a model quotes of redacted text. Placeholders that a model changed (`EMAIL_1`, `[email_1]`) are not
  /// known and stay. In O(length of both texts).
  public func restore(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var restored: [UInt8] = []
    var copied = 0
    var place = 0
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "[")) {
      place = start + 1
      guard let (placeholder, end) = Placeholder.read(in: bytes, at: start), let original = originals[placeholder]
      else { continue }
      restored += bytes[copied..<start]
      restored += original
      copied = end
      place = end
    }
    if copied == 0 { return text }
    restored += bytes[copied...]
    return String(decoding: restored, as: UTF8.self)
  }

  /// Whether the placeholder stands for something.
  func isGiven(_ placeholder: Placeholder) -> Bool { originals[placeholder] != nil }

  /// Keeps a placeholder that a text has of its own from being given out.
  mutating func reserve(_ placeholder: Placeholder) { foreign.insert(placeholder) }

  /// The placeholder of a value; a new one when the value is.
  mutating func placeholder(for bytes: [UInt8], kind: RedactionKind) -> Placeholder {
    let value = Value(kind: kind, bytes: bytes)
    if let known = placeholders[value] { return known }
    var number = lastNumbers[kind, default: 0] + 1
    while foreign.contains(Placeholder(kind: kind, number: number)) { number += 1 }
    lastNumbers[kind] = number
    let placeholder = Placeholder(kind: kind, number: number)
    placeholders[value] = placeholder
    originals[placeholder] = bytes
    return placeholder
  }
}

extension RedactionVault: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The counts by kind; never what was replaced.
  public var description: String {
    let counts = counts.map { "\($0.key.rawValue): \($0.value)" }.sorted()
    return "RedactionVault(\(counts.joined(separator: ", ")))"
  }

  public var debugDescription: String { description }

  /// The counts by kind; never what was replaced.
  public var customMirror: Mirror { Mirror(self, children: ["counts": counts], displayStyle: .struct) }
}
