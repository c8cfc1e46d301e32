import PreferencePairs
import Records
import Testing

@Suite("What a user does in a follow-up")
struct ActTests {
  private func act(
    _ category: FeedbackCategory?, _ relation: Relation?, signals: [FollowUpSignal] = [], text: String? = nil
  ) -> FollowUpAct {
    var followUp = JudgedFollowUp()
    followUp.category = category
    followUp.relation = relation
    followUp.signals = signals
    followUp.texts = text.map { FollowUpTexts(prompt: [], response: "answer", feedback: $0, nextResponse: "") }
    return followUp.act
  }

  @Test("A complaint is an attempt with feedback, whether it says what is wrong or not")
  func complaints() {
    #expect(act(.makeAwareWithCorrection, .reaction) == .reattemptWithFeedback)
    #expect(act(.makeAwareWithoutCorrection, .refine) == .reattemptWithFeedback)
  }

  @Test("A request made again is an attempt without feedback")
  func repetition() {
    #expect(act(.repeatOrRephrase, .same, text: "How long do I boil an egg?") == .reattemptWithoutFeedback)
    #expect(act(.repeatOrRephrase, .rephrase, text: "How many minutes does an egg take?") == .reattemptWithoutFeedback)
    #expect(act(nil, .same) == .reattemptWithoutFeedback)
  }

  @Test("A request made again that speaks of the answer is an attempt with feedback")
  func repetitionWithWords() {
    #expect(
      act(.repeatOrRephrase, .rephrase, text: "Your answer is not what I wanted: how long?") == .reattemptWithFeedback)
    #expect(act(.repeatOrRephrase, .refine, signals: [.correction]) == .reattemptWithFeedback)
    #expect(act(.repeatOrRephrase, .rephrase, text: "你漏了时间，要煮多久？") == .reattemptWithFeedback)
  }

  @Test("Without feedback the relation tells what it is")
  func withoutFeedback() {
    #expect(act(nil, .newTopic, signals: [.topicSwitch]) == .topicSwitch)
    #expect(act(nil, .followUp, signals: [.engagement]) == .continuation)
    #expect(act(nil, .followUp) == .newRequest)
    #expect(act(nil, .refine, signals: [.reformulation]) == .newRequest)
    #expect(act(nil, .reaction) == .continuation)
    #expect(act(nil, nil) == .newRequest)
  }

  @Test("Praise is approval and a question back is a clarification, whatever the relation")
  func praiseAndQuestions() {
    for relation in Relation.allCases {
      #expect(act(.positiveFeedback, relation) == .approval)
      #expect(act(.askForClarification, relation) == .clarification)
    }
  }
}
