public import Patterns
public import Records

/// One rule as it stands in a pack, checked and compiled.
public struct DetectionRule: Sendable {
  public let id: RuleID
  public let pack: String
  /// ISO 639-1, or `any` for rules on structure.
  public let language: String
  /// Whether the rule is tried on conversations that are stated to be in another language.
  public let isForEveryLanguage: Bool
  public let title: String
  public let category: FeedbackCategory
  public let status: RuleStatus
  /// Tried in this order; the first that matches counts.
  public let patterns: [RulePattern]
  public let window: RuleWindow
  public let isCaseSensitive: Bool
  /// Regions in which a match does not count.
  public let excluded: TextRegions
  /// The lengths of a trimmed message, in UTF-8 bytes, at which the rule looks.
  public let bytes: ClosedRange<Int>
  /// All must hold.
  public let required: RuleConditions
  /// None may hold.
  public let forbidden: RuleConditions
  public let examples: [RuleExample]
  public let why: String
  public let sources: [String]
  /// The pack's file, relative to the directory of rules.
  public let file: String
  /// The line at which the rule begins, from 1.
  public let line: Int

  /// Everything that decides what the rule does, in one line of text.
  var behaviour: String {
    [
      id.rawValue, language, isForEveryLanguage ? "any" : "stated", category.rawValue, status.rawValue,
      window.rawValue, isCaseSensitive ? "match" : "ignore", "\(excluded.rawValue)",
      "\(bytes.lowerBound)-\(bytes.upperBound)", required.members.map(\.rawValue).joined(separator: ","),
      forbidden.members.map(\.rawValue).joined(separator: ","),
    ].joined(separator: "\t") + "\t" + patterns.map(\.translation).joined(separator: "\t")
  }
}

/// One pattern of a rule.
public struct RulePattern: Sendable {
  /// As written in the pack.
  public let source: String
  /// As PCRE2 gets it, the rule's window included.
  public let translation: String
  public let compiled: CompiledPattern
  /// What the prefilter looks for; nil where the pattern must always be tried.
  public let literals: RequiredLiterals?
  /// The line at which the pattern stands, from 1.
  public let line: Int
}
