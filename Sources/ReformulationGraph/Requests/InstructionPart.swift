/// What a long prompt asks for, without what it asks it of: the beginning and the end, without code blocks between.
///
/// Where people paste a text, the instruction stands before it or behind it; with the whole text as its identity every
/// such prompt would be a state of its own.
struct InstructionPart {
  let text: String
  /// Whether something was left out.
  let isPart: Bool

  /// From how many UTF-8 bytes on a prompt is long.
  static let longBytes = 600
  private static let partBytes = 300

  init(_ prompt: String) {
    guard prompt.utf8.count > Self.longBytes else {
      (text, isPart) = (prompt, false)
      return
    }
    let paragraphs = Self.paragraphs(of: prompt)
    let first = Self.opening(of: paragraphs.first ?? prompt)
    var parts = [first]
    if let last = paragraphs.last, paragraphs.count > 1, last.utf8.count <= Self.partBytes { parts.append(last) }
    (text, isPart) = (parts.joined(separator: " "), true)
  }

  /// Runs of lines that are not blank, code between fences left out.
  private static func paragraphs(of prompt: String) -> [String] {
    var paragraphs: [String] = []
    var lines: [Substring] = []
    var isCode = false
    let all: [Substring] = prompt.split(omittingEmptySubsequences: false) { $0.isNewline }
    for line in all + [""] {
      let isFence = line.drop { $0 == " " }.hasPrefix("```")
      if isFence { isCode.toggle() }
      if !isFence, !isCode, line.contains(where: { !$0.isWhitespace }) {
        lines.append(line)
      } else if !lines.isEmpty {
        paragraphs.append(lines.joined(separator: "\n"))
        lines = []
      }
    }
    return paragraphs
  }

  /// The sentences and lines that fit; where not even one does, what fits of it.
  private static func opening(of paragraph: String) -> String {
    guard paragraph.utf8.count > partBytes else { return paragraph }
    var bytes = 0
    let beginning = paragraph.prefix { character in
      bytes += character.utf8.count
      return bytes <= partBytes
    }
    guard let end = beginning.lastIndex(where: { ".?!:。？！：\n".contains($0) }) else { return String(beginning) }
    return String(beginning[...end])
  }
}
