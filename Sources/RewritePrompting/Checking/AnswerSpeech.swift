/// What the assistant itself says in an answer, to the user: not code, not what is quoted, and not a letter that it
/// wrote.
///
/// "I apologise for the delay" is a mistake in the one and the very thing that was asked for in the other.
struct AnswerSpeech {
  let words: [String]

  /// The words it begins with; what refers back to feedback mostly stands there.
  var opening: ArraySlice<String> { words.prefix(Self.openingWords) }
  /// The words it ends with.
  var closing: ArraySlice<String> { words.suffix(Self.closingWords) }

  private static let openingWords = 30
  private static let closingWords = 30
  /// A longer text between quotation marks is none that is quoted; most likely a mark is missing.
  private static let longestQuote = 2_000

  init(_ answer: String) {
    var spoken: [Substring] = []
    var isInCode = false
    var isInLetter = false
    for line in answer.split(separator: "\n", omittingEmptySubsequences: false) {
      let bare = line.drop { $0.isWhitespace || $0 == "*" || $0 == "_" }
      if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
        isInCode.toggle()
      } else if isInCode || bare.hasPrefix(">") || line.hasPrefix("    ") || line.hasPrefix("\t") {
        continue
      } else if Self.isRule(bare) {
        isInLetter = false
      } else if isInLetter || Self.opensLetter(bare) {
        isInLetter = true
      } else {
        spoken.append(line)
      }
    }
    words = WordSequence(Self.withoutQuotes(spoken.joined(separator: "\n"))).words
  }

  /// An answer without its fenced code.
  static func prose(of answer: String) -> String {
    var isInCode = false
    var lines: [Substring] = []
    for line in answer.split(separator: "\n") {
      let bare = line.drop { $0.isWhitespace }
      if bare.hasPrefix("```") || bare.hasPrefix("~~~") { isInCode.toggle() } else if !isInCode { lines.append(line) }
    }
    return lines.joined(separator: "\n")
  }

  private static func isRule(_ line: Substring) -> Bool {
    line.count >= 3 && line.allSatisfy { "-=_*# ".contains($0) } || line.hasPrefix("---")
  }

  /// Whether a line is the subject or the salutation of a letter.
  private static func opensLetter(_ line: Substring) -> Bool {
    let lowered = line.prefix(120).lowercased()
    if subjects.contains(where: { lowered.hasPrefix($0) }) { return true }
    // A salutation stands alone on its line.
    let bare = line.drop { $0.isWhitespace || $0 == "#" }
    guard bare.count <= 80, let last = bare.last(where: { !$0.isWhitespace && $0 != "*" }) else { return false }
    if ",:，：".contains(last), salutations.contains(where: { lowered.hasPrefix($0) }) {
      return !lowered.hasPrefix("hi there") && !lowered.hasPrefix("hello there")
    }
    return "!！,，:：".contains(last) && formalSalutations.contains { lowered.hasPrefix($0) }
  }

  private static let subjects = [
    "subject:", "re:", "betreff:", "objet :", "objet:", "asunto:", "assunto:", "тема:", "主题：", "主题:", "主旨：",
  ]
  /// Also how a chat begins; only with a comma or colon at the end of the line.
  private static let salutations = [
    "hi ", "hello ", "hey ", "hallo ", "bonjour ", "hola ", "olá ", "здравствуйте", "добрый день", "您好", "你好",
  ]
  private static let formalSalutations = [
    "dear ", "to whom", "sehr geehrte", "liebe ", "lieber ", "guten tag", "cher ", "chère ", "chers ", "madame",
    "monsieur",
    "estimad", "querid", "apreciad", "prezad", "caro ", "cara ", "уважаем", "дорог", "尊敬的", "亲爱的",
  ]

  /// The text without what stands between quotation marks of one line.
  private static func withoutQuotes(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      if let closings = closings[scalars[place]], let end = quoteEnd(scalars, from: place, closings) {
        kept.append(" ")
        place = end
      } else {
        kept.append(scalars[place])
        place += 1
      }
    }
    return String(kept)
  }

  private static let closings: [Unicode.Scalar: Set<Unicode.Scalar>] = [
    "\"": ["\""], "“": ["”", "“"], "„": ["“", "”"], "«": ["»"], "»": ["«"], "「": ["」"], "『": ["』"], "`": ["`"],
  ]

  /// The place behind the mark that closes a quote on the same line; nil where there is none.
  private static func quoteEnd(
    _ scalars: [Unicode.Scalar], from start: Int, _ closings: Set<Unicode.Scalar>
  ) -> Int? {
    for place in scalars.indices[(start + 1)...].prefix(longestQuote) {
      if closings.contains(scalars[place]) { return place + 1 }
      if scalars[place] == "\n" { return nil }
    }
    return nil
  }
}
