internal import Records

extension Measured {
  /// A share of trials, with its Wilson interval. There is at least one trial.
  init(share successes: Int, of trials: Int) {
    self.init(Double(successes) / Double(trials), Interval(WilsonInterval(successes: successes, of: trials)))
  }

  /// The mean of values that each lie in 0 … 1 and are independent; there is at least one.
  ///
  /// The interval is Wilson's, of as many trials of yes and no as would be as uncertain: never fewer than there are
  /// values, because no values in 0 … 1 vary more than yes and no do. So it is honest where all values are alike, too.
  init(meanOfShares values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = count > 1 ? squares / (count - 1) : 0
    let trials = variance > 0 ? max(count, mean * (1 - mean) / variance * count) : count
    self.init(mean, Interval(wilson: mean, effectiveTrials: trials))
  }

  /// The mean of values that each lie in −1 … 1 and are independent, such as differences of yes and no.
  init(meanOfDifferences values: [Double]) {
    self = Measured(meanOfShares: values.map { ($0 + 1) / 2 }).mapped { 2 * $0 - 1 }
  }
}

extension Interval {
  /// The interval of an agreement beyond chance, 1 − disagreement / (disagreement by chance).
  ///
  /// It is that of the disagreement, by Wilson's method for as many trials as give this standard error. The normal
  /// interval was tried: near full agreement it held the truth in 90 of 100 cases only. Where all `items` are judged
  /// alike there is no standard error, and they are the trials.
  init(kappa value: Double, standardError: Double, disagreement: Double, byChance: Double, items: Int) {
    let deviation = standardError * byChance
    let trials = deviation > 0 ? disagreement * (1 - disagreement) / (deviation * deviation) : Double(items)
    let wilson = Interval(wilson: disagreement, effectiveTrials: trials)
    self.init(
      lower: max(-1, min(value, 1 - wilson.upper / byChance)), upper: min(1, max(value, 1 - wilson.lower / byChance)))
  }
}
