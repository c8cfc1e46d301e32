internal import GRDB

/// What feedback can be grouped by.
public enum GroupKey: String, CaseIterable, Hashable, Sendable {
  case category, polarity, model, language, user, month, day, format
  /// The archive's path, or its id where the path is not known.
  case archive
  /// Each rule among the evidence: feedback with several counts once for each.
  case rule
  case decidedBy = "decided_by"

  fileprivate var expression: String {
    switch self {
    case .month: "substr(feedback.timestamp, 1, 7)"
    case .day: "substr(feedback.timestamp, 1, 10)"
    case .archive: "coalesce(archives.path, feedback.archive)"
    case .rule: "feedback_rules.rule"
    default: "feedback.\(rawValue)"
    }
  }
}

/// One group of feedback.
public struct FeedbackGroup: Hashable, Sendable {
  /// One value a key, in the order of the keys; empty where the source says nothing.
  public let values: [String]
  /// How much feedback is in it.
  public let count: Int
  /// How many conversations that comes from.
  public let conversations: Int
}

extension FeedbackIndex {
  /// Counts the feedback that the filter lets through by the values of `keys`; the largest group first, then by values.
  ///
  /// The filter's limit and offset are those of the groups, its order is not used. No keys give one group, if any.
  public func group(by keys: [GroupKey], _ filter: FeedbackFilter) throws(FeedbackIndexError) -> [FeedbackGroup] {
    try read { db in
      let sql = try checked(filter, db)
      let limit = sql.limitClause
      let values = keys.map(\.expression).joined(separator: ", ")
      let places = (1...max(1, keys.count)).map(String.init).joined(separator: ", ")
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT \(keys.isEmpty ? "''" : values), count(*) AS feedback_rows, count(DISTINCT feedback.record_id)"
          + " FROM feedback" + Self.joins(for: keys) + sql.whereClause
          + " GROUP BY \(places) ORDER BY feedback_rows DESC, \(places)" + limit.sql,
        arguments: StatementArguments(sql.arguments + limit.arguments))
      var groups: [FeedbackGroup] = []
      while let row = try rows.next() { groups.append(try Self.group(row, keys)) }
      return groups
    }
  }

  private static func joins(for keys: [GroupKey]) -> String {
    var joins = ""
    if keys.contains(.archive) { joins += " LEFT JOIN archives ON archives.id = feedback.archive" }
    if keys.contains(.rule) { joins += " JOIN feedback_rules ON feedback_rules.feedback = feedback.id" }
    return joins
  }

  private static func group(_ row: Row, _ keys: [GroupKey]) throws -> FeedbackGroup {
    var columns = RowColumns(row)
    var values: [String] = []
    for _ in 0..<max(1, keys.count) { values.append(try columns.take()) }
    return FeedbackGroup(
      values: keys.isEmpty ? [] : values, count: try columns.take(), conversations: try columns.take())
  }
}
