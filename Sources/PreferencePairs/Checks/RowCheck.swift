public import Records

/// The last checks of a row before it is kept. A row that fails is counted under the reason, never mended.
public struct RowCheck: Hashable, Sendable {
  public var screen = AnswerScreen()
  /// The least margin of a pair; a pair with a margin of 0 or below is never kept.
  public var leastMargin = 0.05
  /// The least confidence of a row.
  public var leastConfidence = 0.0

  public init() {}

  /// The reason why a pair is left out; nil where it may stay.
  ///
  /// - Parameter isToxic: What the source says; nil where it says nothing.
  public func fault(of pair: PreferencePair, isToxic: Bool? = nil) -> ExclusionReason? {
    if !PromptShape.isShaped(pair.prompt) { return .noRequest }
    if let reason = screen.fault(ofWanted: pair.chosen) { return reason }
    if let reason = screen.fault(ofUnwanted: pair.rejected) { return reason }
    if ComparedText(pair.chosen) == ComparedText(pair.rejected) { return .sameAnswer }
    if let reason = screen.fault(flag: isToxic, prompt: pair.prompt, pair.chosen) { return reason }
    if pair.margin <= 0 || pair.margin < leastMargin { return .belowMargin }
    return pair.confidence < leastConfidence ? .belowConfidence : nil
  }

  /// The reason why an example is left out; nil where it may stay.
  public func fault(of example: UnpairedExample, isToxic: Bool? = nil) -> ExclusionReason? {
    if !PromptShape.isShaped(example.prompt) { return .noRequest }
    let reason =
      example.label ? screen.fault(ofWanted: example.completion) : screen.fault(ofUnwanted: example.completion)
    if let reason { return reason }
    // What is unwanted may be toxic: that is one reason not to want it.
    if example.label, let reason = screen.fault(flag: isToxic, prompt: example.prompt, example.completion) {
      return reason
    }
    return example.confidence < leastConfidence ? .belowConfidence : nil
  }

  /// The reason why a demonstration is left out; nil where it may stay.
  public func fault(of demonstration: Demonstration, isToxic: Bool? = nil) -> ExclusionReason? {
    guard let last = demonstration.messages.last, last.role == .assistant else { return .emptyAnswer }
    let prompt = Array(demonstration.messages.dropLast())
    if !PromptShape.isShaped(prompt) { return .noRequest }
    if let reason = screen.fault(ofWanted: last.content) { return reason }
    if let reason = screen.fault(flag: isToxic, prompt: prompt, last.content) { return reason }
    return demonstration.confidence < leastConfidence ? .belowConfidence : nil
  }
}
