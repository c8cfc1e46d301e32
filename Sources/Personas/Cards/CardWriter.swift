internal import Records

/// Writes the card of what a ledger holds, or says why there is none.
struct CardWriter: Sendable {
  let limits: PersonaLimits
  let isPrivate: @Sendable (String) -> Bool

  func outcome(_ ledger: PersonaLedger) -> PersonaOutcome {
    // Asked first, so that an address with very many conversations costs nothing more.
    if ledger.count > limits.mostConversations { return .none(.tooManyConversations) }
    if ledger.count < limits.leastConversations { return .none(.tooLittleHistory) }
    if ledger.languages.count > limits.mostLanguages { return .none(.tooManyLanguages) }
    if ledger.countries.count > limits.mostCountries { return .none(.tooManyCountries) }
    let groups = ledger.sortedGroups
    let times = groups.compactMap { ledger.entries[$0[0]].conversation.time }
    if let sign = AutomatedUse.sign(in: ledger, times: times, limits) { return .none(sign) }
    let card = card(ledger, groups)
    return card.text.isEmpty ? .none(.nothingToTell) : .card(card)
  }

  private func card(_ ledger: PersonaLedger, _ groups: [[Int]]) -> PersonaCard {
    let languages = shares(ledger.languages)
    let topics = shares(
      Dictionary(uniqueKeysWithValues: ledger.topics.map { ($0.key.rawValue, $0.value) }))
    let preferences = preferences(PreferenceStances(ledger, groups))
    let complaints = complaints(ledger, groups)
    let bytes = median(groups.map { ledger.entries[$0[0]].conversation.requestBytes }.filter { $0 > 0 })
    var text = CardText(limit: limits.cardBytes)
    for sentence in preferences.compactMap(CardText.sentence) { text.add(sentence) }
    let recurring = complaints.filter { $0.conversations >= limits.leastStatements }
    if !recurring.isEmpty { text.add(CardText.complaints(recurring)) }
    if !languages.isEmpty { text.add(CardText.languages(languages, of: ledger.count)) }
    let told = topics.filter { $0.name != ConversationTopic.other.rawValue }
    if !told.isEmpty { text.add(CardText.topics(told, of: ledger.count)) }
    if !text.text.isEmpty, bytes > 0 { text.add(CardText.requests(bytes)) }
    return PersonaCard(
      conversations: ledger.count, languages: languages, topics: topics, typicalRequestBytes: bytes,
      preferences: preferences, complaints: complaints, text: text.text,
      sources: groups.flatMap { $0 }.map { ledger.entries[$0].conversation.recordID }.sorted())
  }

  // MARK: Preferences

  private func preferences(_ stances: PreferenceStances) -> [PersonaCard.Preference] {
    // The newest statement of a matter is its last one; matters are named, so that equals have an order.
    let resolved = stances.matters.sorted { $0.key < $1.key }.compactMap { _, statements in
      PreferenceStances.resolve(statements, limits).map { (preference: $0, newest: statements.last?.group ?? 0) }
    }
    let standing = resolved.filter { $0.preference.kind == .standingInstruction }.sorted { $0.newest > $1.newest }
    let others = resolved.filter { $0.preference.kind != .standingInstruction }.map(\.preference)
      .filter { PreferencePhrase.text($0.kind, $0.value, $0.polarity) != nil }
      .sorted { $0.conversations > $1.conversations }
    return quoted(standing.map(\.preference)) + others
  }

  /// Keeps the quotes of as many instructions as the limit allows, the newest first, of those that may be quoted.
  private func quoted(_ instructions: [PersonaCard.Preference]) -> [PersonaCard.Preference] {
    var left = limits.mostInstructions
    return instructions.map { instruction in
      let quote =
        isPrivate(instruction.quote)
        ? nil
        : QuotableText.quotable(instruction.quote, atMost: limits.quoteBytes)
      let isQuoted = quote != nil && left > 0
      if isQuoted { left -= 1 }
      return instruction.quoting(isQuoted ? quote ?? "" : "")
    }
  }

  // MARK: Counts

  private func complaints(_ ledger: PersonaLedger, _ groups: [[Int]]) -> [PersonaCard.Complaint] {
    var found: [FeedbackCategory: (conversations: Int, evidence: [String])] = [:]
    for group in groups {
      let complaints = group.flatMap { ledger.entries[$0].conversation.complaints }
      for category in Set(complaints.map(\.category)) {
        let own = complaints.filter { $0.category == category }
        found[category, default: (0, [])].conversations += 1
        found[category, default: (0, [])].evidence += own.sorted {
          ($0.messageIndex, $0.feedbackID) < ($1.messageIndex, $1.feedbackID)
        }
        .map(\.feedbackID)
      }
    }
    return found.sorted { ($1.value.conversations, $0.key.priority) < ($0.value.conversations, $1.key.priority) }
      .map {
        PersonaCard.Complaint(category: $0.key, conversations: $0.value.conversations, evidence: $0.value.evidence)
      }
  }

  private func shares(_ counts: [String: Int]) -> [PersonaCard.Share] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { PersonaCard.Share(name: $0.key, conversations: $0.value) }
  }

  /// The lower of the two in the middle; 0 of nothing.
  private func median(_ values: [Int]) -> Int { values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2] }
}

extension PersonaCard.Preference {
  /// The same with other words to quote.
  fileprivate func quoting(_ quote: String) -> PersonaCard.Preference {
    PersonaCard.Preference(
      kind: kind, value: value, polarity: polarity, conversations: conversations, contradicting: contradicting,
      corrections: corrections, evidence: evidence, quote: quote)
  }
}
