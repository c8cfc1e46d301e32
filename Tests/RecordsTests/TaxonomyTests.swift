import Records
import Testing

@Suite("The taxonomy") struct TaxonomyTests {
  @Test("stands in the published order of priority") func order() {
    #expect(
      FeedbackCategory.allCases.sorted { $0.priority < $1.priority }.map(\.rawValue) == [
        "make_aware_with_correction", "make_aware_without_correction", "ask_for_clarification", "repeat_or_rephrase",
        "positive_feedback",
      ])
  }

  @Test("has one positive category") func polarity() {
    #expect(FeedbackCategory.allCases.filter { $0.polarity == .positive } == [.positiveFeedback])
  }
}
