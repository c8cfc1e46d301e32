import PreferencePairs
import Records
import Testing

/// What holds for any conversation, tried on conversations that are made at random.
@Suite("Any conversation")
struct RepairPropertyTests {
  private static let seeds: [UInt64] = Array(1...400)

  /// A conversation with anything in it: empty and repeated answers, error messages, refusals, cut texts, gaps.
  private func conversation(_ seed: UInt64) -> JudgedConversation {
    var random = SeededGenerator(seed: seed)
    let answers = [
      "Come to our garden party!", "come to  our GARDEN party!", "Dear members, you are invited.", "",
      "NETWORK ERROR DUE TO HIGH TRAFFIC. PLEASE REGENERATE OR REFRESH THIS PAGE.",
      "I'm sorry, but I can't help with that.", "NAME_1", "Bye!", "A garden party in June, with songs.",
      "Songs at four, tea at five.", "Bring a cake and a song.", "The choir sings in the garden.",
      "We meet under the old tree.", "Sing with us in June.",
    ]
    let words = [
      "Make it shorter.", "That is wrong.", "error: no such file", "Write an invitation.", "In French please",
      " ", "Use other words.", "More friendly please.", "Another one with a cake.",
    ]
    let categories: [FeedbackCategory?] =
      FeedbackCategory.allCases + [nil, nil, .positiveFeedback, .positiveFeedback, .makeAwareWithCorrection]
    var story = Story("record-\(seed)-0", request: words.randomElement(using: &random) ?? "", answer: answers[0])
    for _ in 0..<Int.random(in: 1...9, using: &random) {
      story.then(
        categories.randomElement(using: &random) ?? nil,
        (Relation.allCases + [.followUp, .refine, .reaction, .refine]).randomElement(using: &random),
        words.randomElement(using: &random) ?? "", answers.randomElement(using: &random) ?? "",
        confidence: Double.random(in: 0.2...1, using: &random),
        // Nil: what goes with the category.
        satisfied: Bool.random(using: &random) ? nil : Double.random(in: 0...0.6, using: &random),
        dissatisfied: Bool.random(using: &random) ? nil : Double.random(in: 0...0.4, using: &random))
    }
    var told = story.told()
    for place in told.followUps.indices where Int.random(in: 0..<12, using: &random) == 0 {
      told.followUps[place].texts?.prompt.removeFirst()
    }
    return told
  }

  private func allOptions() -> [RepairOptions] {
    var loose = RepairOptions()
    loose.continuation = .always
    loose.acceptsTheEnd = true
    loose.failedAnswers = .all
    loose.check.leastConfidence = 0
    loose.check.leastMargin = 0
    return [FormChoice.automatic, .always(.bare), .always(.folded), .always(.conditioned)].map { form in
      var options = loose
      options.form = form
      return options
    } + [RepairOptions()]
  }

  @Test("The books balance, and what came in is the failed answers", arguments: seeds)
  func booksBalance(seed: UInt64) {
    let conversation = conversation(seed)
    var taken: Set<Int> = []
    for options in allOptions() {
      let harvest = RepairPairs(options).harvest(conversation)
      #expect(harvest.tally.balances)
      #expect(harvest.tally.kept == harvest.rows.count)
      taken.insert(harvest.tally.taken)
    }
    #expect(taken.count == 1)
  }

  @Test("A pair has two different answers, an alternating prompt, and a positive margin", arguments: seeds)
  func pairsAreWellFormed(seed: UInt64) {
    for options in allOptions() {
      let rows = RepairPairs(options).harvest(conversation(seed)).rows
      for pair in rows {
        #expect(PromptShape.isShaped(pair.prompt))
        let chosen = pair.chosen.lowercased().split(whereSeparator: \.isWhitespace)
        #expect(chosen != pair.rejected.lowercased().split(whereSeparator: \.isWhitespace))
        #expect(!pair.chosen.isEmpty && !pair.rejected.isEmpty)
        #expect(!pair.chosen.hasPrefix("NETWORK ERROR") && !pair.rejected.hasPrefix("NETWORK ERROR"))
        #expect(pair.margin > 0)
        #expect(pair.softTarget > 0.5 && pair.softTarget < 1)
        #expect((0...1).contains(pair.confidence))
      }
      #expect(Set(rows.map(\.id)).count == rows.count)
    }
  }

  @Test("The same conversation gives the same pairs", arguments: seeds.prefix(40))
  func isDeterministic(seed: UInt64) {
    for options in allOptions() {
      #expect(RepairPairs(options).harvest(conversation(seed)) == RepairPairs(options).harvest(conversation(seed)))
    }
  }

  @Test("Examples and demonstrations balance too, and are well-formed", arguments: seeds)
  func otherRows(seed: UInt64) {
    let conversation = conversation(seed)
    let examples = UnpairedExamples().harvest(conversation)
    #expect(examples.tally.balances && examples.tally.taken == conversation.followUps.count { $0.category != nil })
    #expect(examples.rows.allSatisfy { PromptShape.isShaped($0.prompt) && !$0.completion.isEmpty })
    let approved = Demonstrations().approved(in: conversation)
    #expect(approved.tally.balances)
    #expect(approved.tally.taken == conversation.followUps.count { $0.category == .positiveFeedback })
    var options = Demonstrations.Options()
    options.addsHindsight = true
    var loose = RepairOptions()
    loose.continuation = .always
    let repaired = Demonstrations(options).repaired(RepairPairs(loose).harvest(conversation).rows)
    #expect(repaired.tally.balances)
    for demonstration in approved.rows + repaired.rows {
      #expect(demonstration.messages.last?.role == .assistant)
      #expect(PromptShape.isShaped(Array(demonstration.messages.dropLast())))
    }
  }

  @Test("Enough of the made conversations give pairs for the rest to mean something")
  func someGivePairs() {
    let pairs = Self.seeds.reduce(0) { $0 + RepairPairs(allOptions()[0]).harvest(conversation($1)).rows.count }
    #expect(pairs > 60)
  }
}
