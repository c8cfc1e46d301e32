/// The thinking that servers without a parser for it leave in front of the answer.
enum ThinkBlock {
  /// The answer without it.
  ///
  /// `<think>…</think>` at the start is taken off; without an end all is thinking, and nothing is left. Some templates
  /// write the opening tag into the prompt, so that only `</think>` comes: what stands before it is taken off too,
  /// unless the text begins as JSON or a code fence does, where the tag may be part of a quote.
  static func removed(from content: String) -> String {
    let text = content.drop { $0.isWhitespace }
    let end = text.firstRange(of: "</think>")
    if text.hasPrefix("<think>") {
      guard let end else { return "" }
      return String(text[end.upperBound...].drop { $0.isWhitespace })
    }
    guard let end, let first = text.first, !["{", "[", "`", "\""].contains(first) else { return content }
    return String(text[end.upperBound...].drop { $0.isWhitespace })
  }
}
