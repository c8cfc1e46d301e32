internal import DatasetWriting
internal import GRDB
internal import Records

/// A filter as SQL over the table `feedback`. Values are bound, never written into the text.
struct FilterSQL {
  private(set) var conditions: [String] = []
  private(set) var arguments: [DatabaseValue] = []
  private let filter: FeedbackFilter

  init(_ filter: FeedbackFilter) throws(FeedbackIndexError) {
    self.filter = filter
    conditions.append("feedback.overruled = 0")
    oneOf("feedback.category", filter.categories.map(\.rawValue))
    oneOf("feedback.language", filter.languages)
    oneOf("feedback.user", filter.users)
    if let polarity = filter.polarity { require("feedback.polarity = ?", [polarity.rawValue]) }
    if let mixed = filter.mixed { require("feedback.mixed = ?", [mixed]) }
    if let confidence = filter.minimumConfidence { require("feedback.confidence >= ?", [confidence]) }
    try requireTimes()
    requireModels()
    requireRules()
    requireArchives()
    requireConversations()
    if let text = filter.text {
      let expression = try SearchQuery(text).expression
      require("feedback.id IN (SELECT rowid FROM feedback_search WHERE feedback_search MATCH ?)", [expression])
    }
  }

  /// ` WHERE …`.
  var whereClause: String { " WHERE " + conditions.joined(separator: " AND ") }

  /// ` ORDER BY …`.
  var orderClause: String {
    let place = "feedback.archive, feedback.member, feedback.row, feedback.message_index"
    return switch filter.order {
    case .place: " ORDER BY \(place)"
    case .newest: " ORDER BY feedback.timestamp DESC, \(place)"
    case .oldest: " ORDER BY feedback.timestamp = '', feedback.timestamp, \(place)"
    case .confidence: " ORDER BY feedback.confidence DESC, \(place)"
    }
  }

  /// ` LIMIT … OFFSET …` with its arguments; SQLite takes a negative limit for none.
  var limitClause: (sql: String, arguments: [DatabaseValue]) {
    (" LIMIT ? OFFSET ?", [(filter.limit ?? -1).databaseValue, filter.offset.databaseValue])
  }

  private mutating func require(_ condition: String, _ values: [any DatabaseValueConvertible]) {
    conditions.append("(\(condition))")
    arguments += values.map { value in
      (value as? String).map { StoredText.withoutNUL($0).databaseValue } ?? value.databaseValue
    }
  }

  private mutating func oneOf(_ column: String, _ values: [String]) {
    if !values.isEmpty { require("\(column) IN (\(Self.marks(values.count)))", values) }
  }

  private mutating func requireTimes() throws(FeedbackIndexError) {
    if let since = filter.since { require("feedback.timestamp >= ?", [try TimePrefix(since).text]) }
    if let until = filter.until {
      // `~` stands behind everything that a time can go on with.
      require("feedback.timestamp <> '' AND feedback.timestamp < ?", [try TimePrefix(until).text + "~"])
    }
  }

  private mutating func requireModels() {
    if filter.models.isEmpty { return }
    let models = filter.models.map { "feedback.model \(Self.comparison($0))" }
    require(models.joined(separator: " OR "), filter.models.map(Self.operand))
  }

  private mutating func requireRules() {
    if filter.rules.isEmpty { return }
    let rules = filter.rules.map { "rule \(Self.comparison($0))" }.joined(separator: " OR ")
    require("feedback.id IN (SELECT feedback FROM feedback_rules WHERE \(rules))", filter.rules.map(Self.operand))
  }

  private mutating func requireArchives() {
    if filter.archives.isEmpty { return }
    let alternatives = filter.archives.map { name in
      let comparison = Self.comparison(name)
      return "feedback.archive \(comparison) OR feedback.archive IN "
        + "(SELECT id FROM archives WHERE path \(comparison) OR name \(comparison))"
    }
    require(
      alternatives.joined(separator: " OR "), filter.archives.flatMap { Array(repeating: Self.operand($0), count: 3) })
  }

  private mutating func requireConversations() {
    if filter.conversations.isEmpty { return }
    let marks = Self.marks(filter.conversations.count)
    require(
      "feedback.conversation_id IN (\(marks)) OR feedback.record_id IN (\(marks))",
      filter.conversations + filter.conversations)
  }

  private static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }

  private static func comparison(_ pattern: String) -> String { pattern.contains("*") ? "GLOB ?" : "= ?" }

  /// A pattern for GLOB in which only the star is special; a text without a star is compared as it is.
  private static func operand(_ pattern: String) -> String {
    guard pattern.contains("*") else { return pattern }
    var glob = ""
    for scalar in pattern.unicodeScalars { glob += scalar == "[" || scalar == "?" ? "[\(scalar)]" : String(scalar) }
    return glob
  }
}
