/// The conversation that a card is for: it, and what the source holds for the same one, never counts.
public struct PersonaExclusion: Hashable, Sendable {
  public var recordID: String
  /// Empty where the source has none.
  public var conversationID: String

  public init(recordID: String, conversationID: String = "") {
    self.recordID = recordID
    self.conversationID = conversationID
  }
}

/// Makes the cards of one user at several moments. A value of its own for each thread.
///
/// It keeps the counts of the moment asked for last and goes on from there, forwards or backwards: what lies between
/// two moments is counted once. A card itself costs as much as its list of sources is long.
public struct PersonaTimeline: Sendable {
  private let history: UserHistory
  private let writer: CardWriter
  private let placesByRecord: [String: Int]
  private let placesByConversation: [String: [Int]]
  private var ledger: PersonaLedger
  /// How many conversations of the history the ledger holds.
  private var counted = 0

  init(_ history: UserHistory, writer: CardWriter) {
    self.history = history
    self.writer = writer
    let conversations = history.conversations
    placesByRecord = Dictionary(
      conversations.enumerated().map { ($0.element.recordID, $0.offset) }, uniquingKeysWith: { first, _ in first })
    placesByConversation = Dictionary(grouping: conversations.indices) { conversations[$0].conversationID }
    ledger = PersonaLedger(
      conversations.map { conversation in
        PersonaLedger.Entry(
          conversation: conversation, key: RequestKey(conversation),
          language: LanguageLabel.known(conversation.language),
          skeleton: RequestText.skeleton(conversation.firstMessage))
      })
  }

  /// The card at a moment: from conversations strictly before it, without the one it is for.
  ///
  /// Conversations at or behind the moment, and the one that is left out, have no part in whether there is a card or in
  /// what it says.
  public mutating func outcome(before moment: UTCSecond?, excluding own: PersonaExclusion? = nil) -> PersonaOutcome {
    if history.user.isEmpty { return .none(.unknownUser) }
    guard let moment else { return .none(.unknownTime) }
    move(to: firstPlace(notBefore: moment))
    let excluded = own.map { places(of: $0).filter { $0 < counted } } ?? []
    for place in excluded { ledger.take(place) }
    defer { for place in excluded { ledger.add(place) } }
    return writer.outcome(ledger)
  }

  private mutating func move(to place: Int) {
    while counted < place {
      ledger.add(counted)
      counted += 1
    }
    while counted > place {
      counted -= 1
      ledger.take(counted)
    }
  }

  private func firstPlace(notBefore moment: UTCSecond) -> Int {
    var low = 0
    var high = history.conversations.count
    while low < high {
      let middle = (low + high) / 2
      if let time = history.conversations[middle].time, time < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func places(of own: PersonaExclusion) -> Set<Int> {
    var places = Set(own.conversationID.isEmpty ? [] : placesByConversation[own.conversationID] ?? [])
    if let place = placesByRecord[own.recordID] { places.insert(place) }
    return places
  }
}
