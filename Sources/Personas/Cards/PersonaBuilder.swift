/// Makes persona cards from what is known of users, without any language model. Immutable; may be shared.
public struct PersonaBuilder: Sendable {
  private let writer: CardWriter

  /// - Parameter isPrivate: Says of a standing instruction that it holds something private; it is then counted and not
  ///   quoted. It is asked beside the builder's own checks.
  public init(
    _ limits: PersonaLimits = PersonaLimits(), isPrivate: @escaping @Sendable (String) -> Bool = { _ in false }
  ) {
    writer = CardWriter(limits: limits, isPrivate: isPrivate)
  }

  /// The cards of one user at several moments.
  public func timeline(of history: UserHistory) -> PersonaTimeline { PersonaTimeline(history, writer: writer) }

  /// The card at one moment, or why there is none: from conversations strictly before it, without the one it is for.
  public func outcome(
    for history: UserHistory, before moment: UTCSecond?, excluding own: PersonaExclusion? = nil
  ) -> PersonaOutcome {
    var timeline = timeline(of: history)
    return timeline.outcome(before: moment, excluding: own)
  }

  /// As `outcome`, without the reason.
  public func card(
    for history: UserHistory, before moment: UTCSecond?, excluding own: PersonaExclusion? = nil
  ) -> PersonaCard? {
    outcome(for: history, before: moment, excluding: own).card
  }
}

/// The books of making cards: every outcome is counted once.
public struct PersonaTally: Hashable, Sendable {
  public private(set) var cards = 0
  public private(set) var absences: [PersonaAbsence: Int] = [:]

  public init() {}

  public mutating func count(_ outcome: PersonaOutcome) {
    switch outcome {
    case .card: cards += 1
    case .none(let reason): absences[reason, default: 0] += 1
    }
  }
}
