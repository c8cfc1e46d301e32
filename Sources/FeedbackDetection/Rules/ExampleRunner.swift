public import FeedbackRules
public import Records

/// What came of one example of a rule.
public struct ExampleResult: Hashable, Sendable {
  /// The rule's place in the rule set.
  public let rule: Int
  public let example: RuleExample
  /// Where the rule matched; nil where it did not.
  public let found: ByteSpan?

  /// Whether the rule matched exactly what the example marks, or stayed silent where it marks nothing.
  public var isAsExpected: Bool { found == example.span }
}

/// Runs the examples of a rule set, each against the rule that it belongs to, with no language stated.
public struct ExampleRunner {
  private let rules: RuleSet
  private let detector: FeedbackDetector

  public init(rules: RuleSet) {
    self.rules = rules
    detector = FeedbackDetector(rules: rules)
  }

  /// The results in the order of rules and examples. Drafts and retired rules are not run and give none.
  public func run() -> [ExampleResult] {
    var results: [ExampleResult] = []
    var signals: [Signal] = []
    for (place, rule) in rules.rules.enumerated() where rule.status.isRun {
      for example in rule.examples {
        detect(example, number: results.count, into: &signals)
        let found = signals.first { $0.rule == place }?.span
        results.append(ExampleResult(rule: place, example: example, found: found))
      }
    }
    return results
  }

  private func detect(_ example: RuleExample, number: Int, into signals: inout [Signal]) {
    withBytes(of: example.text) { text in
      withBytes(of: example.answer) { answer in
        withBytes(of: example.next) { next in
          withBytes(of: example.previous) { previous in
            withUnsafePointer(to: previous) { earlier in
              let followUp = FollowUp(
                text: text, answer: answer, next: next, earlier: UnsafeBufferPointer(start: earlier, count: 1),
                conversation: number, turn: 3, isFirst: false, language: .unknown)
              detector.detect(followUp, into: &signals)
            }
          }
        }
      }
    }
  }

  private func withBytes(of text: String, _ body: (UnsafeRawBufferPointer) -> Void) {
    var text = text
    text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}
