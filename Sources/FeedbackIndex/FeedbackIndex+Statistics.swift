internal import GRDB
public import Records

/// The numbers of a dataset.
public struct DatasetStatistics: Hashable, Sendable {
  /// Archives with a segment.
  public var archives = 0
  public var conversations = 0
  public var messages = 0
  /// User messages after the first answer: what feedback is looked for in.
  public var followUps = 0
  public var feedback = 0
  /// What this machine decided, whatever a chat model said of it.
  public var localFeedback = 0
  /// Conversations with at least one piece of feedback.
  public var conversationsWithFeedback = 0
  /// Every category, in the order of the taxonomy, also those that were not found.
  public var categories: [CategoryShare] = []

  /// One category's share of the follow-ups.
  public struct CategoryShare: Hashable, Sendable {
    public let category: FeedbackCategory
    public let count: Int
    /// `count` among all follow-ups; 0 where there are none.
    public let share: Double
    /// Where the share of such logs lies with 95 % confidence, if the follow-ups are a sample of them. It says nothing of
    /// what detection misses or mistakes.
    public let interval: WilsonInterval
  }
}

extension FeedbackIndex {
  /// The totals over all segments.
  public func statistics() throws(FeedbackIndexError) -> DatasetStatistics {
    try read { db in
      var statistics = DatasetStatistics()
      let totals = """
        SELECT count(DISTINCT archive), coalesce(sum(conversations), 0), coalesce(sum(messages), 0),
          coalesce(sum(follow_ups), 0) FROM segments
        """
      if let row = try Row.fetchOne(db, sql: totals) {
        var columns = RowColumns(row)
        statistics.archives = try columns.take()
        statistics.conversations = try columns.take()
        statistics.messages = try columns.take()
        statistics.followUps = try columns.take()
      }
      statistics.localFeedback =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM feedback JOIN shards ON shards.id = feedback.shard WHERE shards.segment <> ?",
          arguments: [SegmentLoader.verdictSegment]) ?? 0
      statistics.conversationsWithFeedback =
        try Int.fetchOne(db, sql: "SELECT count(DISTINCT record_id) FROM feedback WHERE overruled = 0") ?? 0
      let counts = try Row.fetchAll(
        db, sql: "SELECT category, count(*) FROM feedback WHERE overruled = 0 GROUP BY category")
      let byName = Dictionary(
        try counts.map { row in
          var columns = RowColumns(row)
          return (try columns.take() as String, try columns.take() as Int)
        }, uniquingKeysWith: +)
      statistics.feedback = byName.values.reduce(0, +)
      statistics.categories = FeedbackCategory.allCases.map {
        Self.share(of: $0, count: byName[$0.rawValue] ?? 0, followUps: statistics.followUps)
      }
      return statistics
    }
  }

  /// A manifest that says less than its rows do must not bring the numbers down: shares are then of what there is.
  private static func share(
    of category: FeedbackCategory, count: Int, followUps: Int
  ) -> DatasetStatistics.CategoryShare {
    let trials = max(count, followUps)
    return DatasetStatistics.CategoryShare(
      category: category, count: count, share: trials == 0 ? 0 : Double(count) / Double(trials),
      interval: WilsonInterval(successes: count, of: trials))
  }
}
