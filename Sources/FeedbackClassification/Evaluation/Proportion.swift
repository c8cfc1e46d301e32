/// A share of counted things with Wilson's 95 % score interval (Wilson 1927).
public struct Proportion: Hashable, Sendable {
  public let successes: Int
  public let trials: Int

  /// `successes` of `trials`.
  public init(_ successes: Int, of trials: Int) {
    precondition(0 <= successes && successes <= trials, "a share must lie between nothing and all")
    self.successes = successes
    self.trials = trials
  }

  /// The share; nil of nothing.
  public var value: Double? { trials == 0 ? nil : Double(successes) / Double(trials) }

  /// The interval; 0 to 1 of nothing.
  public var interval: ClosedRange<Double> {
    guard let share = value else { return 0...1 }
    let z = 1.959_963_984_540_054
    let n = Double(trials)
    let middle = share + z * z / (2 * n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return max(0, (middle - half) / scale)...min(1, (middle + half) / scale)
  }
}
