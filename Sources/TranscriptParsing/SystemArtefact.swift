/// Texts in the assistant's place that no model wrote: error messages of the chat site.
///
/// "Try again" after one of them says nothing about an answer. From the cleaning scripts of FastChat
/// (`clean_battle_data.py`, `clean_sharegpt.py`).
public enum SystemArtefact {
  /// Whether an assistant message is such a text.
  public static func isArtefact(_ content: UnsafeRawBufferPointer) -> Bool {
    guard let first = content.first(where: { $0 > 0x20 }) else { return false }
    // All known texts begin with one of these bytes, so that an ordinary answer costs one comparison.
    guard
      first == UInt8(ascii: "N") || first == UInt8(ascii: "$") || first == UInt8(ascii: "A")
        || first == UInt8(ascii: "*") || first == UInt8(ascii: "T") || first == UInt8(ascii: "<") || first == 0xE2
    else { return false }
    return beginnings.contains { content.begins(with: $0) }
  }

  private static let beginnings: [[UInt8]] = [
    "NETWORK ERROR DUE TO HIGH TRAFFIC. PLEASE REGENERATE",
    "$MODERATION$ YOUR INPUT VIOLATES",
    "API REQUEST ERROR",
    "**API REQUEST ERROR**",
    "**NETWORK ERROR DUE TO HIGH TRAFFIC",
    "Too many requests in 1 hour. Try again later.",
    "<span class=\"cursor\">",
    "▌",
  ].map { Array($0.utf8) }
}

extension UnsafeRawBufferPointer {
  /// Whether the text, but for white space in front, begins with some bytes.
  fileprivate func begins(with beginning: [UInt8]) -> Bool {
    var at = 0
    while at < count, self[at] <= 0x20 { at += 1 }
    return count - at >= beginning.count && self[at..<at + beginning.count].elementsEqual(beginning)
  }
}
