internal import Records

/// The sentences of a card, the most telling first, as many as the limit lets in.
struct CardText {
  private(set) var text = ""
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Adds a sentence on a line of its own, if there is room for it.
  mutating func add(_ sentence: String) {
    let line = text.isEmpty ? sentence : "\n" + sentence
    if text.utf8.count + line.utf8.count <= limit { text += line }
  }

  /// "Prefers shorter answers (4 conversations, 2 of them corrections; otherwise in 1)."
  static func sentence(_ preference: PersonaCard.Preference) -> String? {
    var counts = conversations(preference.conversations)
    if preference.corrections > 1 { counts += ", \(preference.corrections) of them as a correction" }
    if preference.contradicting > 0 { counts += "; otherwise in \(preference.contradicting)" }
    if preference.kind == .standingInstruction {
      return preference.quote.isEmpty ? nil : "Standing instruction: “\(preference.quote)” (\(counts))."
    }
    return PreferencePhrase.text(preference.kind, preference.value, preference.polarity).map { "\($0) (\(counts))." }
  }

  static func languages(_ shares: [PersonaCard.Share], of total: Int) -> String {
    "Writes in "
      + list(shares.prefix(3).map { "\(LanguageLabel.name(of: $0.name)) (\(percent($0.conversations, of: total)) %)" })
      + "."
  }

  static func topics(_ shares: [PersonaCard.Share], of total: Int) -> String {
    "Asks about "
      + list(
        shares.prefix(3).map {
          "\($0.name.replacing("_", with: " ")) (\(percent($0.conversations, of: total)) %)"
        }) + "."
  }

  static func complaints(_ complaints: [PersonaCard.Complaint]) -> String {
    "Behind answers " + list(complaints.map { "\(habit($0.category)) (\(conversations($0.conversations)))" }) + "."
  }

  private static func habit(_ category: FeedbackCategory) -> String {
    switch category {
    case .makeAwareWithCorrection: "corrects them"
    case .makeAwareWithoutCorrection: "rejects them"
    case .askForClarification: "asks back"
    case .repeatOrRephrase: "asks again in other words"
    case .positiveFeedback: "praises them"
    }
  }

  static func requests(_ bytes: Int) -> String {
    let length = bytes < 80 ? "short" : bytes < 400 ? "of middling length" : "long"
    return "Requests are mostly \(length) (median \(bytes) bytes)."
  }

  static func conversations(_ count: Int) -> String { count == 1 ? "1 conversation" : "\(count) conversations" }

  private static func percent(_ count: Int, of total: Int) -> Int { (100 * count + total / 2) / max(1, total) }

  private static func list(_ items: [String]) -> String {
    items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
  }
}
