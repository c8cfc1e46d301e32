import Patterns
import Records
import YAMLReading

/// Reads one rule of a pack.
struct RuleReader {
  let header: PackReader.Header
  let file: PackFile

  private static let fields = [
    "id", "title", "category", "status", "pattern", "patterns", "where", "case", "not_in", "min_bytes", "max_bytes",
    "when", "unless", "examples", "why", "sources",
  ]

  private enum CaseSetting: String, CaseIterable {
    case ignore, match
  }

  /// The rule, or nil where too little of it can be read. Every mistake is in the file's diagnostics.
  func rule(_ node: YAMLNode) -> DetectionRule? {
    guard let fields = FieldReader(node, kind: "a rule", known: Self.fields, file: file) else { return nil }
    let id = identifier(fields)
    let title = fields.requiredText("title", mend: "say in one line what the rule finds")
    let category = category(fields)
    let window = fields.choice("where", RuleWindow.head)
    let isCaseSensitive = fields.choice("case", CaseSetting.ignore) == .match
    let required = conditions("when", fields)
    let forbidden = conditions("unless", fields)
    if !required.isDisjoint(with: forbidden) { reportContradiction(fields) }
    let patterns = PatternReader(header: header, file: file, window: window, isCaseSensitive: isCaseSensitive)
      .patterns(fields, isGuarded: !required.isEmpty || window == .start || window == .whole)
    let examples = ExampleReader(file: file).examples(fields)
    let status = fields.choice("status", RuleStatus.stable)
    let (excluded, bytes) = (regions(fields), bounds(fields))
    let sources = fields.list("sources").compactMap { FieldReader.text(of: $0, called: "a source", file: file) }
    let why = fields.text("why") ?? ""
    guard let id, let title, let category, !patterns.isEmpty else { return nil }
    return DetectionRule(
      id: RuleID(id), pack: header.pack, language: header.language, isForEveryLanguage: header.isForEveryLanguage,
      title: title, category: category, status: status, patterns: patterns,
      window: window, isCaseSensitive: isCaseSensitive, excluded: excluded, bytes: bytes, required: required,
      forbidden: forbidden, examples: examples, why: why, sources: sources, file: file.name, line: node.line)
  }

  private func identifier(_ fields: FieldReader) -> String? {
    let prefix = header.pack + "."
    guard let id = fields.requiredText("id", mend: "name the rule, such as `id: \(prefix)what-it-finds`"),
      let node = fields.node("id")
    else { return nil }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-".utf8)
    if !id.utf8.allSatisfy(allowed.contains) {
      file.report(.badID, at: node, "`\(id)` holds other characters than an id may", mend: "use a-z, 0-9, `.` and `-`")
    } else if !header.pack.isEmpty, !id.hasPrefix(prefix) || id == prefix {
      file.report(.badID, at: node, "`\(id)` does not begin with the pack's name", mend: "begin with `\(prefix)`")
    }
    return id
  }

  private func category(_ fields: FieldReader) -> FeedbackCategory? {
    let known = FeedbackCategory.allCases.map(\.rawValue)
    guard let text = fields.requiredText("category", mend: "use one of \(known.joined(separator: ", "))"),
      let node = fields.node("category")
    else { return nil }
    if let category = FeedbackCategory(rawValue: text) { return category }
    fields.reportBadValue(text, of: "category", at: node, known: known)
    return nil
  }

  private func conditions(_ name: String, _ fields: FieldReader) -> RuleConditions {
    var result: RuleConditions = []
    for node in fields.list(name) {
      guard let text = FieldReader.text(of: node, called: "a condition", file: file) else { continue }
      if let condition = RuleCondition(rawValue: text) {
        result.formUnion(RuleConditions(condition))
      } else {
        fields.reportBadValue(text, of: name, at: node, known: RuleCondition.allCases.map(\.rawValue))
      }
    }
    return result
  }

  private func reportContradiction(_ fields: FieldReader) {
    guard let node = fields.node("unless") else { return }
    file.report(
      .neverMatches, at: node, "a condition stands under `when` and under `unless`", mend: "take it out of one of them")
  }

  private func regions(_ fields: FieldReader) -> TextRegions {
    guard fields.node("not_in") != nil else { return [.code, .quote] }
    var result: TextRegions = []
    for node in fields.list("not_in") {
      guard let text = FieldReader.text(of: node, called: "a region", file: file) else { continue }
      if let named = TextRegions.names.first(where: { $0.name == text }) {
        result.formUnion(named.regions)
      } else {
        fields.reportBadValue(text, of: "not_in", at: node, known: TextRegions.names.map(\.name))
      }
    }
    return result
  }

  private func bounds(_ fields: FieldReader) -> ClosedRange<Int> {
    let least = fields.number("min_bytes") ?? 0
    let most = fields.number("max_bytes") ?? Int.max
    if least <= most { return least...most }
    if let node = fields.node("max_bytes") {
      file.report(
        .neverMatches, at: node, "`max_bytes` is below `min_bytes`",
        mend: "write \(least) or more, or lower `min_bytes`")
    }
    return least...least
  }
}
