import FeedbackDetection
import FeedbackRules
import Records
import Testing

/// The packs of the repository. An example that is not as expected fails at its own line of YAML.
@Suite struct ShippedRulesTests {
  @Test func everyExampleIsAsExpected() throws {
    let rules = try ShippedRules.load()
    let results = ExampleRunner(rules: rules).run()
    #expect(!results.isEmpty)
    for result in results where !result.isAsExpected {
      let rule = rules.rules[result.rule]
      Issue.record(
        "\(rule.id): expected \(describe(result.example.span, result)), found \(describe(result.found, result))",
        sourceLocation: SourceLocation(
          fileID: "Rules/\(rule.file)", filePath: "\(ShippedRules.directory)/\(rule.file)", line: result.example.line,
          column: 1))
    }
  }

  @Test func noPatternIsTriedEverywhereWithoutAGuard() throws {
    #expect(try ShippedRules.load().warnings.map(\.description) == [])
  }

  private func describe(_ span: ByteSpan?, _ result: ExampleResult) -> String {
    guard let span else { return "no match" }
    return "«\(String(decoding: Array(result.example.text.utf8)[span.start..<span.end], as: UTF8.self))»"
  }
}
