public import FeedbackRules
public import Records

/// Makes at most one verdict of the signals of one follow-up.
///
/// A category *stands* when its best rule is worth the floor or more (`RuleValues`); rules on trial do not count. Of the
/// categories that stand the first in the order of priority is taken, with the value of its best rule as confidence.
/// Values are not added up over rules: rules of one category match the same words, so that two matches are seldom two
/// pieces of evidence.
public struct SignalFusion: Sendable {
  /// What a rule must be worth for its category to stand, unless said otherwise.
  public static let usualFloor = 0.5

  public let values: RuleValues
  public let floor: Double
  private let categories: [FeedbackCategory]
  private let isDeciding: [Bool]

  public init(rules: RuleSet, values: RuleValues, floor: Double = SignalFusion.usualFloor) {
    self.values = values
    self.floor = floor
    categories = rules.rules.map(\.category)
    isDeciding = rules.rules.map { $0.status == .stable }
  }

  public init(rules: RuleSet, floor: Double = SignalFusion.usualFloor) {
    self.init(rules: rules, values: RuleValues(rules: rules), floor: floor)
  }

  /// The verdict; nil where no category stands. The same signals in another order give the same verdict.
  public func verdict(on signals: [Signal]) -> Verdict? {
    guard let (category, best) = winner(among: signals) else { return nil }
    return Verdict(
      category: category, isMixed: category.polarity == .negative && strongest(for: .positiveFeedback, signals) != nil,
      confidence: values[best.rule], span: best.span, evidence: evidence(for: category, signals))
  }

  private func winner(among signals: [Signal]) -> (FeedbackCategory, Signal)? {
    if signals.isEmpty { return nil }
    // `allCases` is in the order of priority.
    for category in FeedbackCategory.allCases {
      if let best = strongest(for: category, signals) { return (category, best) }
    }
    return nil
  }

  /// The strongest signal of a category; nil where the category does not stand.
  private func strongest(for category: FeedbackCategory, _ signals: [Signal]) -> Signal? {
    var best: Signal?
    for signal in signals where speaks(signal, for: category) && values[signal.rule] >= floor {
      if best.map({ isStronger(signal.rule, than: $0.rule) }) ?? true { best = signal }
    }
    return best
  }

  private func evidence(for category: FeedbackCategory, _ signals: [Signal]) -> [Int] {
    var rules: [Int] = []
    for signal in signals where speaks(signal, for: category) { rules.append(signal.rule) }
    if rules.count > 1 { rules.sort(by: isStronger) }
    return rules
  }

  private func speaks(_ signal: Signal, for category: FeedbackCategory) -> Bool {
    categories[signal.rule] == category && isDeciding[signal.rule]
  }

  /// Rules of equal value stand in the order of their ids.
  private func isStronger(_ rule: Int, than other: Int) -> Bool {
    values[rule] != values[other] ? values[rule] > values[other] : rule < other
  }
}
