import Records
import Testing

@testable import ModelPrompting

@Suite("Several replies to one question")
struct ConsensusTests {
  private func vote(
    _ category: FeedbackCategory?, _ span: Range<Int>? = nil, confidence: Double? = nil, mixed: Bool = false
  ) -> FollowUpOutcome {
    .verdict(
      ModelVerdict(
        followUp: 2, category: category, isMixed: mixed, quote: span.map { "quote \($0.lowerBound)" } ?? "",
        span: span.map { ByteSpan(start: $0.lowerBound, end: $0.upperBound) }, confidence: confidence, explanation: ""))
  }

  @Test("The majority wins, and its share is the agreement")
  func majority() {
    let consensus = Consensus(of: [
      vote(.positiveFeedback, 0..<6, confidence: 0.9), vote(.positiveFeedback, 0..<6, confidence: 0.5),
      vote(nil, confidence: 0.1), vote(.positiveFeedback, 3..<6),
    ])
    #expect(consensus.category == .positiveFeedback)
    #expect(consensus.agreement == 0.75)
    #expect(consensus.confidence == 0.7)
    #expect(consensus.span == ByteSpan(start: 0, end: 6) && consensus.quote == "quote 0")
    #expect(!consensus.isTie && consensus.votes == 4)
  }

  @Test("What cannot be used lowers the agreement")
  func abstentions() {
    let consensus = Consensus(of: [vote(.positiveFeedback, 0..<6), .missing, .malformed(.notJSON), .missing])
    #expect(consensus.category == .positiveFeedback && consensus.agreement == 0.25 && consensus.votes == 1)
    let none = Consensus(of: [.missing, .malformed(.empty)])
    #expect(none.category == nil && none.agreement == 0 && none.votes == 0 && !none.isTie)
    #expect(Consensus(of: []).agreement == 0)
  }

  @Test("A tie is none with the lower confidence")
  func ties() {
    let consensus = Consensus(of: [
      vote(.positiveFeedback, 0..<6, confidence: 0.9), vote(.askForClarification, 0..<6, confidence: 0.4),
    ])
    #expect(consensus.category == nil && consensus.isTie && consensus.agreement == 0)
    #expect(consensus.confidence == 0.4 && consensus.span == nil && consensus.quote == "")
    let withNone = Consensus(of: [vote(.positiveFeedback, 0..<6), vote(nil)])
    #expect(withNone.category == nil && withNone.isTie && withNone.agreement == 0.5)
  }

  @Test("The order of the replies makes no difference")
  func order() {
    let votes = [
      vote(.makeAwareWithCorrection, 4..<9, confidence: 0.1, mixed: true),
      vote(.makeAwareWithCorrection, 1..<3, confidence: 0.7), vote(.makeAwareWithCorrection, 4..<9, confidence: 0.2),
      vote(.makeAwareWithCorrection, 1..<3, confidence: 0.3, mixed: true), vote(nil), .missing,
    ]
    var numbers = SeededNumbers(state: 1)
    let first = Consensus(of: votes)
    #expect(first.span == ByteSpan(start: 1, end: 3) && !first.isMixed)
    for _ in 0..<50 { #expect(Consensus(of: votes.shuffled(using: &numbers)) == first) }
  }

  @Test("Agreement lies between 0 and 1, and is 1 only if all say the same", arguments: 1..<200 as Range<UInt64>)
  func bounds(seed: UInt64) {
    var numbers = SeededNumbers(state: seed)
    let votes = (0..<Int.random(in: 1...7, using: &numbers)).map { _ in
      let category = (FeedbackCategory.allCases + [nil]).randomElement(using: &numbers) ?? nil
      return Bool.random(using: &numbers) ? vote(category, category == nil ? nil : 0..<3) : FollowUpOutcome.missing
    }
    let consensus = Consensus(of: votes)
    #expect((0...1).contains(consensus.agreement))
    let isUnanimous = votes.allSatisfy { $0.verdict != nil && $0.verdict?.category == consensus.category }
    #expect((consensus.agreement == 1) == isUnanimous)
  }
}
