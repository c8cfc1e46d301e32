internal import ArgumentParser
internal import FeedbackClassification
internal import FeedbackDetection
internal import FeedbackRules
internal import Pipeline
internal import Records

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Check, test, measure and list the detection rules.",
    discussion: "The rule language is described in docs/guide/rules.md.",
    subcommands: [RulesCheckCommand.self, RulesTestCommand.self, RulesListCommand.self, RulesEvaluateCommand.self])
}

struct RulesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with the rule packs, where, and how to mend it.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    do {
      let rules = try RuleSet.load(directory: try RuleDirectory.path(for: try common.settings()))
      for warning in rules.warnings { Console.print("\(warning)\n") }
      common.console.say("\(Amount.count(rules.rules.count, "rule")), no errors, \(rules.warnings.count) warning(s)")
    } catch RuleLoadingError.invalid(let diagnostics) {
      for diagnostic in diagnostics { Console.print("\(diagnostic)\n") }
      let errors = diagnostics.count { $0.severity == .error }
      common.console.say("\(errors) error(s), \(diagnostics.count - errors) warning(s)")
      throw ExitCode(1)
    }
  }
}

struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run every rule's examples.",
    discussion: "A `fires` example must match exactly what stands between « and »; a `silent` one must not match.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let directory = try RuleDirectory.path(for: try common.settings())
    let rules = try RuleSet.load(directory: directory)
    let results = ExampleRunner(rules: rules).run()
    let failures = results.filter { !$0.isAsExpected }
    for failure in failures { Console.print(Self.complaint(failure, rules.rules[failure.rule], directory)) }
    Console.print(
      "\(results.count - failures.count) of \(results.count) examples of \(Amount.count(rules.rules.count, "rule")) are as expected"
    )
    if !failures.isEmpty { throw ExitCode(1) }
  }

  private static func complaint(_ result: ExampleResult, _ rule: DetectionRule, _ directory: String) -> String {
    let place = "\(directory)/\(rule.file):\(result.example.line)"
    let expected = result.example.span.map { "a match at bytes \($0.start)–\($0.end)" } ?? "silence"
    let found = result.found.map { "a match at bytes \($0.start)–\($0.end)" } ?? "silence"
    return "\(place): \(rule.id): expected \(expected), got \(found)\n    \(TerminalText.line(result.example.text))"
  }
}

struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the rules with what each was measured to be worth.",
    discussion: """
      `right of hits`: on how many of the labelled follow-ups that the rule hit it named the category right. `worth`: that \
      precision shrunk towards its category's; below the floor a rule decides nothing.
      """)

  @Option(help: ArgumentHelp("Only this language.", valueName: "code")) var language: String?
  @Option(help: ArgumentHelp("Only this category.", valueName: "name")) var category: String?
  @OptionGroup var common: CommonOptions

  func run() throws {
    let rules = try RuleSet.load(directory: try RuleDirectory.path(for: try common.settings()))
    let values = RuleValues(rules: rules)
    let category: FeedbackCategory? = try category.map { try FilterOptions.value($0, for: "--category") }
    let language = try language.map { try Self.language($0, of: rules) }
    var table = TextTable([
      .init(title: "rule"), .init(title: "category"), .init(title: "status"),
      .init(title: "right of hits", alignment: .right),
      .init(title: "worth", alignment: .right), .init(title: "title", most: 60),
    ])
    for (place, rule) in rules.rules.enumerated()
    where language.map({ $0 == rule.language }) ?? true && category.map({ $0 == rule.category }) ?? true {
      let measured = rules.measured(place)
      table.add([
        rule.id.rawValue, rule.category.rawValue, rule.status.rawValue, "\(measured.right) of \(measured.hits)",
        Amount.fixed(values[place], 2), rule.title,
      ])
    }
    table.lines.forEach(Console.print)
  }

  private static func language(_ name: String, of rules: RuleSet) throws -> String {
    let known = Set(rules.rules.map(\.language))
    let code = LanguageNames.code(of: name)
    if known.contains(code) { return code }
    throw UsageError(
      "no rule is in the language `\(TerminalText.line(name))`\n  known are: \(known.sorted().joined(separator: ", "))")
  }
}
