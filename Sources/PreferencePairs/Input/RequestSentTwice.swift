public import Records

/// A request that was made twice, in two conversations or on two branches of a tree, with the answer that each got.
public struct RequestSentTwice: Hashable, Sendable {
  /// One of the two.
  public struct Sending: Hashable, Sendable {
    /// `targetIndex` is the place of the answer.
    public var source = PairSource()
    /// What stood before the request; empty for a first one.
    public var history: [Message] = []
    public var request = ""
    public var answer = ""
    /// What followed the answer says of it; nil where nothing followed or nothing is known.
    public var opinion: AnswerOpinion?
    /// Whether the source marks it as toxic; nil where it says nothing.
    public var isToxic: Bool?

    public init() {}
  }

  public var earlier = Sending()
  public var later = Sending()
  /// How the later request follows on the earlier one.
  public var relation = Relation.same
  /// How alike the two requests are, 0 to 1.
  public var similarity = 1.0
  /// `resent` or `regenerated`.
  public var origin = PairOrigin.resent

  public init() {}
}
