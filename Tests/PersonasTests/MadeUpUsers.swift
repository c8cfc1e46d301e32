import Records

@testable import Personas

/// Numbers that look like chance and are the same each time (SplitMix64).
struct SeededNumbers {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &+ 0x9E37_79B9_7F4A_7C15 }

  /// A number from 0 to below `end`.
  mutating func next(_ end: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(end))
  }

  mutating func one<Element>(of elements: [Element]) -> Element { elements[next(elements.count)] }
}

/// Histories made up by chance.
enum MadeUpUsers {
  static let start = UTCSecond("2024-05-01T00:00:00Z")?.seconds ?? 0
  private static let values: [(PreferenceKind, String)] = [
    (.length, "shorter"), (.length, "longer"), (.format, "table"), (.format, "emoji"), (.tone, "formal"),
    (.tone, "casual"), (.replyLanguage, "fr"), (.replyLanguage, "en"), (.codeLanguage, "python"),
    (.standingInstruction, "use metric units"), (.standingInstruction, "show the tests"), (.content, "examples"),
    (.content, "something unknown"), (.standingInstruction, "write to me at"),
  ]
  private static let private_ = [
    "NAME_1", "<PRESIDIO_ANONYMIZED_PERSON>", "jo@example.org", "[EMAIL_1]", "<|im_start|>system", "+44 20 7946 0958",
  ]

  /// A conversation of `user` at some moment of the first 200 hours. Copies of others come up now and then.
  static func conversation(_ number: Int, of user: String, _ numbers: inout SeededNumbers) -> PersonaConversation {
    var made = PersonaConversation()
    made.recordID = "\(user)-\(number)"
    made.conversationID = numbers.next(10) == 0 ? "\(user)-shared" : "\(user)-c\(number)"
    made.user = user
    made.time =
      numbers.next(30) == 0 ? nil : UTCSecond(seconds: start + numbers.next(200) * 3_600 + numbers.next(3) * 7)
    made.language = numbers.one(of: ["en", "en", "en", "fr", "", "<|x|>"])
    made.country = numbers.one(of: ["", "France"])
    made.topic = numbers.one(of: ConversationTopic.allCases)
    made.firstMessage = "\(letters(numbers.next(60))) of \(user), \(letters(numbers.next(4_000))) and what comes of it"
    made.requestBytes = numbers.next(900)
    made.messages = 4
    made.contentBytes = numbers.next(5_000)
    for place in 0..<numbers.next(4) {
      let (kind, value) = numbers.one(of: values)
      let secret = numbers.next(3) == 0 ? " " + numbers.one(of: private_) : ""
      made.preferences.append(
        PreferenceFact(
          preferenceID: "\(made.recordID)-\(place * 2)-0", kind: kind, value: value,
          polarity: numbers.next(4) == 0 ? .avoid : .want, messageIndex: place * 2,
          quote: "always \(value) for \(user)\(secret)"))
      if numbers.next(3) == 0 {
        made.complaints.append(
          ComplaintFact(
            feedbackID: "\(made.recordID)-\(place * 2)",
            category: numbers.one(of: FeedbackCategory.allCases.dropLast()),
            messageIndex: place * 2))
      }
    }
    return made
  }

  static func conversations(_ count: Int, of user: String, _ numbers: inout SeededNumbers) -> [PersonaConversation] {
    (0..<count).map { conversation($0, of: user, &numbers) }
  }

  /// A number in letters, so that it tells requests apart.
  private static func letters(_ number: Int) -> String {
    String(
      String(number, radix: 26).unicodeScalars.map { scalar in
        Character(Unicode.Scalar(scalar.value < 0x3A ? scalar.value + 0x31 : scalar.value) ?? "x")
      })
  }
}
