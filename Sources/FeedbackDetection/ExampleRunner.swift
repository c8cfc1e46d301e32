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
    var (text, answer, previous) = (example.text, example.answer, example.previous)
    text.withUTF8 { text in
      answer.withUTF8 { answer in
        previous.withUTF8 { previous in
          withUnsafePointer(to: UnsafeRawBufferPointer(previous)) { earlier in
            let followUp = FollowUp(
              text: UnsafeRawBufferPointer(text), answer: UnsafeRawBufferPointer(answer),
              earlier: UnsafeBufferPointer(start: earlier, count: 1), conversation: number, turn: 3, isFirst: false,
              language: .unknown)
            detector.detect(followUp, into: &signals)
          }
        }
      }
    }
  }
}
