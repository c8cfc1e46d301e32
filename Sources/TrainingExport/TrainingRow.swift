public import Records

/// One row that may be exported, with what is known of it beyond its own fields.
public struct TrainingRow: Hashable, Sendable {
  /// What the row is; it must fit the shape that is exported.
  public enum Content: Hashable, Sendable {
    /// For the shapes `preference` and `icai`.
    case pair(PreferencePair)
    /// For the shape `unpaired`.
    case example(UnpairedExample)
    /// For the shape `sft`.
    case demonstration(Demonstration)
  }

  public var content: Content
  /// Whether the source's moderation flagged any text of the row; nil where it says nothing.
  public var isToxic: Bool?

  public init(_ content: Content, isToxic: Bool? = nil) {
    self.content = content
    self.isToxic = isToxic
  }
}

/// Rows that can be gone through more than once, which lets an export hold none of them in memory.
public protocol TrainingRowSource {
  /// Gives every row to `body`: the same rows in the same order each time it is called.
  ///
  /// - Throws: What reading throws, and what `body` throws, unchanged.
  func forEachRow(_ body: (TrainingRow) throws -> Void) throws
}

extension Array: TrainingRowSource where Element == TrainingRow {
  public func forEachRow(_ body: (TrainingRow) throws -> Void) throws {
    for row in self { try body(row) }
  }
}

/// What all rows have, by the same names.
extension TrainingRow {
  var id: String {
    switch content {
    case .pair(let pair): pair.id
    case .example(let example): example.id
    case .demonstration(let demonstration): demonstration.id
    }
  }

  var source: PairSource {
    switch content {
    case .pair(let pair): pair.source
    case .example(let example): example.source
    case .demonstration(let demonstration): demonstration.source
    }
  }

  var confidence: Double {
    switch content {
    case .pair(let pair): pair.confidence
    case .example(let example): example.confidence
    case .demonstration(let demonstration): demonstration.confidence
    }
  }

  /// What the shape counts its rows by: the origin of a pair, the label of an example, the reason of a demonstration.
  var kind: String {
    switch content {
    case .pair(let pair): pair.origin.rawValue
    case .example(let example): example.label ? "desirable" : "undesirable"
    case .demonstration(let demonstration): demonstration.reason.rawValue
    }
  }

  var category: FeedbackCategory? {
    switch content {
    case .pair(let pair): pair.category
    case .example(let example): example.category
    case .demonstration(let demonstration): demonstration.category
    }
  }

  var scope: FeedbackScope {
    switch content {
    case .pair(let pair): pair.scope
    case .example(let example): example.scope
    case .demonstration(let demonstration): demonstration.scope
    }
  }

  /// The messages that lead up to the answer.
  var prompt: ArraySlice<Message> {
    switch content {
    case .pair(let pair): pair.prompt[...]
    case .example(let example): example.prompt[...]
    case .demonstration(let demonstration): demonstration.messages.dropLast()
    }
  }

  /// What the user wrote in the prompt: what near duplicates are told by. The answers in it are a model's.
  var request: String {
    prompt.filter { $0.role == .user }.map(\.content).joined(separator: "\n")
  }
}
