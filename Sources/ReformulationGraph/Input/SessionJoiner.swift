/// Which conversations are one session: those of a known user that follow each other without a long pause.
public enum SessionJoiner {
  /// A conversation in time, in seconds since whatever moment.
  public struct Span: Hashable, Sendable {
    public var record: String
    public var user: String
    public var start: Double
    public var end: Double

    /// A conversation of which one time is known has it as both.
    public init(record: String, user: String, start: Double, end: Double) {
      self.record = record
      self.user = user
      self.start = start
      self.end = end
    }
  }

  /// The session of each record: called by its first record. Conversations without a user are sessions of their own.
  ///
  /// - Parameter idleGap: The longest pause between an end and the next start. There is no published value for chats;
  ///   half an hour is the customary cut of web sessions.
  public static func sessions(of spans: [Span], idleGap seconds: Double = 1800) -> [String: String] {
    let ordered = spans.sorted { ($0.user, $0.start, $0.end, $0.record) < ($1.user, $1.start, $1.end, $1.record) }
    var sessions: [String: String] = [:]
    var (user, session, end) = ("", "", -Double.infinity)
    for span in ordered {
      if span.user.isEmpty || span.user != user || span.start - end > seconds {
        (user, session, end) = (span.user, span.record, span.end)
      }
      end = max(end, span.end)
      sessions[span.record] = session
    }
    return sessions
  }
}
