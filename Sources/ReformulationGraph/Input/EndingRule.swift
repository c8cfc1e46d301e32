internal import Records

/// How a path of requests ended: the shares of success, failure and unknown in ten-thousandths, 10,000 together.
///
/// The dataset has its probabilities to four decimals, so that these sums are exact: they can be added in any order and
/// taken back.
public struct Ending: Hashable, Sendable, Codable {
  public var success: Int
  public var failure: Int
  public var unknown: Int

  public init(success: Int = 0, failure: Int = 0, unknown: Int = 0) {
    self.success = success
    self.failure = failure
    self.unknown = unknown
  }

  /// What one path weighs.
  public static let unit = 10_000

  public static func += (left: inout Ending, right: Ending) {
    left.success += right.success
    left.failure += right.failure
    left.unknown += right.unknown
  }

  static prefix func - (ending: Ending) -> Ending {
    Ending(success: -ending.success, failure: -ending.failure, unknown: -ending.unknown)
  }

  var isZero: Bool { success == 0 && failure == 0 && unknown == 0 }
}

/// What the end of a path counts as. The last request's answer decides, by the estimates of its satisfaction.
///
/// Most conversations simply end. Such an end is unknown, and neither success nor failure, else every wording that users
/// give up on would count as good.
public struct EndingRule: Hashable, Sendable, Codable {
  /// Whether the probabilities themselves are the shares.
  public var isSoft: Bool
  /// From which probability on an end is a success or a failure where the rule is not soft; above ½, so that it is not
  /// both.
  public var threshold: Double
  /// The part of what is unknown that is success where the user went on with the next step of the same task, 0 to 1.
  /// That is a guess which no label supports, and is 0 unless set.
  public var continuationShare: Double

  public init(isSoft: Bool = false, threshold: Double = 0.5, continuationShare: Double = 0) {
    precondition(threshold >= 0.5 && threshold <= 1, "the threshold must lie between 0.5 and 1")
    precondition((0...1).contains(continuationShare), "the share must lie between 0 and 1")
    self.isSoft = isSoft
    self.threshold = threshold
    self.continuationShare = continuationShare
  }

  /// How the path ends whose last request is `step`, when the message behind it has this relation to it.
  func ending(of step: GraphStep, next: Relation?) -> Ending {
    var ending = isSoft ? Self.shares(of: step) : verdict(on: step)
    if next == .followUp {
      let part = Int((Double(ending.unknown) * continuationShare).rounded())
      ending.success += part
      ending.unknown -= part
    }
    return ending
  }

  private static func shares(of step: GraphStep) -> Ending {
    let success = units(step.satisfied)
    let failure = min(units(step.dissatisfied), Ending.unit - success)
    return Ending(success: success, failure: failure, unknown: Ending.unit - success - failure)
  }

  private func verdict(on step: GraphStep) -> Ending {
    if step.satisfied > step.dissatisfied, step.satisfied >= threshold { return Ending(success: Ending.unit) }
    if step.dissatisfied > step.satisfied, step.dissatisfied >= threshold { return Ending(failure: Ending.unit) }
    return Ending(unknown: Ending.unit)
  }

  /// A value that is no number counts as 0: nothing is known.
  private static func units(_ probability: Double) -> Int {
    probability.isNaN ? 0 : Int((min(1, max(0, probability)) * Double(Ending.unit)).rounded())
  }
}
