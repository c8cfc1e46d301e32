public import FeedbackIndex
public import Records

/// Which pairs and examples are wanted. An empty list and nil ask for nothing; what is set must all hold.
///
/// Texts are compared letter by letter; a `*` in `models` and `archives` stands for any text.
public struct PairFilter: Hashable, Sendable {
  public var origins: [PairOrigin] = []
  public var scopes: [FeedbackScope] = []
  public var categories: [FeedbackCategory] = []
  public var models: [String] = []
  public var languages: [String] = []
  public var users: [String] = []
  public var archives: [String] = []
  /// From its first moment, and to its last; what is of unknown time is in no span of time.
  public var since: TimePrefix?
  public var until: TimePrefix?
  /// From here, included, 0 to 1.
  public var minimumConfidence = 0.0
  public var minimumMargin = 0.0

  public init() {}

  /// The filters that are set, as `name=value`, in a fixed order: what a card says of them.
  public var words: [String] {
    var words: [String] = []
    func say(_ name: String, _ values: [String]) {
      if !values.isEmpty { words.append("\(name)=\(values.joined(separator: ","))") }
    }
    say("origin", origins.map(\.rawValue))
    say("scope", scopes.map(\.rawValue))
    say("category", categories.map(\.rawValue))
    say("model", models)
    say("language", languages)
    // The source's keys of users are nobody's business but theirs.
    say("user", users.isEmpty ? [] : ["\(users.count) named"])
    say("archive", archives)
    say("since", [since?.text].compactMap { $0 })
    say("until", [until?.text].compactMap { $0 })
    say("min_confidence", minimumConfidence > 0 ? ["\(minimumConfidence)"] : [])
    say("min_margin", minimumMargin > 0 ? ["\(minimumMargin)"] : [])
    return words
  }

  public func passes(_ pair: PreferencePair) -> Bool {
    (origins.isEmpty || origins.contains(pair.origin)) && pair.margin >= minimumMargin
      && passes(pair.source, pair.scope, pair.category, pair.confidence)
  }

  func passes(_ example: UnpairedExample) -> Bool {
    passes(example.source, example.scope, example.category, example.confidence)
  }

  func passes(_ demonstration: Demonstration) -> Bool {
    passes(demonstration.source, demonstration.scope, demonstration.category, demonstration.confidence)
  }

  private func passes(
    _ source: PairSource, _ scope: FeedbackScope, _ category: FeedbackCategory?, _ confidence: Double
  ) -> Bool {
    (scopes.isEmpty || scopes.contains(scope)) && confidence >= minimumConfidence
      && (categories.isEmpty || category.map(categories.contains) ?? false)
      && Self.matches(models, source.model) && (languages.isEmpty || languages.contains(source.language))
      && (users.isEmpty || users.contains(source.user)) && Self.matches(archives, source.archive.rawValue)
      && since?.isReached(by: source.timestamp) ?? true && until?.isNotPassed(by: source.timestamp) ?? true
  }

  private static func matches(_ patterns: [String], _ text: String) -> Bool {
    patterns.isEmpty || patterns.contains { matches($0, text) }
  }

  /// Whether a text is what a pattern stands for.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return pattern == text }
    guard text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
