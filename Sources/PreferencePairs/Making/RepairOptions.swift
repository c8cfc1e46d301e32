/// How pairs are made from chains of repair.
public struct RepairOptions: Hashable, Sendable {
  /// Which failed answers of a chain are set against the one that was taken.
  public enum FailedAnswers: String, CaseIterable, Hashable, Sendable, Codable {
    case first
    /// The first is the one that the request got without any help; the last is the nearest to what was taken, and so the
    /// hardest to tell from it. Those between add pairs with the same chosen answer and little else.
    case firstAndLast = "first_and_last"
    case all
  }

  /// When an answer counts as taken because the user went on without approval.
  public enum Continuation: String, CaseIterable, Hashable, Sendable, Codable {
    case never
    /// Where the answer before it was said to be wrong or unwanted: who complained a moment ago would again. Who only
    /// asked again and then goes on may as well have given up.
    case afterComplaint = "after_complaint"
    case always
  }

  public var form = FormChoice.automatic
  public var failedAnswers = FailedAnswers.firstAndLast
  public var continuation = Continuation.afterComplaint
  /// By how much `satisfied` must be ahead of `dissatisfied` behind an answer that the user went on from, -1 to 1.
  public var continuationLead = -0.1
  /// The most probability that what followed the accepted answer is feedback after all, where it is not approval.
  public var mostDoubt = 0.3
  /// Whether an answer that nothing followed counts as taken. It is not known whether it was.
  public var acceptsTheEnd = false
  /// The least confidence that an approval is one.
  public var leastApproval = 0.5
  /// The most that the two answers of a folded pair may differ in length, as a ratio, where no other length was asked for.
  public var mostLengthRatio = 4.0
  /// The scale of the soft target.
  public var softTargetScale = SoftTarget.defaultScale
  public var check: RowCheck

  public init() {
    check = RowCheck()
    check.leastConfidence = 0.2
  }
}
