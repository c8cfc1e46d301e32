import FeedbackClassification
import FeedbackRules
import Records
import Testing

@Suite struct EvaluationTests {
  private func rules() throws -> RuleSet {
    try RuleSet([
      PackSource(
        name: "t.yaml",
        text: """
          pack: t
          language: en
          rules:
            - id: t.wrong
              title: t
              category: make_aware_without_correction
              pattern: 'wrong'
              when: [first_follow_up]
              examples: {fires: ["«wrong»"], silent: ["y"]}
            - id: t.thanks
              title: t
              category: positive_feedback
              pattern: 'thanks'
              examples: {fires: ["«thanks»"], silent: ["y"]}
          """)
    ])
  }

  private static let line = """
    {"id": "d1", "language": "en", "conversation": [{"role": "user", "content": "Hi"}, \
    {"role": "assistant", "content": "Ho"}, {"role": "user", "content": "wrong"}, \
    {"role": "assistant", "content": " "}, {"role": "user", "content": "wrong, thanks"}], \
    "labels": [{"message_index": 4, "category": "positive_feedback", "quote": "thanks"}, \
    {"message_index": 2, "category": "none", "span": [0, 0]}]}
    """

  @Test func labelledConversationsAreReadAsDocumented() throws {
    let conversations = try LabelledConversation.read(jsonLines: Array((Self.line + "\n\n").utf8))
    #expect(conversations.count == 1)
    #expect(conversations[0].labels.map(\.messageIndex) == [2, 4])
    #expect(conversations[0].labels.map(\.category) == [nil, .positiveFeedback])
    #expect(conversations[0].messages[1] == Message(role: .assistant, content: "Ho"))
  }

  @Test func aLineThatIsNoneIsNamed() {
    let error = #expect(throws: LabelledDataError.self) {
      try LabelledConversation.read(jsonLines: Array((Self.line + "\n{}").utf8))
    }
    #expect(error?.line == 2)
  }

  @Test func rulesAreCountedOverLabelledFollowUps() throws {
    let run = LabelledRun(try LabelledConversation.read(jsonLines: Array(Self.line.utf8)), rules: try rules())
    // Of two messages with `wrong` only the first follow-up counts.
    #expect(run.followUps.map { $0.signals.map(\.rule) } == [[1], [0]])
    let evaluation = RuleEvaluation(run.followUps, rules: try rules())
    #expect(evaluation.rules == [MeasuredPrecision(hits: 1, right: 1), MeasuredPrecision(hits: 1)])
    let measured = evaluation.measurements(dataName: "x.jsonl", split: "tune")
    #expect(measured.categories["positive_feedback"] == MeasuredPrecision(hits: 1, right: 1))
    #expect(measured.rules["t.wrong"] == MeasuredPrecision(hits: 1))
    #expect(measured.data.followUps == 2)
  }

  @Test func verdictsAreHeldAgainstLabels() throws {
    let rules = try rules()
    let run = LabelledRun(try LabelledConversation.read(jsonLines: Array(Self.line.utf8)), rules: rules)
    let evaluation = DetectionEvaluation(run.followUps, fusion: SignalFusion(rules: rules))
    #expect(evaluation.followUpCount == 2)
    #expect(evaluation.feedback.truePositives == 1)
    #expect(evaluation.feedback.falsePositives == 1)
    #expect(evaluation.categories[FeedbackCategory.positiveFeedback.priority].f1 == 1)
    #expect(evaluation.agreement == Proportion(1, of: 1))
    #expect(evaluation == DetectionEvaluation(run.followUps, fusion: SignalFusion(rules: rules)))
  }

  @Test func wilsonsIntervalIsAsPublished() {
    #expect(abs(Proportion(8, of: 10).interval.lowerBound - 0.4902) < 0.0001)
    #expect(abs(Proportion(80, of: 100).interval.lowerBound - 0.7112) < 0.0001)
    #expect(Proportion(0, of: 0).interval == 0...1)
    #expect(Proportion(0, of: 0).value == nil)
  }
}

@Suite struct LabelledDataTests {
  private func read(_ labels: String) throws {
    let line = """
      {"id": "a", "conversation": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}, \
      {"role": "user", "content": "that is wrong"}], \(labels)}
      """
    _ = try LabelledConversation.read(jsonLines: Array(line.utf8))
  }

  @Test(arguments: [
    (#""labels": [{"message_index": 0, "category": "none"}]"#, "message 0 has a label and is no follow-up"),
    (#""labels": [{"message_index": 1, "category": "none"}]"#, "message 1 has a label and is no follow-up"),
    (#""labels": [{"message_index": 7, "category": "none"}]"#, "message 7 has a label and is not there"),
    (
      #""labels": [{"message_index": 2, "category": "none"}, {"message_index": 2, "category": "none"}]"#,
      "message 2 has two labels"
    ),
    (
      #""labels": [{"message_index": 2, "category": "positive_feedback", "quote": "thanks"}]"#,
      "the quote of message 2 does not stand in it"
    ),
    (#""labels": [{"message_index": 2, "category": "praise"}]"#, "unknown category praise"),
    (#""labels": [{"message_index": 2, "category": "none", "relation": "x"}]"#, "Cannot initialize"),
    (#""split": "mine", "labels": []"#, "`split` is neither tune nor hold-out"),
    (#""labelled": []"#, "`labels` is missing"),
  ])
  func whatIsWrongWithLabelsIsSaid(_ labels: String, _ reason: String) {
    let error = #expect(throws: LabelledDataError.self) { try read(labels) }
    #expect(error?.reason.contains(reason) ?? false, "\(error?.reason ?? "")")
  }

  @Test func rightLabelsAreTaken() throws {
    try read(#""split": "hold-out", "labels": [{"message_index": 2, "category": "none", "relation": "reaction"}]"#)
  }
}
