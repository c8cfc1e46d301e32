internal import Foundation

/// The normal form of a request, by which requests that are but spelled differently are one.
///
/// Unicode normal form KC, small letters, one space between words. Punctuation goes, but for what joins letters or digits of
/// ASCII (`node.js`, `don't`, `3.5`); signs stay, because `c++` and `c#` are not `c`. Placeholders of whatever number are
/// one token. Of a long prompt only the instruction counts.
struct RequestForm: Hashable {
  let key: RequestKey
  /// The first part of the language's code, in small letters.
  let language: String
  let normal: String
  /// Equal for requests that differ in numbers alone; nil for those without numbers.
  let template: RequestKey?
  /// Whether it stands for a longer prompt.
  let isInstruction: Bool

  /// Whether it says nothing without the request before it, which then stands in it.
  let isContextual: Bool

  /// What a normal form keeps at most, in UTF-8 bytes.
  static let normalBytes = 700
  static let placeholder = "⟨name⟩"
  static let number = "⟨number⟩"

  /// Nil for a text without letters, digits or signs.
  init?(_ text: String, language name: String) {
    let instruction = InstructionPart(text)
    let tokens = Self.tokens(of: instruction.text)
    guard !tokens.isEmpty else { return nil }
    language = String(name.lowercased().prefix { $0.isLetter })
    isInstruction = instruction.isPart
    isContextual = false
    // A prompt that goes on is not the short request with the same words.
    let tail = isInstruction ? " …" : ""
    normal = tokens.joined(separator: " ") + tail
    key = RequestKey(normal: normal, language: language)
    let general = tokens.map { Self.isNumber($0) ? Self.number : $0 }
    template = general == tokens ? nil : RequestKey(normal: general.joined(separator: " ") + tail, language: language)
  }

  /// The form of a request that changes another ("shorter, please"): what it asks depends on what it changes, so that the two
  /// together are its identity.
  init(_ change: RequestForm, of request: RequestForm) {
    language = change.language
    normal = request.normal + " » " + change.normal
    key = RequestKey(normal: normal, language: language)
    template = nil
    isInstruction = false
    isContextual = true
  }

  /// Below which similarity to what stands before it a refinement is taken for a mere change. Rephrasings lie above (see
  /// the thresholds of adjacent prompts in use, 0.35).
  private static let changeSimilarity = 0.35

  /// Whether a refinement of a request says nothing without it.
  func isMereChange(of request: RequestForm) -> Bool {
    CharacterGrams.similarity(normal, request.normal) < Self.changeSimilarity
  }

  // MARK: Tokens

  private static func tokens(of text: String) -> [String] {
    var bytes = 0
    var tokens: [String] = []
    for word in text.precomposedStringWithCompatibilityMapping.split(whereSeparator: \.isWhitespace) {
      for token in PlaceholderScan.isPlaceholder(word) ? [placeholder] : self.tokens(inWord: word) {
        bytes += token.utf8.count + 1
        guard bytes <= normalBytes else { return tokens }
        tokens.append(token)
      }
    }
    return tokens
  }

  /// A word of a script without spaces can hold several, parted by its punctuation.
  private static func tokens(inWord word: Substring) -> [String] {
    let scalars = Array(word.lowercased().unicodeScalars)
    var tokens: [String] = []
    var token = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      if stays(scalar, before: place == 0 ? nil : scalars[place - 1], after: scalars.dropFirst(place + 1).first) {
        token.append(scalar == "’" ? "'" : scalar)
      } else if !token.isEmpty {
        tokens.append(String(token))
        token = String.UnicodeScalarView()
      }
    }
    if !token.isEmpty { tokens.append(String(token)) }
    return tokens
  }

  private static func stays(_ scalar: Unicode.Scalar, before: Unicode.Scalar?, after: Unicode.Scalar?) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return false
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      if "#%@&".unicodeScalars.contains(scalar) { return true }
      guard let before, let after else { return false }
      if ".'’_-/:".unicodeScalars.contains(scalar) { return isWord(before) && isWord(after) }
      return scalar == "," && isDigit(before) && isDigit(after)
    default: return true
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: true
    default: false
    }
  }

  private static func isNumber(_ token: String) -> Bool {
    token.first?.isNumber == true && token.allSatisfy { $0.isNumber || ".,:/-%".contains($0) }
  }
}
