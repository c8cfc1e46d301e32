import Records
import Testing

@testable import Personas

struct PersonaBuilderTests {
  private static let later = UTCSecond("2024-06-01T00:00:00Z")

  /// A conversation on a day of May 2024, about something of its own.
  private static func conversation(_ day: Int, _ change: (inout PersonaConversation) -> Void = { _ in })
    -> PersonaConversation
  {
    var made = PersonaConversation()
    made.recordID = "r\(day)"
    made.conversationID = "c\(day)"
    made.user = "ada"
    made.time = UTCSecond("2024-05-\(day < 10 ? "0" : "")\(day)T1\(day % 7):0\(day % 5):00Z")
    made.language = "en"
    made.topic = .coding
    made.firstMessage = String(repeating: String(Unicode.Scalar(UInt8(0x60 + day % 26 + 1))), count: 50)
    made.requestBytes = 100 + day
    change(&made)
    return made
  }

  private static func fact(
    _ kind: PreferenceKind, _ value: String, _ polarity: PreferencePolarity = .want, at index: Int = 0,
    id: String = "p",
    quote: String = ""
  ) -> PreferenceFact {
    PreferenceFact(preferenceID: id, kind: kind, value: value, polarity: polarity, messageIndex: index, quote: quote)
  }

  private static func outcome(
    _ conversations: [PersonaConversation], _ limits: PersonaLimits = PersonaLimits()
  ) -> PersonaOutcome {
    PersonaBuilder(limits).outcome(for: UserHistory(user: "ada", conversations: conversations), before: later)
  }

  @Test func aCardSaysThisOfAUser() throws {
    let conversations = [
      Self.conversation(1) {
        $0.preferences = [Self.fact(.length, "longer", id: "1-0"), Self.fact(.codeLanguage, "python", id: "1-1")]
      },
      Self.conversation(3) {
        $0.preferences = [
          Self.fact(.length, "shorter", at: 2, id: "3-2"), Self.fact(.codeLanguage, "python", id: "3-0"),
        ]
        $0.complaints = [ComplaintFact(feedbackID: "r3-2", category: .makeAwareWithCorrection, messageIndex: 2)]
      },
      Self.conversation(4) {
        $0.language = "fr"
        $0.topic = .imagePrompt
        $0.preferences = [
          Self.fact(.standingInstruction, "use metric units", id: "4-0", quote: "always use metric units\nand Celsius")
        ]
      },
      Self.conversation(8) {
        $0.preferences = [Self.fact(.length, "shorter", at: 4, id: "8-4")]
        $0.complaints = [ComplaintFact(feedbackID: "r8-4", category: .makeAwareWithCorrection, messageIndex: 4)]
      },
    ]
    let card = try #require(Self.outcome(conversations).card)
    #expect(
      card.text == """
        Standing instruction: “always use metric units and Celsius” (1 conversation).
        Asks for or about Python (2 conversations).
        Prefers shorter answers (2 conversations, 2 of them as a correction; otherwise in 1).
        Behind answers corrects them (2 conversations).
        Writes in English (75 %) and French (25 %).
        Asks about coding (75 %) and image prompt (25 %).
        Requests are mostly of middling length (median 103 bytes).
        """)
    #expect(card.sources == ["r1", "r3", "r4", "r8"])
    #expect(card.preferences.first { $0.kind == .length }?.evidence == ["3-2", "8-4"])
    #expect(card.complaints.map(\.evidence) == [["r3-2", "r8-4"]])
    #expect(card.canonicalBytes == Array(card.text.utf8))
  }

  // MARK: Preferences

  @Test func aPreferenceNeedsTwoConversations() {
    let once = [
      Self.conversation(1) { $0.preferences = [Self.fact(.tone, "formal")] }, Self.conversation(2),
      Self.conversation(3),
    ]
    #expect(Self.outcome(once).card?.preferences.isEmpty == true)
    let twiceInOne = [
      Self.conversation(1) { $0.preferences = [Self.fact(.tone, "formal"), Self.fact(.tone, "formal", at: 2)] },
      Self.conversation(2), Self.conversation(3),
    ]
    #expect(Self.outcome(twiceInOne).card?.preferences.isEmpty == true)
  }

  @Test(arguments: [
    (["shorter", "shorter", "longer"], "shorter", 2, 1),
    (["shorter", "shorter", "shorter", "longer", "longer"], "longer", 2, 3),
    (["shorter", "longer", "shorter", "longer"], "longer", 2, 2), (["longer", "longer"], "longer", 2, 0),
  ])
  func contradictionsAreResolvedAndShown(_ said: [String], _ value: String, _ count: Int, _ contradicting: Int) throws {
    let conversations = (1...max(3, said.count)).map { day in
      Self.conversation(day) { if day <= said.count { $0.preferences = [Self.fact(.length, said[day - 1])] } }
    }
    let preference = try #require(Self.outcome(conversations).card?.preferences.first)
    #expect(preference.value == value)
    #expect(preference.conversations == count)
    #expect(preference.contradicting == contradicting)
  }

  @Test func theLastInstructionOnAMatterCounts() throws {
    let conversations = [
      Self.conversation(1) {
        $0.preferences = [Self.fact(.standingInstruction, "use emojis", quote: "always use emojis")]
      },
      Self.conversation(2) {
        $0.preferences = [Self.fact(.standingInstruction, "use emojis", .avoid, quote: "never use emojis")]
      },
      Self.conversation(3),
    ]
    let card = try #require(Self.outcome(conversations).card)
    #expect(card.preferences.map(\.quote) == ["never use emojis"])
  }

  @Test func instructionsWithoutWordsAreLeftOut() {
    let conversations = (1...4).map { day in
      Self.conversation(day) { $0.preferences = [Self.fact(.standingInstruction, "")] }
    }
    #expect(Self.outcome(conversations).card?.preferences.isEmpty == true)
  }

  @Test func copiesOfAConversationCountOnce() {
    func copy(_ day: Int) -> PersonaConversation {
      Self.conversation(day) {
        $0.firstMessage = "the very same request, sent again and again to get another answer"
        $0.preferences = [Self.fact(.tone, "formal", id: "\(day)")]
      }
    }
    #expect(Self.outcome((1...9).map(copy)) == .none(.tooLittleHistory))
    let card = Self.outcome((1...9).map(copy) + [Self.conversation(20), Self.conversation(21)]).card
    #expect(card?.conversations == 3)
    #expect(card?.preferences.isEmpty == true)
    #expect(card?.sources.count == 11)
  }

  // MARK: Who gets none

  @Test func aTooShortHistoryGivesNone() {
    #expect(Self.outcome([Self.conversation(1), Self.conversation(2)]) == .none(.tooLittleHistory))
  }

  @Test func tooManyLanguagesOrCountriesGiveNone() {
    let tongues = ["en", "fr", "de", "ru"]
    #expect(
      Self.outcome((1...4).map { day in Self.conversation(day) { $0.language = tongues[day - 1] } })
        == .none(.tooManyLanguages))
    #expect(
      Self.outcome((1...4).map { day in Self.conversation(day) { $0.country = tongues[day - 1] } })
        == .none(.tooManyCountries))
  }

  @Test func tooManyConversationsGiveNone() {
    var numbers = SeededNumbers(1)
    let many = (0..<300).map { number in
      var made = MadeUpUsers.conversation(number, of: "ada", &numbers)
      made.time = UTCSecond(seconds: MadeUpUsers.start + number * 900 + numbers.next(600))
      made.firstMessage = String(repeating: "x\(number) ", count: 20)
      return made
    }
    #expect(Self.outcome(many) == .none(.tooManyConversations))
  }

  @Test func requestsFromOneTemplateGiveNone() {
    let conversations = (1...9).map { day in
      Self.conversation(day) {
        $0.firstMessage = "Please describe product number \(day) for our catalogue: item \(day * 31)"
      }
    }
    #expect(Self.outcome(conversations) == .none(.sameTemplate))
  }

  @Test func aBurstGivesNone() {
    let conversations = (1...9).map { day in
      Self.conversation(day) { $0.time = UTCSecond(seconds: MadeUpUsers.start + day * 10) }
    }
    #expect(Self.outcome(conversations) == .none(.burst))
  }

  @Test func regularIntervalsGiveNone() {
    let conversations = (1...9).map { day in
      Self.conversation(day) { $0.time = UTCSecond(seconds: MadeUpUsers.start + day * 600 + day % 2) }
    }
    #expect(Self.outcome(conversations) == .none(.regularIntervals))
  }

  @Test func anUnknownUserOrMomentGivesNone() {
    let builder = PersonaBuilder()
    let ada = UserHistory(user: "ada", conversations: (1...4).map { Self.conversation($0) })
    #expect(builder.outcome(for: ada, before: nil) == .none(.unknownTime))
    let nobody = UserHistory(user: "", conversations: (1...4).map { day in Self.conversation(day) { $0.user = "" } })
    #expect(builder.outcome(for: nobody, before: Self.later) == .none(.unknownUser))
  }

  @Test func aHistoryThatTellsNothingGivesNone() {
    let conversations = (1...4).map { day in
      Self.conversation(day) {
        $0.language = ""
        $0.topic = .other
      }
    }
    #expect(Self.outcome(conversations) == .none(.nothingToTell))
  }

  @Test func everyOutcomeIsCounted() {
    var tally = PersonaTally()
    tally.count(Self.outcome((1...4).map { Self.conversation($0) }))
    tally.count(.none(.burst))
    tally.count(.none(.burst))
    #expect(tally.cards == 1)
    #expect(tally.absences == [.burst: 2])
  }

  @Test func whatTheCallerHoldsForPrivateIsNotQuoted() {
    let conversations = [
      Self.conversation(1) {
        $0.preferences = [Self.fact(.standingInstruction, "greet zoe", quote: "always greet zoe")]
      },
      Self.conversation(2), Self.conversation(3),
    ]
    let history = UserHistory(user: "ada", conversations: conversations)
    let card = PersonaBuilder(isPrivate: { $0.contains("zoe") }).card(for: history, before: Self.later)
    #expect(card?.preferences.count == 1)
    #expect(card?.text.contains("zoe") == false)
  }
}
