internal import GRDB
public import Records

/// A reply as it is kept: what was asked, what came back, what it cost.
public struct StoredReply: Hashable, Sendable {
  /// SHA-256 over the model, the parameters, the prompt's digest and the exact content, in hexadecimal digits.
  public var key: String
  /// The model, as configured.
  public var judge: String
  /// The prompt's name and the beginning of its digest.
  public var prompt: String
  /// What it was for: `classify`, `repair` or `validate`.
  public var purpose: String
  /// What was said last in the request, as it was sent: redacted.
  public var sent: String
  public var reply: ChatReply
  /// ISO 8601, UTC.
  public var time: String

  public init(
    key: String, judge: String, prompt: String, purpose: String, sent: String, reply: ChatReply, time: String
  ) {
    self.key = key
    self.judge = judge
    self.prompt = prompt
    self.purpose = purpose
    self.sent = sent
    self.reply = reply
    self.time = time
  }
}

/// The follow-ups of one conversation that are asked about together, in one request or several. What a request says hangs on all
/// of them: asked about in other company, the same follow-ups make other requests.
public struct AskedTogether: Hashable, Sendable {
  /// In the order of the conversation.
  public var followUps: [String]
  /// Those of them that were drawn at random.
  public var audited: [String]

  public init(followUps: [String], audited: [String]) {
    self.followUps = followUps
    self.audited = audited
  }
}

/// A request that was written for a batch.
public struct ExpectedReply: Hashable, Sendable {
  public var key: String
  public var judge: String
  public var prompt: String
  /// What is said last in it; empty where no text is to be kept.
  public var sent: String
  /// All follow-ups of its conversation that were asked about, in this and other requests.
  public var together: AskedTogether

  public init(key: String, judge: String, prompt: String, sent: String, together: AskedTogether) {
    self.key = key
    self.judge = judge
    self.prompt = prompt
    self.sent = sent
    self.together = together
  }
}

extension AnswerStore {
  /// The reply to a request; nil where it was not asked yet.
  public func reply(for key: String) throws(FeedbackIndexError) -> ChatReply? {
    try read { db in
      let sql = """
        SELECT reply, finish, prompt_tokens, reply_tokens, tokens_estimated, served_model FROM answers WHERE key = ?
        """
      return try Row.fetchOne(db, sql: sql, arguments: [key]).map { row in
        var columns = RowColumns(row)
        return try ChatReply(columns: &columns)
      }
    }
  }

  /// Keeps a reply. The first for a key stays: who paid twice for the same has the same twice.
  ///
  /// - Parameter together: What it was asked about, so that the next run asks in the same company until there are verdicts.
  public func save(_ stored: StoredReply, together: AskedTogether? = nil) throws(FeedbackIndexError) {
    let reply = stored.reply
    try write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          stored.key, stored.judge, stored.prompt, stored.purpose, StoredText.withoutNUL(stored.sent),
          StoredText.withoutNUL(reply.content), reply.finish.name, reply.usage.promptTokens, reply.usage.replyTokens,
          reply.usage.isEstimated, reply.servedModel, stored.time,
        ])
      guard let together else { return }
      try db.execute(
        sql: "INSERT OR IGNORE INTO under_way VALUES (?, ?, ?, ?)",
        arguments: [
          stored.judge, stored.prompt, JSONList.text(of: together.followUps), JSONList.text(of: together.audited),
        ])
    }
  }

  /// What a judge was asked together under a prompt, has replies for, and no verdicts yet.
  public func underWay(judge: String, prompt: String) throws(FeedbackIndexError) -> [AskedTogether] {
    try groups(
      "SELECT follow_ups, audited FROM under_way WHERE judge = ? AND prompt = ? ORDER BY follow_ups", [judge, prompt])
  }

  /// What was written for a batch, for a judge under a prompt.
  public func expected(judge: String, prompt: String) throws(FeedbackIndexError) -> [AskedTogether] {
    try groups(
      "SELECT DISTINCT follow_ups, audited FROM expected WHERE judge = ? AND prompt = ? ORDER BY follow_ups",
      [judge, prompt])
  }

  private func groups(_ sql: String, _ arguments: StatementArguments) throws(FeedbackIndexError) -> [AskedTogether] {
    try read { db in
      try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
        var columns = RowColumns(row)
        return try AskedTogether(columns: &columns)
      }
    }
  }

  /// Notes a request that was written for a batch, so that its reply can be kept when it comes.
  public func expect(_ expected: ExpectedReply) throws(FeedbackIndexError) {
    try write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO expected VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          expected.key, expected.judge, expected.prompt, StoredText.withoutNUL(expected.sent),
          JSONList.text(of: expected.together.followUps), JSONList.text(of: expected.together.audited),
        ])
    }
  }

  /// What was noted of a request; nil where it was never written for a batch.
  public func expected(_ key: String) throws(FeedbackIndexError) -> ExpectedReply? {
    try read { db in
      let sql = "SELECT key, judge, prompt, sent, follow_ups, audited FROM expected WHERE key = ?"
      return try Row.fetchOne(db, sql: sql, arguments: [key]).map { row in
        var columns = RowColumns(row)
        return ExpectedReply(
          key: try columns.take(), judge: try columns.take(), prompt: try columns.take(), sent: try columns.take(),
          together: try AskedTogether(columns: &columns))
      }
    }
  }

  /// Hands out all that was sent and came back, in the order of time.
  public func replies(_ body: (StoredReply) throws -> Void) throws {
    try read { db in
      let sql = """
        SELECT key, judge, prompt, purpose, sent, time, reply, finish, prompt_tokens, reply_tokens, tokens_estimated,
          served_model FROM answers ORDER BY time, key
        """
      let cursor = try Row.fetchCursor(db, sql: sql)
      while let row = try cursor.next() {
        var columns = RowColumns(row)
        let (key, judge, prompt): (String, String, String) = (
          try columns.take(), try columns.take(), try columns.take()
        )
        let (purpose, sent, time): (String, String, String) = (
          try columns.take(), try columns.take(), try columns.take()
        )
        try body(
          StoredReply(
            key: key, judge: judge, prompt: prompt, purpose: purpose, sent: sent,
            reply: try ChatReply(columns: &columns),
            time: time))
      }
    }
  }

  /// How many replies are kept, and the tokens that they took, by judge and purpose.
  public func spending() throws(FeedbackIndexError) -> [Spending] {
    try read { db in
      let sql = """
        SELECT judge, purpose, count(*), sum(prompt_tokens), sum(reply_tokens) FROM answers GROUP BY 1, 2 ORDER BY 1, 2
        """
      return try Row.fetchAll(db, sql: sql).map { row in
        var columns = RowColumns(row)
        return Spending(
          judge: try columns.take(), purpose: try columns.take(), replies: try columns.take(),
          promptTokens: try columns.take(), replyTokens: try columns.take())
      }
    }
  }

  /// What was paid for, of one kind.
  public struct Spending: Hashable, Sendable {
    public let judge: String
    public let purpose: String
    public let replies: Int
    public let promptTokens: Int
    public let replyTokens: Int
  }
}

extension AskedTogether {
  /// From the columns `follow_ups, audited`.
  fileprivate init(columns: inout RowColumns) throws {
    let (followUps, audited): (String, String) = (try columns.take(), try columns.take())
    self.init(followUps: JSONList.items(in: followUps) ?? [], audited: JSONList.items(in: audited) ?? [])
  }
}

extension ChatReply {
  /// From the columns `reply, finish, prompt_tokens, reply_tokens, tokens_estimated, served_model`.
  fileprivate init(columns: inout RowColumns) throws {
    let (content, finish): (String, String) = (try columns.take(), try columns.take())
    let usage = TokenUsage(
      promptTokens: try columns.take(), replyTokens: try columns.take(), isEstimated: try columns.take())
    self.init(content: content, finish: Finish(name: finish), usage: usage, servedModel: try columns.take())
  }
}

extension ChatReply.Finish {
  /// How it is kept.
  fileprivate var name: String {
    switch self {
    case .complete: "complete"
    case .length: "length"
    case .filtered: "filtered"
    case .other(let said): "other:\(said)"
    }
  }

  fileprivate init(name: String) {
    switch name {
    case "complete": self = .complete
    case "length": self = .length
    case "filtered": self = .filtered
    default: self = .other(name.hasPrefix("other:") ? String(name.dropFirst(6)) : name)
    }
  }
}
