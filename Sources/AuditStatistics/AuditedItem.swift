/// What was decided of one follow-up, and what the reference says of it, if it was asked.
public struct AuditedItem: Hashable, Sendable {
  public enum Reference: Hashable, Sendable {
    case notAsked
    /// Asked, and no usable verdict came. Counts as not asked, as if chance alone had kept the verdict back.
    case unanswered
    /// Drawn for the audit, with the probability it was drawn with, in 0 < probability <= 1.
    case drawn(Outcome, probability: Double)
    /// Asked for another reason than chance, and certain to be: it stands for itself alone.
    case certain(Outcome)
  }

  /// What the pipeline would say without the audit: the local decision, or the verdict that was bought because the item
  /// is uncertain. To put the audit's own verdicts here would make the pipeline look right wherever it was looked at.
  public var decision: Outcome
  public var reference: Reference

  public init(decision: Outcome, reference: Reference) {
    self.decision = decision
    if case .drawn(_, let probability) = reference {
      precondition(probability > 0 && probability <= 1, "what was drawn was drawn with a probability in 0 < p <= 1")
    }
    self.reference = reference
  }
}
