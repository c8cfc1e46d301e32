/// What tells whether two conversations are the same one told twice, or the same request sent again.
struct RequestKey: Hashable, Sendable {
  private let text: String
  private let messages: Int
  private let contentBytes: Int

  /// Shorter first messages ("hello") are sent anew by everyone; then the conversations must agree in their size too.
  private static let tellingBytes = 40

  init(_ conversation: PersonaConversation) {
    let words = RequestText.normalized(conversation.firstMessage)
    if words.isEmpty {
      let name = conversation.conversationID.isEmpty ? conversation.recordID : conversation.conversationID
      (text, messages, contentBytes) = ("\u{0}" + name, 0, 0)
    } else if words.utf8.count >= Self.tellingBytes {
      (text, messages, contentBytes) = (words, 0, 0)
    } else {
      (text, messages, contentBytes) = (words, conversation.messages, conversation.contentBytes)
    }
  }
}

/// First messages in forms that can be compared.
enum RequestText {
  /// Small letters, one space between words.
  static func normalized(_ text: String) -> String {
    var words: [Substring] = []
    for word in text.lowercased().unicodeScalars.split(whereSeparator: isSpace) { words.append(Substring(word)) }
    return words.joined(separator: " ")
  }

  /// How a request begins, numbers left out: the same for all requests made from one template; empty where there is too
  /// little to tell.
  static func skeleton(_ text: String) -> String {
    var result = ""
    var letters = 0
    for scalar in text.lowercased().unicodeScalars where letters < skeletonLetters {
      if isLetter(scalar) {
        result.unicodeScalars.append(scalar)
        // An ideograph stands for several letters.
        letters += scalar.value >= 0x2E80 ? 3 : 1
      } else if result.last != " ", !result.isEmpty {
        result.append(" ")
      }
    }
    return letters < skeletonLetters ? "" : result
  }

  // The tables of Unicode take longer to ask than most texts need.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
      || (scalar.value >= 0x80 && scalar.properties.isWhitespace)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
      : scalar.properties.isAlphabetic
  }

  private static let skeletonLetters = 30
}
