/// Tells the lines of a message that a program wrote, or that are a program, from what a person says.
enum MachineText {
  private static let beginnings = [
    "traceback (", "file \"", "at ", "[info]", "[error]", "[warn", "error:", "error in ", "fatal:", "warning:",
    "e/", "w/", ">>", "$ ", "% ", "# ", "~/", "c:\\", "#include", "import ", "def ", "class ", "public ",
    "private ", "return ", "const ", "let ", "var ", "sub ", "end sub", "dim ", "select ", "npm ", "pip ",
    "note: this error", "caused by:",
  ]
  private static let marks: Set<Character> = [
    "{", "}", "(", ")", "[", "]", "<", ">", "=", ";", "_", "\\", "|", "^", "~", "*", "+", "#", "@", "/", "\"",
  ]
  /// Words at whose sight a line is a message of a program, wherever they stand in it.
  private static let outcries = [
    "exception", "error:", "error -", "syntaxerror", "valueerror", "typeerror", "importerror", "keyerror",
    "indexerror", "nameerror", "attributeerror", "runtimeerror", "permission denied", "command not found",
    "build failure", "is not defined", "is undefined", "segmentation fault", "stack trace", "unhandled",
    "cannot find symbol",
  ]

  /// Bytes of a message that are looked at.
  private static let reach = 8_000

  /// Whether a line is a piece of code or of a program's output.
  static func isMachineLine(_ line: some StringProtocol) -> Bool {
    let trimmed = line.trimmed
    guard trimmed.count >= 3 else { return !trimmed.isEmpty && trimmed.allSatisfy(marks.contains) }
    let lower = trimmed.lowercased()
    if beginnings.contains(where: { lower.hasPrefix($0) && Self.isNoSentence(lower) }) { return true }
    let signs = trimmed.count { marks.contains($0) }
    return signs >= 3 && signs * 100 >= trimmed.count * 9
  }

  /// Whether a text speaks as programs do when they fail.
  static func holdsAnOutcry(_ text: String) -> Bool {
    let lower = String(text.prefix(reach)).lowercased()
    return outcries.contains { lower.contains($0) }
  }

  /// The lines that a person wrote. Fences and what is between them are left out, and so are long quotations.
  static func prose(of text: String) -> String { withoutQuotations(proseLines(of: text)) }

  /// Characters from which on what stands in quotation marks is a text of somebody else.
  private static let longQuotation = 40

  private static func withoutQuotations(_ text: String) -> String {
    var result = ""
    var quoted: String?
    for character in text {
      let isMark = character == "\"" || character == "\u{201C}" || character == "\u{201D}"
      if let held = quoted {
        if isMark {
          result += held.count >= longQuotation ? " " : " \(held) "
          quoted = nil
        } else {
          quoted = held + String(character)
        }
      } else if isMark {
        quoted = ""
      } else {
        result.append(character)
      }
    }
    // A mark without its partner, as of inches, quotes nothing.
    return result + (quoted ?? "")
  }

  private static func proseLines(of text: String) -> String {
    var result = ""
    var isFenced = false
    for line in lines(of: text) {
      if line.trimmed.hasPrefix("```") {
        isFenced.toggle()
        continue
      }
      if isFenced || isMachineLine(line) { continue }
      result += line
      result += "\n"
    }
    return result
  }

  /// The lines that a person did not write.
  static func pasted(in text: String) -> [Substring] {
    var result: [Substring] = []
    var isFenced = false
    for line in lines(of: text) {
      if line.trimmed.hasPrefix("```") {
        isFenced.toggle()
      } else if isFenced || isMachineLine(line) {
        result.append(line)
      }
    }
    return result
  }

  private static func lines(of text: String) -> [Substring] {
    text.prefix(reach).split(whereSeparator: \.isNewline)
  }

  /// Some beginnings are words of English too: a line of them that ends as a sentence does is one.
  private static func isNoSentence(_ line: String) -> Bool {
    guard let last = line.last else { return false }
    return !(last == "." || last == "?" || last == "!") || line.hasPrefix("traceback")
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return self[endIndex..<endIndex]
    }
    return self[first...last]
  }

  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
