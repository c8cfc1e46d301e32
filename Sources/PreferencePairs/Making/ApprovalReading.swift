/// How much an approval says.
public struct ApprovalReading: Hashable, Sendable {
  /// Whether it is thanks or an "ok" and nothing else: how people close a conversation, pleased or not.
  public let isOnlyThanks: Bool

  /// By how much the confidence in it is lessened.
  public var weight: Double { isOnlyThanks ? 0.7 : 1 }

  private static let mostCharacters = 60
  private static let courtesies: Set<String> = [
    "thanks", "thank", "you", "thx", "ty", "so", "very", "much", "a", "lot", "ok", "okay", "k", "cool",
    "alright", "all", "right", "got", "it", "chatgpt", "chat", "gpt", "assistant", "again", "anyway", "for",
    "your", "the", "help", "answer", "sir", "friend", "bye", "good", "day", "many", "no", "that", "thats", "is",
    "please", "well", "u", "bot", "and", "谢谢", "好的", "спасибо", "большое", "ок", "хорошо", "gracias", "muchas",
    "vale", "merci", "beaucoup", "daccord", "danke", "schön", "vielen", "dank", "obrigado", "obrigada", "muito",
  ]
  private static let ideographs = Set("谢谢你您好的了多非常感行嗯哦知道".unicodeScalars)

  public init(_ feedback: String) {
    guard feedback.count <= Self.mostCharacters else {
      isOnlyThanks = false
      return
    }
    let words = String(decoding: CueText(feedback).bytes, as: UTF8.self).split(separator: " ")
    isOnlyThanks = words.allSatisfy { word in
      Self.courtesies.contains(String(word)) || word.unicodeScalars.allSatisfy { Self.ideographs.contains($0) }
    }
  }
}
