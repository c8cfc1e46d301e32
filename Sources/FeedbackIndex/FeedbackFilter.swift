public import Records

/// Which feedback is wanted. An empty list and nil ask for nothing; what is set must all hold.
///
/// Texts are compared letter by letter; a `*` in `models`, `rules` and `archives` stands for any text.
public struct FeedbackFilter: Hashable, Sendable {
  public var categories: [FeedbackCategory] = []
  public var polarity: Polarity?
  /// Whether praise stands beside a complaint.
  public var mixed: Bool?
  public var models: [String] = []
  public var languages: [String] = []
  public var users: [String] = []
  /// ISO 8601 in UTC, or the beginning of it: `2024`, `2024-05`, `2024-05-01`, `2024-05-01T12:30`. From its first moment.
  public var since: String?
  /// As `since`, and to its last moment: a date means the whole day. Feedback of unknown time is in no span of time.
  public var until: String?
  /// Rules among the evidence; one of them is enough.
  public var rules: [String] = []
  /// What users said, as `SearchQuery` describes it.
  public var text: String?
  /// Confidence from here, included.
  public var minimumConfidence: Double?
  /// Archives by id, by path or by file name.
  public var archives: [String] = []
  /// Conversations by the source's id or by `record_id`.
  public var conversations: [String] = []
  /// At most so many results; nil is all.
  public var limit: Int?
  /// So many results are passed over first.
  public var offset = 0
  public var order = Order.place

  /// The order of results. Where two are equal in it, the place decides: archive, member, row, message.
  public enum Order: String, CaseIterable, Hashable, Sendable {
    /// By archive id, member, row and message.
    case place
    /// By the conversation's time; unknown times come last in both.
    case newest, oldest
    /// The surest first.
    case confidence
  }

  public init() {}
}
