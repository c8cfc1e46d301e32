/// Why there is no card. Raw values are what reports count; cases may be added.
public enum PersonaAbsence: String, CaseIterable, Hashable, Sendable, Codable {
  /// The log names no user.
  case unknownUser = "unknown_user"
  /// The moment that the card is for is unknown, so that nothing is known to be before it.
  case unknownTime = "unknown_time"
  case tooLittleHistory = "too_little_history"
  case tooManyConversations = "too_many_conversations"
  case tooManyLanguages = "too_many_languages"
  case tooManyCountries = "too_many_countries"
  /// Most requests begin alike.
  case sameTemplate = "same_template"
  /// Many conversations within minutes.
  case burst
  /// Conversations at regular intervals.
  case regularIntervals = "regular_intervals"
  /// The history is long enough, and tells nothing.
  case nothingToTell = "nothing_to_tell"
}

/// A card, or why there is none.
public enum PersonaOutcome: Hashable, Sendable {
  case card(PersonaCard)
  case none(PersonaAbsence)

  /// The card, if there is one.
  public var card: PersonaCard? { if case .card(let card) = self { card } else { nil } }
}
