import Patterns
import YAMLReading

/// Reads and compiles the patterns of one rule.
struct PatternReader {
  let header: PackReader.Header
  let file: PackFile
  let window: RuleWindow
  let isCaseSensitive: Bool

  /// The patterns that compile. `isGuarded` says that a pattern without literals costs little all the same: conditions
  /// keep the rule from running everywhere, or it is anchored and fails at once.
  func patterns(_ fields: FieldReader, isGuarded: Bool) -> [RulePattern] {
    nodes(fields).compactMap { node in
      guard let source = FieldReader.text(of: node, called: "a pattern", file: file),
        let expanded = expanded(source, at: node)
      else { return nil }
      return pattern(source: source, expanded: expanded, at: node, isGuarded: isGuarded)
    }
  }

  private func nodes(_ fields: FieldReader) -> [YAMLNode] {
    switch (fields.node("pattern"), fields.node("patterns")) {
    case (let one?, nil): return [one]
    case (nil, .some):
      let many = fields.list("patterns")
      if many.isEmpty { fields.reportMissing("patterns", mend: "write at least one pattern") }
      return many
    case (.some, let many?):
      file.report(.badValue, at: many, "a rule has `pattern` or `patterns`, not both", mend: "put all into `patterns`")
      return []
    case (nil, nil):
      fields.reportMissing("pattern", mend: "write `pattern`, or `patterns` with a list")
      return []
    }
  }

  private func expanded(_ source: String, at node: YAMLNode) -> String? {
    do {
      return try PatternTranslation.expanded(source, fragments: header.fragments)
    } catch {
      file.reportUnknownFragment(error.name, at: node, known: header.fragments)
      return nil
    }
  }

  private func pattern(source: String, expanded: String, at node: YAMLNode, isGuarded: Bool) -> RulePattern? {
    let translated = PatternTranslation.translated(expanded)
    let options: PatternOptions = isCaseSensitive ? [] : .caseless
    do {
      let fitted = PatternTranslation.fitted(translated, to: window)
      // The bare pattern is compiled for what it says of itself; its offsets fit the text that is shown.
      let bare = try CompiledPattern(translated, options: options, isMatched: fitted == translated)
      if bare.canMatchEmpty { reportEmpty(at: node) }
      let literals = RequiredLiterals(of: translated)
      if literals == nil, !isGuarded { reportNoLiteral(at: node) }
      return RulePattern(
        source: source, translation: fitted,
        compiled: fitted == translated ? bare : try CompiledPattern(fitted, options: options), literals: literals,
        line: node.line)
    } catch {
      report(error, in: translated, at: node)
      return nil
    }
  }

  private func report(_ error: PatternError, in translated: String, at node: YAMLNode) {
    let before = String(decoding: translated.utf8.prefix(error.offset), as: UTF8.self)
    file.report(
      .patternDoesNotCompile, at: node, "\(error.message), behind `\(before.suffix(24))`",
      mend: "mend the pattern there; a bracket or `?` that is meant as such needs a backslash")
  }

  private func reportEmpty(at node: YAMLNode) {
    file.report(
      .matchesEmpty, at: node, "the pattern matches the empty text, and so everywhere",
      mend: "make one part of it compulsory: `+` for `*`, or no `?`")
  }

  private func reportNoLiteral(at node: YAMLNode) {
    file.report(
      .noLiteral, at: node, "no word that every match holds: the pattern is tried on every follow-up",
      mend: "give each alternative a fixed word, or guard the rule with `when`")
  }
}
