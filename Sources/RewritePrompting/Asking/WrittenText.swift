internal import Foundation
internal import ModelPrompting
internal import Records

/// Finds the text that a model wrote in its reply: without thoughts, and between marks where it was asked for them.
enum WrittenText {
  /// What makes it no text to be used.
  enum Fault: Error { case empty, filtered, cut, ambiguous }

  private static let thoughtStarts = ["<think>", "<thinking>", "<reasoning>"]
  private static let thoughtEnds = ["</think>", "</thinking>", "</reasoning>"]

  /// The whole reply without thoughts.
  static func whole(_ reply: ChatReply) throws(Fault) -> String {
    if reply.finish == .filtered { throw .filtered }
    let text = try withoutThoughts(reply.content)
    if text.isBlank { throw reply.finish == .length ? .cut : .empty }
    if reply.finish == .length { throw .cut }
    return trimmed(text)
  }

  /// What stands between the two lines of an answer; the whole reply, or the one field of its JSON, where there is
  /// neither of them, since small models leave them out.
  static func marked(_ reply: ChatReply, nonce: String) throws(Fault) -> String {
    if reply.finish == .filtered { throw .filtered }
    let text = try withoutThoughts(reply.content)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let begins = lines.indices.filter { isMark(lines[$0], "Answer \(nonce) begins") }
    let ends = lines.indices.filter { isMark(lines[$0], "Answer \(nonce) ends") }
    if begins.isEmpty, ends.isEmpty { return wrapped(try whole(reply)) }
    guard let begin = begins.first, begins.count == 1, ends.count <= 1 else { throw .ambiguous }
    guard let end = ends.first else { throw .cut }
    guard begin < end else { throw .ambiguous }
    let answer = lines[(begin + 1)..<end].joined(separator: "\n")
    if answer.isBlank { throw .empty }
    return trimmed(answer)
  }

  /// The answer in `{"answer": "…"}`, which models write that were made to write JSON; any other text as it is.
  private static func wrapped(_ text: String) -> String {
    guard text.hasPrefix("{") || text.hasPrefix("```json"),
      case .success(let object) = ReplyText.object(in: text, with: "answer"),
      case .object(let members) = object, members.count == 1, let answer = object["answer"]?.text
    else { return text }
    return trimmed(answer)
  }

  /// Whether a line is a mark, whatever emphasis is around it.
  private static func isMark(_ line: Substring, _ mark: String) -> Bool {
    var rest = line
    while let last = rest.last, last.isWhitespace || "*`_.:".contains(last) { rest.removeLast() }
    while let first = rest.first, first.isWhitespace || "*`_#>".contains(first) { rest.removeFirst() }
    return rest == mark
  }

  /// What stands behind the thoughts that a reply begins with.
  private static func withoutThoughts(_ text: String) throws(Fault) -> String {
    // A carriage return and a line feed are one character, at which nothing else would split.
    let text = text.replacing("\r\n", with: "\n")
    let start = text.drop { $0.isWhitespace }
    let opens = thoughtStarts.contains { start.hasPrefix($0) }
    // Templates of some models write the opening mark themselves, so that a reply begins inside of the thought. A mark
    // that is only spoken of stands in the middle of a line.
    for end in thoughtEnds {
      guard let range = opens ? text.range(of: end) : text.range(of: "\n\(end)\n") else { continue }
      return String(text[range.upperBound...])
    }
    if opens { throw .cut }
    return text
  }

  /// Without blank lines around it; the indentation of its first line stays, since it may be code.
  private static func trimmed(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.first?.isBlank == true { lines.removeFirst() }
    while lines.last?.isBlank == true { lines.removeLast() }
    if let last = lines.popLast() {
      lines.append(String(last.reversed().drop { $0.isWhitespace }.reversed()))
    }
    return lines.joined(separator: "\n")
  }
}
