import PreferencePairs
import Records
import Testing

@Suite("Pairs from requests that were made twice")
struct ResentPairTests {
  private func twice(_ change: (inout RequestSentTwice) -> Void = { _ in }) -> RequestSentTwice {
    var request = RequestSentTwice()
    request.earlier.source.recordID = "a-0-0"
    request.earlier.source.user = "u"
    request.earlier.source.targetIndex = 1
    request.earlier.request = "How long do I boil an egg?"
    request.earlier.answer = "Ten minutes."
    request.later = request.earlier
    request.later.source.recordID = "a-0-1"
    request.later.answer = "Four to five minutes."
    request.later.opinion = AnswerOpinion(satisfied: 0.6, dissatisfied: 0.1)
    change(&request)
    return request
  }

  private func reason(_ change: (inout RequestSentTwice) -> Void) -> ExclusionReason? {
    ResentPairs().harvest([twice(change)]).tally.leftOut.keys.first
  }

  @Test("The answer that was taken is preferred to the one that was not kept, with little confidence")
  func weakPair() throws {
    let pair = try #require(ResentPairs().harvest([twice()]).rows.first)
    #expect(pair.chosen == "Four to five minutes.")
    #expect(pair.rejected == "Ten minutes.")
    #expect(pair.id == "a-0-1-resent-0")
    #expect(pair.source.ids == ["a-0-0", "a-0-1"])
    #expect(pair.confidence <= 0.5)
    #expect(pair.act == .reattemptWithoutFeedback)
    #expect(pair.category == nil && pair.rounds == 0)
  }

  @Test("Not so where the answers are the same, the users differ or are unknown, or the request changed")
  func leftOut() {
    #expect(reason { $0.later.answer = "ten minutes." } == .sameAnswer)
    #expect(reason { $0.later.source.user = "v" } == .otherUser)
    #expect(
      reason {
        $0.later.source.user = ""; $0.earlier.source.user = ""
      } == .otherUser)
    #expect(reason { $0.relation = .refine } == .requestChanged)
    #expect(
      reason {
        $0.relation = .rephrase; $0.similarity = 0.5
      } == .requestChanged)
    #expect(reason { $0.later.answer = "" } == .emptyAnswer)
  }

  @Test("Not so where nothing shows that the later answer was taken")
  func notAccepted() {
    #expect(reason { $0.later.opinion = nil } == .notAccepted)
    #expect(reason { $0.later.opinion = AnswerOpinion(satisfied: 0, dissatisfied: 0.8) } == .notAccepted)
    var options = ResentPairs.Options()
    options.acceptsTheUnknown = true
    #expect(ResentPairs(options).harvest([twice { $0.later.opinion = nil }]).rows.count == 1)
  }

  @Test("Branches of one tree need no user, and keep their history")
  func branches() throws {
    let request = twice {
      $0.origin = .regenerated
      $0.earlier.source.user = ""
      $0.later.source.user = ""
      $0.later.history = [Message(role: .user, content: "Hello"), Message(role: .assistant, content: "Hi")]
    }
    let pair = try #require(ResentPairs().harvest([request]).rows.first)
    #expect(pair.origin == .regenerated)
    #expect(pair.prompt.count == 3)
  }

  @Test("The same request given twice is counted as a duplicate")
  func duplicates() {
    let harvest = ResentPairs().harvest([twice(), twice()])
    #expect(harvest.rows.count == 1)
    #expect(harvest.tally.leftOut == [.duplicate: 1])
  }
}

@Suite("Pairs from votes and ranks")
struct RankedPairTests {
  private func judged(_ judgement: JudgedAnswers.Judgement, _ answers: [String] = ["Four.", "Ten."]) -> JudgedAnswers {
    var judged = JudgedAnswers()
    judged.source.recordID = "v-0-0"
    judged.source.targetIndex = 1
    judged.prompt = [Message(role: .user, content: "How long do I boil an egg?")]
    judged.answers = answers
    judged.judgement = judgement
    return judged
  }

  private func harvest(_ judgements: JudgedAnswers...) -> PairHarvest<PreferencePair> {
    var pairs = RankedPairs()
    var harvest = PairHarvest<PreferencePair>()
    for judgement in judgements { harvest.add(pairs.harvest(judgement)) }
    return harvest
  }

  @Test("A vote gives one pair")
  func vote() throws {
    let pair = try #require(harvest(judged(.winner(1))).rows.first)
    #expect(pair.origin == .vote)
    #expect(pair.chosen == "Ten." && pair.rejected == "Four.")
    #expect(pair.margin == 1)
    #expect(pair.id == "v-0-0-vote-1-1-0")
    #expect(pair.source.messageIndex == -1)
  }

  @Test("Ties, two bad answers, and votes for answers that are not there give none")
  func noVote() {
    #expect(harvest(judged(.tie)).tally.leftOut == [.tie: 1])
    #expect(harvest(judged(.bothBad)).tally.leftOut == [.bothBad: 1])
    #expect(harvest(judged(.winner(2))).tally.leftOut == [.unreadableVote: 1])
    #expect(harvest(judged(.ranks([0]))).tally.leftOut == [.unreadableVote: 1])
    #expect(harvest(judged(.winner(0), ["Four.", "four."])).tally.leftOut == [.sameAnswer: 1])
  }

  @Test("Ranks give a pair for each two answers of different rank, the widest apart first")
  func ranks() {
    let harvest = harvest(judged(.ranks([2, 0, 2, nil, 5]), ["c", "a", "d", "x", "e"].map { "Answer \($0)." }))
    #expect(harvest.rows.map(\.chosen) == ["Answer a.", "Answer c.", "Answer a.", "Answer a.", "Answer d."])
    #expect(harvest.rows.map(\.margin) == [1, 0.5, 0.5, 0.5, 0.5])
    #expect(harvest.tally.taken == 10)
    #expect(harvest.tally.leftOut == [.tie: 5])
    #expect(harvest.rows.allSatisfy { $0.origin == .rank })
  }

  @Test("No prompt gives more than five pairs, however often it is judged")
  func cap() {
    let answers = (0..<4).map { "Answer \($0)." }
    let result = harvest(judged(.ranks([0, 1, 2, 3]), answers), judged(.ranks([3, 2, 1, 0]), answers))
    #expect(result.rows.count == 5)
    #expect(result.rows.first?.chosen == "Answer 0." && result.rows.first?.rejected == "Answer 3.")
    #expect(result.tally.balances && result.tally.taken == 12)
  }

  @Test("The same judgement given twice is counted as a duplicate")
  func duplicates() {
    #expect(harvest(judged(.winner(0)), judged(.winner(0))).tally.leftOut == [.duplicate: 1])
  }
}

@Suite("Unpaired examples and demonstrations")
struct ExampleTests {
  private func story() -> Story {
    var story = Story(request: "Write an invitation.", answer: "Come to our garden party!")
    story.then(.makeAwareWithCorrection, .refine, "Make it more formal.", "You are invited to our garden party.")
    story.then(.askForClarification, .followUp, "Why this word?", "It is the usual one.")
    story.then(.repeatOrRephrase, .rephrase, "An invitation, please.", "We invite you.")
    story.then(.positiveFeedback, .reaction, "This one is lovely!", "")
    return story
  }

  @Test("What was praised is wanted, what was found wrong is not, and the other categories are left out")
  func labels() {
    let harvest = UnpairedExamples().harvest(story().told())
    #expect(harvest.rows.map(\.label) == [false, true])
    #expect(harvest.rows.map(\.id) == ["record-0-0-unpaired-2", "record-0-0-unpaired-8"])
    #expect(harvest.rows[1].completion == "We invite you.")
    #expect(harvest.rows[1].prompt.last?.content == "An invitation, please.")
    #expect(harvest.tally.leftOut == [.otherCategory: 2])
    var options = UnpairedExamples.Options()
    options.unwanted = Set(FeedbackCategory.allCases).subtracting([.positiveFeedback])
    #expect(UnpairedExamples(options).harvest(story().told()).rows.count == 4)
  }

  @Test(
    "Thanks alone need more confidence, and give less",
    arguments: ["thanks", "Ok thank you so much!", "谢谢", "Спасибо большое", "merci beaucoup", "Gracias"])
  func thanks(text: String) throws {
    var story = Story(request: "Write an invitation.", answer: "Come to our garden party!")
    story.then(.positiveFeedback, .reaction, text, "", confidence: 0.75)
    #expect(UnpairedExamples().harvest(story.told()).tally.leftOut == [.onlyThanks: 1])
    #expect(Demonstrations().approved(in: story.told()).tally.leftOut == [.onlyThanks: 1])
    var sure = Story(request: "Write an invitation.", answer: "Come to our garden party!")
    sure.then(.positiveFeedback, .reaction, text, "", confidence: 0.95)
    #expect(try #require(Demonstrations().approved(in: sure.told()).rows.first).confidence < 0.7)
  }

  @Test(
    "Praise that says something is more than thanks", arguments: ["This is perfect", "That worked!", "太好了", "Muy bien"])
  func praise(text: String) { #expect(!ApprovalReading(text).isOnlyThanks) }

  @Test("A refusal that was complained of is no unwanted example, and one that was praised no wanted one")
  func refusals() {
    var story = Story(request: "Write something forbidden.", answer: "I'm sorry, but I can't assist with that.")
    story.then(.makeAwareWithoutCorrection, .reaction, "Bad bot.", "I cannot help with that.")
    story.then(.positiveFeedback, .reaction, "This is what I expected.", "")
    #expect(UnpairedExamples().harvest(story.told()).tally.leftOut == [.refusal: 2])
  }

  @Test("The frequent label is thinned out by a hash, the same way in any order, and the books say so")
  func balance() {
    func harvest(_ order: [Int]) -> PairHarvest<UnpairedExample> {
      var harvest = PairHarvest<UnpairedExample>()
      for number in order {
        var story = Story("record-\(number)-0", request: "Write an invitation.", answer: "Come to our party \(number)!")
        story.then(
          number < 5 ? .positiveFeedback : .makeAwareWithCorrection, .reaction, "It says what it should say \(number)",
          "")
        harvest.add(UnpairedExamples().harvest(story.told()))
      }
      return harvest
    }
    var (forward, backward) = (harvest(Array(0..<25)), harvest((0..<25).reversed()))
    let balance = LabelBalance(&forward)
    let other = LabelBalance(&backward)
    #expect(balance.wanted == 5 && balance.unwanted == 20)
    #expect(forward.rows.count { $0.label } == 5 && forward.rows.count { !$0.label } == 5)
    #expect(Set(forward.rows.map(\.id)) == Set(backward.rows.map(\.id)))
    #expect(Set(balance.leftOut) == Set(other.leftOut) && balance.leftOut.count == 15)
    #expect(forward.tally.leftOut[.balancing] == 15 && forward.tally.balances)
    var wide = harvest(Array(0..<25))
    #expect(LabelBalance(&wide, ratio: 2).leftOut.count == 10)
  }

  @Test("An approved answer is a demonstration")
  func approved() throws {
    let demonstration = try #require(Demonstrations().approved(in: story().told()).rows.first)
    #expect(demonstration.id == "record-0-0-approved-8")
    #expect(demonstration.messages.last == Message(role: .assistant, content: "We invite you."))
    #expect(demonstration.messages.count == 8)
    #expect(demonstration.reason == .approved)
  }

  @Test("An accepted repair is a demonstration, once a chain, and in hindsight on demand")
  func repaired() throws {
    var story = Story(request: "Write an invitation to the garden party.", answer: "Come to our garden party!")
    story.then(.makeAwareWithCorrection, .refine, "Make it more formal.", "You are invited to our party.")
    story.then(.makeAwareWithCorrection, .refine, "Use other words.", "We request the pleasure of your company.")
    story.then(.positiveFeedback, .reaction, "This is lovely!", "")
    let pairs = RepairPairs().harvest(story.told()).rows
    #expect(pairs.count == 2)
    let plain = Demonstrations().repaired(pairs)
    #expect(plain.rows.map(\.id) == ["record-0-0-repair-2-repaired"])
    #expect(plain.tally.leftOut == [.duplicate: 1])
    var options = Demonstrations.Options()
    options.addsHindsight = true
    let hindsight = try #require(Demonstrations(options).repaired(pairs).rows.last)
    #expect(hindsight.id == "record-0-0-repair-4-hindsight")
    #expect(
      hindsight.messages.map(\.content) == [
        "Write an invitation to the garden party.", "Come to our garden party!", "Make it more formal.",
        "You are invited to our party.", "Use other words.", "We request the pleasure of your company.",
      ])
  }
}
