/// A text with placeholders for what was private in it, and where they are. It holds no originals.
public struct RedactedText: Hashable, Sendable {
  /// One placeholder in the place of something private. Offsets count bytes of UTF-8.
  public struct Replacement: Hashable, Sendable {
    public let kind: RedactionKind
    /// What was replaced, in the original text.
    public let original: Range<Int>
    /// The placeholder, in the redacted text.
    public let redacted: Range<Int>

    public init(kind: RedactionKind, original: Range<Int>, redacted: Range<Int>) {
      self.kind = kind
      self.original = original
      self.redacted = redacted
    }
  }

  /// The text as it may leave the machine.
  public let text: String
  /// In the order of the text; they do not overlap.
  public let replacements: [Replacement]

  init(text: String, replacements: [Replacement]) {
    self.text = text
    self.replacements = replacements
  }

  /// How many places of each kind were replaced.
  public var counts: [RedactionKind: Int] {
    var counts: [RedactionKind: Int] = [:]
    for replacement in replacements { counts[replacement.kind, default: 0] += 1 }
    return counts
  }

  /// The bytes of the original text that a span of the redacted text comes from; nil if the span leaves the text.
  ///
  /// A span that cuts a placeholder is widened to the whole of it. In O(log replacements).
  public func originalSpan(of span: Range<Int>) -> Range<Int>? {
    guard span.lowerBound >= 0, span.upperBound <= text.utf8.count else { return nil }
    let start = originalOffset(of: span.lowerBound, \.lowerBound)
    let end = originalOffset(of: span.upperBound, \.upperBound)
    return start..<end
  }

  /// The offset in the original text; within a placeholder the named end of what it stands for.
  private func originalOffset(of offset: Int, _ end: KeyPath<Range<Int>, Int>) -> Int {
    var low = 0
    var high = replacements.count
    while low < high {
      let middle = (low + high) / 2
      if replacements[middle].redacted.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let before = replacements[low - 1]
    if offset < before.redacted.upperBound { return before.original[keyPath: end] }
    return before.original.upperBound + offset - before.redacted.upperBound
  }
}
