public import FeedbackDetection
public import FeedbackRules
public import Records

/// One labelled follow-up with what the rules found in it.
public struct LabelledFollowUp: Hashable, Sendable {
  /// The conversation's place in the data.
  public let conversation: Int
  public let messageIndex: Int
  /// The label; nil is "no feedback".
  public let label: FeedbackCategory?
  public let signals: [Signal]
  public let split: DataSplit
}

/// A rule set run over labelled conversations.
public struct LabelledRun: Sendable {
  /// In the order of the data.
  public let followUps: [LabelledFollowUp]
  /// Matches that were broken off at a limit.
  public let failures: [RuleFailure: Int]

  public init(_ conversations: [LabelledConversation], rules: RuleSet) {
    let detector = FeedbackDetector(rules: rules)
    followUps = conversations.enumerated().flatMap { place, conversation in
      Self.followUps(of: conversation, place: place, detector)
    }
    failures = detector.failures
  }

  /// The follow-ups of one side.
  public func followUps(in split: DataSplit) -> [LabelledFollowUp] { followUps.filter { $0.split == split } }

  private static func followUps(
    of conversation: LabelledConversation, place: Int, _ detector: FeedbackDetector
  ) -> [LabelledFollowUp] {
    var result: [LabelledFollowUp] = []
    var signals: [Signal] = []
    forEachFollowUp(of: conversation, place: place) { followUp, label in
      detector.detect(followUp, into: &signals)
      result.append(
        LabelledFollowUp(
          conversation: place, messageIndex: label.messageIndex, label: label.category, signals: signals,
          split: conversation.split))
    }
    return result
  }

  /// Calls `body` with each labelled follow-up of a conversation, in their order.
  static func forEachFollowUp(
    of conversation: LabelledConversation, place: Int, _ body: (FollowUp, LabelledConversation.Label) -> Void
  ) {
    let texts = conversation.messages.map { Array($0.content.utf8) }
    for (number, label) in conversation.labels.enumerated() {
      lend(conversation, texts, at: label.messageIndex, isFirst: number == 0, place) { body($0, label) }
    }
  }

  private static func lend(
    _ conversation: LabelledConversation, _ texts: [[UInt8]], at index: Int, isFirst: Bool, _ place: Int,
    _ body: (FollowUp) -> Void
  ) {
    let before = (0..<index).filter { isSpoken(texts[$0]) }
    let users = before.filter { conversation.messages[$0].role == .user }
    let answer = before.last { conversation.messages[$0].role == .assistant }
    let empty: [UInt8] = []
    let instructions = conversation.messages.firstIndex { $0.role == .system }
    let pieces = [
      texts[index], answer.map { texts[$0] } ?? empty, next(behind: index, in: conversation, texts),
      instructions.map { texts[$0] } ?? empty,
    ]
    let later = conversation.messages[(index + 1)...].count { $0.role == .user }
    withBuffers(of: pieces + users.map { texts[$0] }) { buffers in
      var followUp = FollowUp(
        text: buffers[0], answer: buffers[1], next: buffers[2], earlier: UnsafeBufferPointer(rebasing: buffers[4...]),
        conversation: place, turn: users.count + 1, isFirst: isFirst, later: later,
        language: LanguageCode(conversation.language))
      followUp.instructions = buffers[3]
      body(followUp)
    }
  }

  /// The first answer behind a message and before the next user message; empty where there is none.
  private static func next(behind index: Int, in conversation: LabelledConversation, _ texts: [[UInt8]]) -> [UInt8] {
    let behind = (index + 1..<texts.count).prefix { conversation.messages[$0].role != .user }
    let answer = behind.first { conversation.messages[$0].role == .assistant && isSpoken(texts[$0]) }
    return answer.map { texts[$0] } ?? []
  }

  /// Whether there is more than white space.
  private static func isSpoken(_ text: [UInt8]) -> Bool {
    !String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// Lends the bytes of many texts at once.
  private static func withBuffers(
    of texts: [[UInt8]], _ body: (UnsafeBufferPointer<UnsafeRawBufferPointer>) -> Void
  ) {
    let joined = texts.flatMap { $0 }
    joined.withUnsafeBytes { bytes in
      var start = 0
      let pieces = texts.map { text in
        defer { start += text.count }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<(start + text.count)])
      }
      pieces.withUnsafeBufferPointer(body)
    }
  }
}
