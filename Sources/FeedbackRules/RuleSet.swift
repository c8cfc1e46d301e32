import Digests
public import Records

/// One pack as text.
public struct PackSource: Hashable, Sendable {
  /// The name for messages: the path within the directory of rules.
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// All rules of a run, checked, compiled and sorted by id. Immutable, shared by all threads.
public struct RuleSet: Sendable {
  /// Sorted by id; `Signal.rule` and `Verdict.evidence` are places in it. Drafts and retired rules stand in it too.
  public let rules: [DetectionRule]
  /// What the rules were measured to be worth; nil where nothing was measured.
  public let measurements: Measurements?
  /// What could be better in the packs.
  public let warnings: [RuleDiagnostic]
  /// SHA-256, in hexadecimal, over all that decides what the rules do: patterns, settings and measurements of the rules
  /// that are run. Titles, examples and reasons are left out.
  public let digest: String

  /// Reads packs.
  ///
  /// - Throws: `RuleLoadingError.invalid` with every mistake in every pack.
  public init(_ sources: [PackSource], measurements: Measurements? = nil) throws(RuleLoadingError) {
    var found: [DetectionRule] = []
    var diagnostics: [RuleDiagnostic] = []
    var places: [RuleID: String] = [:]
    for source in sources.sorted(by: { $0.name < $1.name }) {
      let file = PackFile(name: source.name, text: source.text)
      for rule in PackReader(file: file).rules(from: source.text) {
        if let first = places.updateValue("\(rule.file):\(rule.line)", forKey: rule.id) {
          file.reportDuplicate(rule, first: first)
        }
        found.append(rule)
      }
      diagnostics += file.diagnostics.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
    if diagnostics.contains(where: { $0.severity == .error }) { throw .invalid(diagnostics) }
    rules = found.sorted { $0.id < $1.id }
    warnings = diagnostics
    self.measurements = measurements
    digest = Self.digest(of: rules, measurements: measurements)
  }

  /// The place of a rule; nil where there is none of that id.
  public func place(of id: RuleID) -> Int? {
    var low = 0
    var high = rules.count
    while low < high {
      let middle = (low + high) / 2
      if rules[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < rules.count && rules[low].id == id ? low : nil
  }

  /// The measurement of the rule at a place; without hits where it was never measured.
  public func measured(_ place: Int) -> MeasuredPrecision {
    measurements?.rules[rules[place].id.rawValue] ?? MeasuredPrecision()
  }

  /// The pooled measurement of a category; without hits where there is none.
  public func measured(_ category: FeedbackCategory) -> MeasuredPrecision {
    measurements?.categories[category.rawValue] ?? MeasuredPrecision()
  }

  private static func digest(of rules: [DetectionRule], measurements: Measurements?) -> String {
    let none = MeasuredPrecision()
    let lines = rules.filter(\.status.isRun).map { rule in
      let measured = measurements?.rules[rule.id.rawValue] ?? none
      return "\(rule.behaviour)\t\(measured.hits)\t\(measured.right)"
    }
    let priors = FeedbackCategory.allCases.map { category in
      let measured = measurements?.categories[category.rawValue] ?? none
      return "\(category.rawValue)\t\(measured.hits)\t\(measured.right)"
    }
    return SHA256Hasher.hex(of: (["rules 1", ContextPatterns.behaviour] + lines + priors).joined(separator: "\n"))
  }
}

extension PackFile {
  func reportDuplicate(_ rule: DetectionRule, first: String) {
    report(
      .duplicateID, line: rule.line, column: 1, "`\(rule.id)` is the id of the rule at \(first) too",
      mend: "give one of them another id; ids are unique over all packs")
  }
}
