internal import GRDB
public import Records

/// What rates can be counted by.
public enum RateKey: String, CaseIterable, Hashable, Sendable {
  case model, month, language, format, topic

  var expression: String {
    switch self {
    case .month: "substr(timestamp, 1, 7)"
    case .model, .language, .format, .topic: rawValue
    }
  }
}

/// How often follow-ups carry feedback in one group of conversations.
public struct FeedbackRate: Hashable, Sendable {
  /// The values of the keys, in their order; empty where the source does not say.
  public let values: [String]
  public let conversations: Int
  public let followUps: Int
  /// Follow-ups with negative, and with positive feedback.
  public let negative: Int
  public let positive: Int
  /// The share of negative feedback in all other groups together; nil where they have no follow-ups.
  public let negativeElsewhere: Double?

  public var negativeInterval: WilsonInterval { WilsonInterval(successes: negative, of: followUps) }
  public var positiveInterval: WilsonInterval { WilsonInterval(successes: positive, of: followUps) }

  /// Whether the share of negative feedback elsewhere lies outside of this group's interval, and on which side this group is.
  public var drift: Drift? {
    guard followUps > 0, let elsewhere = negativeElsewhere else { return nil }
    if elsewhere < negativeInterval.lower { return .higher }
    return elsewhere > negativeInterval.upper ? .lower : nil
  }

  public enum Drift: String, Hashable, Sendable {
    case higher, lower
  }
}

extension FeedbackIndex {
  /// Rates of feedback in groups of conversations with follow-ups, in the order of the keys' values.
  ///
  /// Many groups make some of them stand out by chance: of twenty, one lies outside of a 95 % interval.
  ///
  /// - Parameter withVerdicts: False counts what was decided on this machine, so that what a chat model was not asked about yet
  ///   can be compared with what it was.
  public func rates(
    by keys: [RateKey], withVerdicts: Bool = true
  ) throws(FeedbackIndexError) -> [FeedbackRate] {
    precondition(!keys.isEmpty, "rates are counted by something")
    let columns = keys.map(\.expression).joined(separator: ", ")
    return try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT count(*), sum(follow_ups), \(withVerdicts ? Self.decided : Self.local), \(columns)
          FROM conversations \(withVerdicts ? Self.countedRows : "")
          WHERE follow_ups > 0 GROUP BY \(columns) ORDER BY \(columns)
          """)
      let groups = try rows.map { row in
        var columns = RowColumns(row)
        let numbers = [
          try columns.take() as Int, try columns.take() as Int, try columns.take() as Int, try columns.take() as Int,
        ]
        return (numbers: numbers, values: try keys.map { _ in try columns.take() as String })
      }
      let followUps = groups.reduce(0) { $0 + $1.numbers[1] }
      let negative = groups.reduce(0) { $0 + $1.numbers[2] }
      return groups.map { numbers, values in
        let others = followUps - numbers[1]
        return FeedbackRate(
          values: values, conversations: numbers[0], followUps: numbers[1],
          negative: min(numbers[1], numbers[2]), positive: min(numbers[1], numbers[3]),
          negativeElsewhere: others == 0 ? nil : Double(negative - numbers[2]) / Double(others))
      }
    }
  }

  private static let local = "sum(negative_count), sum(feedback_count - negative_count)"
  private static let decided = "coalesce(sum(negative), 0), coalesce(sum(positive), 0)"
  private static let countedRows = """
    LEFT JOIN (
      SELECT record_id AS judged, sum(polarity = 'negative') AS negative, sum(polarity = 'positive') AS positive
      FROM feedback WHERE overruled = 0 GROUP BY record_id) ON judged = record_id
    """
}
