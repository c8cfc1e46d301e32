import PreferencePairs
import Records
import Testing

@Suite("Pairs from chains of repair")
struct RepairChainTests {
  private let request = "Write an invitation to the garden party of our choir."
  private let long = "Dear members, it is with the greatest pleasure that the board invites all of you to our party."
  private let short = "Come to our garden party!"
  private let shorter = "Garden party: come!"

  /// Request, answer, "shorter", the answer to that, thanks.
  private func oneRound() -> Story {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    story.then(.positiveFeedback, .reaction, "Perfect, thank you!", "")
    return story
  }

  @Test("One round of feedback gives one pair: both answers answer the request with the feedback in it")
  func foldsOneRound() throws {
    let harvest = RepairPairs().harvest(oneRound().told())
    let pair = try #require(harvest.rows.first)
    #expect(harvest.rows.count == 1)
    #expect(pair.prompt == [Message(role: .user, content: "\(request)\n\nMake it shorter please.")])
    #expect(pair.chosen == short)
    #expect(pair.rejected == long)
    #expect(pair.feedbackInPrompt)
    #expect(!pair.usesNewInformation)
    #expect(pair.rounds == 1)
    #expect(pair.category == .makeAwareWithCorrection)
    #expect(pair.act == .reattemptWithFeedback)
    #expect(pair.feedback == "Make it shorter please.")
    #expect(pair.scope == .answer)
    #expect(pair.id == "record-0-0-repair-2")
    #expect(pair.source.targetIndex == 1)
    #expect(pair.source.messageIndex == 2)
    #expect(pair.source.ids == ["record-0-0-2", "record-0-0-4"])
    #expect(abs(pair.margin - (0.94 - 0.08)) < 1e-9)
    #expect(abs(pair.confidence - 0.81) < 1e-9)
    #expect(harvest.tally.balances)
  }

  @Test("Of several rounds the first and the last failed answer are set against the one that was taken")
  func severalRounds() throws {
    var story = Story(request: request, answer: long)
    story.then(
      .makeAwareWithCorrection, .refine, "Make it shorter please.", "Dear members, come to our party, we beg you.")
    story.then(.makeAwareWithCorrection, .refine, "Even shorter, one sentence.", short)
    story.then(.makeAwareWithCorrection, .refine, "Use fewer words, please.", shorter)
    story.then(.positiveFeedback, .reaction, "Great!", "")
    let harvest = RepairPairs().harvest(story.told())
    #expect(harvest.rows.map(\.rejected) == [long, short])
    #expect(harvest.rows.map(\.chosen) == [shorter, shorter])
    #expect(harvest.rows.map(\.rounds) == [3, 1])
    #expect(
      harvest.rows[0].prompt.map(\.content) == [
        "\(request)\n\nMake it shorter please.\n\nEven shorter, one sentence.\n\nUse fewer words, please."
      ])
    #expect(harvest.rows[1].prompt.count == 5)
    #expect(harvest.rows[1].prompt.last?.content == "Even shorter, one sentence.\n\nUse fewer words, please.")
    #expect(harvest.tally.leftOut == [.beyondCap: 1])
    #expect(harvest.tally.taken == 3)
  }

  @Test("All failed answers, or the first alone, on demand")
  func otherCaps() {
    var story = Story(request: request, answer: long)
    story.then(
      .makeAwareWithCorrection, .refine, "Make it shorter please.", "Dear members, come to our party, we beg you.")
    story.then(.makeAwareWithCorrection, .refine, "Even shorter, one sentence.", short)
    story.then(.makeAwareWithCorrection, .refine, "Use fewer words, please.", shorter)
    story.then(.positiveFeedback, .reaction, "Great!", "")
    var options = RepairOptions()
    options.failedAnswers = .all
    #expect(RepairPairs(options).harvest(story.told()).rows.count == 3)
    options.failedAnswers = .first
    #expect(RepairPairs(options).harvest(story.told()).rows.map(\.rounds) == [3])
  }

  @Test("Feedback with new information is shown in its turn, and the failed answer is rejected as given again")
  func conditionsOnNewInformation() throws {
    var story = Story(request: "How do I install pandas?", answer: "Run `pip install pandas`.")
    story.then(
      .makeAwareWithCorrection, .reaction, "zsh: command not found: pip", "Then use `pip3 install pandas` instead.")
    story.then(.positiveFeedback, .reaction, "That worked.", "")
    let pair = try #require(RepairPairs().harvest(story.told()).rows.first)
    #expect(pair.usesNewInformation)
    #expect(pair.prompt.map(\.role) == [.user, .assistant, .user])
    #expect(pair.prompt[1].content == pair.rejected)
    #expect(pair.prompt[2].content == "zsh: command not found: pip")
    #expect(pair.scope == .everyone)
  }

  @Test("An answer that apologises is no answer to a folded request")
  func conditionsOnLookingBack() throws {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", "I apologize. \(short)")
    story.then(.positiveFeedback, .reaction, "Perfect!", "")
    let pair = try #require(RepairPairs().harvest(story.told()).rows.first)
    #expect(pair.prompt.count == 3)
  }

  @Test("A complaint that is no request is never folded")
  func conditionsOnReactions() throws {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithoutCorrection, .reaction, "That is bad.", short)
    story.then(.positiveFeedback, .reaction, "Perfect!", "")
    #expect(try #require(RepairPairs().harvest(story.told()).rows.first).prompt.count == 3)
  }

  @Test("A request sent again stands once in the prompt")
  func foldsRepetition() throws {
    var story = Story(request: request, answer: long)
    story.then(.repeatOrRephrase, .same, request, short)
    story.then(.positiveFeedback, .reaction, "Perfect!", "")
    #expect(try #require(RepairPairs().harvest(story.told()).rows.first).prompt.map(\.content) == [request])
  }

  @Test("A message that says the whole request again takes its place")
  func foldsRestatement() throws {
    let again = "Write an invitation to the garden party of our choir, in one short sentence."
    var story = Story(request: request, answer: long)
    story.then(.repeatOrRephrase, .refine, again, short)
    story.then(.positiveFeedback, .reaction, "Perfect!", "")
    #expect(try #require(RepairPairs().harvest(story.told()).rows.first).prompt.map(\.content) == [again])
  }

  @Test("The bare form is made on demand, and says that the feedback is not in it")
  func bareOnDemand() throws {
    var options = RepairOptions()
    options.form = .always(.bare)
    let pair = try #require(RepairPairs(options).harvest(oneRound().told()).rows.first)
    #expect(pair.prompt.map(\.content) == [request])
    #expect(!pair.feedbackInPrompt)
  }

  @Test("A conditioned chain keeps the answer that the last feedback judged")
  func conditionedChains() {
    var options = RepairOptions()
    options.form = .always(.conditioned)
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    story.then(.makeAwareWithCorrection, .refine, "Even shorter.", shorter)
    story.then(.positiveFeedback, .reaction, "Great!", "")
    let harvest = RepairPairs(options).harvest(story.told())
    #expect(harvest.rows.map(\.rejected) == [short])
    #expect(harvest.rows.first?.prompt.count == 5)
    #expect(harvest.tally.leftOut == [.beyondCap: 1])
  }

  @Test("A change of subject ends a chain, also when it is a complaint")
  func taskSwitch() {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    story.then(nil, .newTopic, "What is the capital of France?", "Paris.")
    story.then(.positiveFeedback, .reaction, "Thanks!", "")
    let harvest = RepairPairs().harvest(story.told())
    #expect(harvest.rows.isEmpty)
    #expect(harvest.tally.leftOut == [.taskSwitch: 1])

    var other = Story(request: request, answer: long)
    other.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    other.then(.makeAwareWithCorrection, .newTopic, "The table you made an hour ago is wrong.", shorter)
    other.then(.positiveFeedback, .reaction, "Thanks!", "")
    #expect(RepairPairs().harvest(other.told()).tally.leftOut == [.taskSwitch: 2])
  }

  @Test("Thanks that go on to another subject are still for the answer")
  func approvalBeforeAnotherSubject() {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    story.then(.positiveFeedback, .newTopic, "Perfect. What is the capital of France?", "Paris.")
    #expect(RepairPairs().harvest(story.told()).rows.count == 1)
  }

  @Test("A question about the answer ends a chain: what comes then is an explanation")
  func clarification() {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    story.then(.askForClarification, .followUp, "Why did you leave out the greeting?", "Because you wanted it short.")
    story.then(.positiveFeedback, .reaction, "I see, thanks.", "")
    #expect(RepairPairs().harvest(story.told()).tally.leftOut == [.clarified: 1])
  }

  @Test("A last answer that nothing followed is no accepted one, unless asked for")
  func endOfConversation() {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    #expect(RepairPairs().harvest(story.told()).tally.leftOut == [.conversationEnds: 1])
    var options = RepairOptions()
    options.acceptsTheEnd = true
    #expect(RepairPairs(options).harvest(story.told()).rows.count == 1)
  }

  @Test("Who complained and then goes on has taken the answer; who only asked again may have given up")
  func continuation() {
    var complaint = Story(request: request, answer: long)
    complaint.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    complaint.then(nil, .followUp, "Now write the programme.", "Songs at four.")
    let accepted = RepairPairs().harvest(complaint.told())
    #expect(accepted.rows.count == 1)
    #expect((accepted.rows.first?.confidence ?? 1) < 0.5)

    var repetition = Story(request: request, answer: long)
    repetition.then(.repeatOrRephrase, .same, request, short)
    repetition.then(nil, .followUp, "Now write the programme.", "Songs at four.")
    #expect(RepairPairs().harvest(repetition.told()).tally.leftOut == [.notAccepted: 1])

    var options = RepairOptions()
    options.continuation = .always
    #expect(RepairPairs(options).harvest(repetition.told()).rows.count == 1)
    options.continuation = .never
    #expect(RepairPairs(options).harvest(complaint.told()).rows.isEmpty)
  }

  @Test("A continuation behind which the user looks dissatisfied takes nothing")
  func dissatisfiedContinuation() {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    story.then(nil, .followUp, "Now write the programme.", "Songs at four.", dissatisfied: 0.4)
    #expect(RepairPairs().harvest(story.told()).tally.leftOut == [.notAccepted: 1])
  }

  @Test("Without texts there are no pairs, and all failed answers are counted")
  func withoutTexts() {
    let harvest = RepairPairs().harvest(oneRound().told(withTexts: false))
    #expect(harvest.rows.isEmpty)
    #expect(harvest.tally.leftOut == [.textMissing: 1])
  }

  @Test("A history that was cut begins with the first user message that is left")
  func cutHistory() throws {
    var told = oneRound().told()
    told.followUps[0].texts?.prompt = [
      Message(role: .assistant, content: "What else?"), Message(role: .user, content: request),
    ]
    told.followUps[0].texts?.promptOmitted = 3
    let pair = try #require(RepairPairs().harvest(told).rows.first)
    #expect(pair.prompt.map(\.role) == [.user])
  }

  @Test("A prompt without a request gives no pair")
  func noRequest() {
    var told = oneRound().told()
    told.followUps[0].texts?.prompt = [Message(role: .assistant, content: "Hello")]
    #expect(RepairPairs().harvest(told).tally.leftOut == [.noRequest: 1])
  }

  @Test("An answer that is not the one that the feedback got breaks the chain")
  func brokenChain() {
    var told = oneRound().told()
    told.followUps[1].texts?.response = "Another answer."
    #expect(RepairPairs().harvest(told).tally.leftOut == [.brokenChain: 1])
  }

  @Test("Several messages on one answer are one round")
  func severalMessages() throws {
    var story = Story(request: request, answer: long)
    story.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", "")
    story.then(.makeAwareWithCorrection, .refine, "And more friendly.", short)
    story.then(.positiveFeedback, .reaction, "Perfect!", "")
    let harvest = RepairPairs().harvest(story.told())
    let pair = try #require(harvest.rows.first)
    #expect(harvest.tally.taken == 1)
    #expect(pair.rounds == 1)
    #expect(pair.feedback == "Make it shorter please.\n\nAnd more friendly.")
    #expect(pair.chosen == short)
  }

  @Test("A conversation that the source marks as toxic gives no pair, and one that it clears is not screened")
  func toxicFlag() {
    var told = oneRound().told()
    told.isToxic = true
    #expect(RepairPairs().harvest(told).tally.leftOut == [.toxic: 1])
    var screened = Story(request: "Write an nsfw invitation.", answer: long)
    screened.then(.makeAwareWithCorrection, .refine, "Make it shorter please.", short)
    screened.then(.positiveFeedback, .reaction, "Perfect!", "")
    #expect(RepairPairs().harvest(screened.told()).tally.leftOut == [.toxic: 1])
    var cleared = screened.told()
    cleared.isToxic = false
    #expect(RepairPairs().harvest(cleared).rows.count == 1)
  }
}
