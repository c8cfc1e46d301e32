public import DatasetWriting
internal import FeedbackIndex
internal import Foundation
public import Personas
internal import Records
internal import Redaction

/// What a dataset tells of its users: cards, at any moment.
///
/// The rows of conversations, preferences and feedback are in the index, user by user; what was read of one user is kept for a
/// while, because pairs of one user often follow each other.
public final class UserPersonas {
  private let index: FeedbackIndex
  private let builder: PersonaBuilder
  private var timelines: [String: PersonaTimeline] = [:]
  private var openings: [String: String] = [:]

  /// So many users are kept.
  private static let mostUsers = 256

  /// - Throws: `FeedbackIndexError`.
  public convenience init(_ layout: DatasetLayout, limits: PersonaLimits = PersonaLimits()) throws {
    self.init(try FeedbackIndex.open(layout, for: .reading), limits: limits)
  }

  init(_ index: FeedbackIndex, limits: PersonaLimits = PersonaLimits()) {
    self.index = index
    let redactor = Redactor()
    builder = PersonaBuilder(limits) { text in
      var vault = RedactionVault()
      return redactor.redact(text, into: &vault).text != text
    }
  }

  /// What the user's other conversations, strictly before a moment, tell of them.
  ///
  /// - Parameters:
  ///   - moment: ISO 8601 in UTC; empty where unknown, and then there is no card.
  /// - Throws: `FeedbackIndexError`.
  public func outcome(
    of user: String, before moment: String, excluding own: PersonaExclusion? = nil
  ) throws -> PersonaOutcome {
    if Self.isNobody(user) { return .none(.unknownUser) }
    var timeline = try timeline(of: user)
    defer { timelines[user] = timeline }
    return timeline.outcome(before: UTCSecond(moment), excluding: own)
  }

  /// Whether a key stands for nobody in particular: what logs write where they don't know, and what everybody then shares.
  private static func isNobody(_ user: String) -> Bool {
    let words = user.lowercased().filter { $0.isLetter || $0.isNumber }
    return words.isEmpty || nobody.contains(words) || words.allSatisfy { $0 == "0" }
  }

  private static let nobody: Set<String> = [
    "anonymous", "anon", "anonymized", "redacted", "unknown", "undefined", "null", "nil", "none", "na", "nan", "guest",
    "user",
    "default", "test", "false", "1",
  ]

  /// The card's text for what comes from a conversation: from the user's other conversations strictly before it; empty where
  /// there is none.
  func text(for source: PairSource) throws -> String {
    let own = PersonaExclusion(recordID: source.recordID, conversationID: source.conversationID)
    return try outcome(of: source.user, before: source.timestamp, excluding: own).card?.text ?? ""
  }

  /// The card's text, and the beginnings of the requests that it rests on, the oldest first.
  func known(for source: PairSource) throws -> (text: String, requests: [String]) {
    let own = PersonaExclusion(recordID: source.recordID, conversationID: source.conversationID)
    guard let card = try outcome(of: source.user, before: source.timestamp, excluding: own).card else {
      return ("", [])
    }
    return (card.text, card.sources.compactMap { openings[$0] })
  }

  /// The card of a user now: from all conversations.
  public func card(of user: String) throws -> PersonaOutcome {
    if Self.isNobody(user) { return .none(.unknownUser) }
    var timeline = try timeline(of: user)
    return timeline.outcome(before: .distantFuture)
  }

  /// Hands out the outcome of each known user now, in the order of their keys.
  public func forEachUser(_ body: (_ user: String, PersonaOutcome) throws -> Void) throws {
    try index.forEachUser { user, conversations in
      if Self.isNobody(user) { return try body(user, .none(.unknownUser)) }
      var timeline = builder.timeline(of: Self.history(of: user, conversations))
      try body(user, timeline.outcome(before: .distantFuture))
    }
  }

  /// Users whose keys begin with some text.
  public func users(beginning text: String, limit: Int) throws -> [String] {
    try index.users(beginning: text, limit: limit)
  }

  private func timeline(of user: String) throws -> PersonaTimeline {
    if let known = timelines[user] { return known }
    if timelines.count >= Self.mostUsers {
      timelines.removeAll()
      openings.removeAll()
    }
    let conversations = try index.conversations(ofUser: user)
    for conversation in conversations { openings[conversation.recordID] = conversation.opening }
    return builder.timeline(of: Self.history(of: user, conversations))
  }

  private static func history(of user: String, _ conversations: [UserConversation]) -> UserHistory {
    UserHistory(user: user, conversations: conversations.map { PersonaConversation($0, user: user) })
  }
}

extension UTCSecond {
  /// Behind every moment that a log can tell.
  static let distantFuture = UTCSecond(seconds: Int.max)
}

extension PersonaConversation {
  init(_ known: UserConversation, user: String) {
    self.init()
    (recordID, conversationID, self.user) = (known.recordID, known.conversationID, user)
    // A conversation that went on after a moment is not before it.
    time = UTCSecond(known.ended)
    (language, country) = (known.language, known.country)
    topic = ConversationTopic(rawValue: known.topic) ?? .other
    // The index has the beginning; with the length it tells messages apart that begin alike.
    firstMessage = known.opening.utf8.count < known.firstBytes ? "\(known.opening) \(known.firstBytes)" : known.opening
    requestBytes = known.firstBytes
    (messages, contentBytes) = (known.messages, known.contentBytes)
    preferences = known.preferences.compactMap { preference in
      guard let kind = PreferenceKind(rawValue: preference.kind),
        let polarity = PreferencePolarity(rawValue: preference.polarity)
      else { return nil }
      return PreferenceFact(
        preferenceID: preference.id, kind: kind, value: preference.value, polarity: polarity,
        messageIndex: preference.messageIndex, quote: preference.quote)
    }
    complaints = known.complaints.compactMap { complaint in
      FeedbackCategory(rawValue: complaint.category).map {
        ComplaintFact(feedbackID: complaint.id, category: $0, messageIndex: complaint.messageIndex)
      }
    }
  }
}
