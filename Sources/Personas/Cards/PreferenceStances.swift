/// What stands against each other, and what a user means in the end.
struct PreferenceStances {
  /// Whether something is wanted or not: one of the sides of a matter.
  struct Stance: Hashable {
    let kind: PreferenceKind
    let value: String
    let polarity: PreferencePolarity
  }

  /// One preference as one conversation states it, or several copies of it.
  struct Statement {
    let stance: Stance
    /// The number of the group of copies.
    let group: Int
    let fact: PreferenceFact
    /// Whether it was stated in a follow-up that found fault with an answer.
    let isCorrection: Bool
  }

  /// Statements on each matter, in the order of time.
  private(set) var matters: [String: [Statement]] = [:]

  /// Takes what the conversations of a ledger state.
  init(_ ledger: PersonaLedger, _ groups: [[Int]]) {
    var numbered = groups.enumerated().flatMap { group, places in places.map { (place: $0, group: group) } }
    numbered.sort { $0.place < $1.place }
    for (place, group) in numbered {
      let conversation = ledger.entries[place].conversation
      let faulted = Set(conversation.complaints.map(\.messageIndex))
      // Instructions without words, as datasets without texts have them, are no two the same and none to tell.
      for fact in conversation.preferences.sorted(by: Self.isEarlier) where !fact.value.isEmpty {
        let stance = Stance(kind: fact.kind, value: fact.value, polarity: fact.polarity)
        matters[Self.matter(of: stance), default: []].append(
          Statement(stance: stance, group: group, fact: fact, isCorrection: faulted.contains(fact.messageIndex)))
      }
    }
  }

  /// What is meant in the end, where it was said often enough: what the last two conversations agree on; else what most
  /// say; of equals what was said last.
  static func resolve(_ statements: [Statement], _ limits: PersonaLimits) -> PersonaCard.Preference? {
    var last: [Int: Stance] = [:]
    var order: [Int] = []
    for statement in statements {
      order.removeAll { $0 == statement.group }
      order.append(statement.group)
      last[statement.group] = statement.stance
    }
    let stances = order.compactMap { last[$0] }
    guard let newest = stances.last else { return nil }
    let counts = stances.reduce(into: [Stance: Int]()) { $0[$1, default: 0] += 1 }
    let isStanding = newest.kind == .standingInstruction
    let isSettled = isStanding || (stances.count > 1 && stances[stances.count - 2] == newest)
    let most = counts.values.max() ?? 0
    let chosen = isSettled ? newest : stances.last { counts[$0] == most } ?? newest
    let count = counts[chosen] ?? 0
    guard count >= (isStanding ? 1 : limits.leastStatements) else { return nil }
    let own = statements.filter { $0.stance == chosen }
    return PersonaCard.Preference(
      kind: chosen.kind, value: chosen.value, polarity: chosen.polarity, conversations: count,
      contradicting: stances.count - count, corrections: Set(own.filter(\.isCorrection).map(\.group)).count,
      evidence: own.map(\.fact.preferenceID), quote: isStanding ? own.last?.fact.quote ?? "" : "")
  }

  private static func isEarlier(_ left: PreferenceFact, _ right: PreferenceFact) -> Bool {
    (left.messageIndex, left.preferenceID) < (right.messageIndex, right.preferenceID)
  }

  /// Stances on the same matter exclude each other.
  private static func matter(of stance: Stance) -> String {
    switch (stance.kind, stance.value) {
    case (.length, _), (.replyLanguage, _): stance.kind.rawValue
    case (.detail, "simple"), (.detail, "beginner"), (.detail, "expert"): "detail level"
    case (.tone, "formal"), (.tone, "academic"), (.tone, "casual"): "tone formality"
    case (.tone, "humorous"), (.tone, "serious"): "tone humour"
    case (.content, "british_english"), (.content, "american_english"): "content spelling"
    default: stance.kind.rawValue + " " + stance.value
    }
  }
}
