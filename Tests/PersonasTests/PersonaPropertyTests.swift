import Records
import Testing

@testable import Personas

/// Cards may tell of nothing but what the user said in other conversations before the moment.
struct PersonaPropertyTests {
  private static let seeds = Array(0..<150)
  private let builder = PersonaBuilder()

  /// A history of chance, a moment in it, and one of its conversations to leave out.
  private struct Case {
    var conversations: [PersonaConversation]
    let moment: UTCSecond
    let own: PersonaExclusion
    var numbers: SeededNumbers

    init(seed: Int) {
      numbers = SeededNumbers(seed)
      conversations = MadeUpUsers.conversations(3 + numbers.next(25), of: "ada", &numbers)
      moment = UTCSecond(seconds: MadeUpUsers.start + numbers.next(200) * 3_600)
      let chosen = numbers.one(of: conversations)
      own = PersonaExclusion(recordID: chosen.recordID, conversationID: chosen.conversationID)
    }

    /// Whether a conversation may have no part in the card.
    func isOut(_ conversation: PersonaConversation) -> Bool {
      guard let time = conversation.time else { return true }
      return time >= moment || conversation.recordID == own.recordID
        || conversation.conversationID == own.conversationID
    }
  }

  private func outcome(_ conversations: [PersonaConversation], _ example: Case) -> PersonaOutcome {
    builder.outcome(
      for: UserHistory(user: "ada", conversations: conversations), before: example.moment, excluding: example.own)
  }

  @Test(arguments: seeds) func whatIsLaterOrTheConversationItselfMayBeTakenAway(seed: Int) {
    let example = Case(seed: seed)
    let kept = example.conversations.filter { !example.isOut($0) }
    #expect(outcome(kept, example) == outcome(example.conversations, example))
  }

  @Test(arguments: seeds) func whatIsLaterOrTheConversationItselfMayChange(seed: Int) {
    var example = Case(seed: seed)
    let changed = example.conversations.map { conversation in
      guard example.isOut(conversation) else { return conversation }
      var other = MadeUpUsers.conversation(9_999, of: "ada", &example.numbers)
      other.recordID = conversation.recordID
      other.conversationID = conversation.conversationID
      // What was later stays later; the conversation itself may move to any time.
      if conversation.time.map({ $0 >= example.moment }) ?? true { other.time = conversation.time }
      return other
    }
    #expect(outcome(changed, example) == outcome(example.conversations, example))
  }

  @Test(arguments: seeds) func whatIsLaterMayBeAdded(seed: Int) {
    var example = Case(seed: seed)
    var added = example.conversations
    for number in 100..<(100 + example.numbers.next(400)) {
      var later = MadeUpUsers.conversation(number, of: "ada", &example.numbers)
      later.time = UTCSecond(seconds: example.moment.seconds + example.numbers.next(50))
      later.country = "Land \(number)"
      // Copies of what was before, too.
      if example.numbers.next(3) == 0 {
        later.firstMessage = example.numbers.one(of: example.conversations).firstMessage
      }
      added.append(later)
    }
    #expect(outcome(added, example) == outcome(example.conversations, example))
  }

  @Test(arguments: seeds) func nothingOfOtherUsersAppears(seed: Int) {
    var example = Case(seed: seed)
    let others = MadeUpUsers.conversations(40, of: "bob", &example.numbers)
    let mixed = outcome(others + example.conversations, example)
    #expect(mixed == outcome(example.conversations, example))
    let told = "\(mixed)"
    #expect(!told.contains("bob"))
  }

  @Test(arguments: seeds) func theOrderOfWhatIsGivenIsOfNoConsequence(seed: Int) {
    var example = Case(seed: seed)
    var shuffled = example.conversations
    for place in shuffled.indices { shuffled.swapAt(place, example.numbers.next(shuffled.count)) }
    shuffled = shuffled.map { conversation in
      var other = conversation
      other.preferences.reverse()
      other.complaints.reverse()
      return other
    }
    #expect(outcome(shuffled, example) == outcome(example.conversations, example))
  }

  @Test(arguments: seeds) func aTimelineGivesWhatACardAloneGives(seed: Int) {
    var example = Case(seed: seed)
    let history = UserHistory(user: "ada", conversations: example.conversations)
    var timeline = builder.timeline(of: history)
    // Forwards, backwards, and with another conversation left out each time.
    for _ in 0..<25 {
      let moment = UTCSecond(seconds: MadeUpUsers.start + example.numbers.next(210) * 3_600)
      let chosen = example.numbers.one(of: example.conversations)
      let own =
        example.numbers.next(3) == 0
        ? nil : PersonaExclusion(recordID: chosen.recordID, conversationID: chosen.conversationID)
      #expect(
        timeline.outcome(before: moment, excluding: own)
          == builder.outcome(for: history, before: moment, excluding: own))
    }
  }

  @Test(arguments: seeds) func theTextKeepsItsLimitAndHoldsNothingPrivate(seed: Int) {
    var example = Case(seed: seed)
    var limits = PersonaLimits()
    limits.cardBytes = 20 + example.numbers.next(900)
    let history = UserHistory(user: "ada", conversations: example.conversations)
    guard let card = PersonaBuilder(limits).card(for: history, before: UTCSecond(seconds: .max)) else { return }
    #expect(card.text.utf8.count <= limits.cardBytes)
    for mark in ["<", "|", "[", "@", "NAME_", "PRESIDIO", "7946", "unknown"] {
      #expect(!card.text.contains(mark), "\(card.text)")
    }
  }

  @Test func mostOfTheMadeUpHistoriesGiveACard() {
    let given = Self.seeds.count { seed in
      let example = Case(seed: seed)
      return outcome(example.conversations, example).card != nil
    }
    #expect(given > Self.seeds.count / 4)
  }
}
