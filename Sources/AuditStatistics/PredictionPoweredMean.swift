internal import Records

/// The mean of a quantity over all items, from a prediction for each and the true value of those drawn.
///
/// The mean of λ · prediction is known. To it the mean of value − λ · prediction is added, which is estimated from the
/// drawn items alone; whatever λ is, the predictions' errors cancel. λ = 1 is prediction-powered inference
/// (Angelopoulos et al., arXiv 2301.09633; as the difference estimator it is much older: Särndal, Swensson and Wretman,
/// "Model Assisted Survey Sampling", 1992, chapter 6), λ = 0 does without predictions, and the λ of least variance is
/// PPI++ (arXiv 2311.01453).
///
/// For real predictions such as probabilities. For classes and their precision and recall there is `AuditTable`, whose
/// intervals hold with few events also.
public struct PredictionPoweredMean: Hashable, Sendable {
  /// One item. A value that is not drawn is nil; a probability of 1 is a certain item, which stands for itself alone.
  public struct Item: Hashable, Sendable {
    public var prediction: Double
    public var drawn: Draw?

    public struct Draw: Hashable, Sendable {
      public var value: Double
      public var probability: Double

      public init(value: Double, probability: Double) {
        precondition(probability > 0 && probability <= 1, "what was drawn was drawn with a probability in 0 < p <= 1")
        self.value = value
        self.probability = probability
      }
    }

    public init(prediction: Double, drawn: Draw? = nil) {
      self.prediction = prediction
      self.drawn = drawn
    }
  }

  /// How drawn items stand for the others.
  public enum Weighting: String, CaseIterable, Hashable, Sendable {
    /// The sum of weighted values, over the number of items (Horvitz–Thompson): unbiased, and as uncertain as the
    /// number of items that happened to be drawn.
    case total
    /// The weighted mean (Hájek): nearly unbiased, and free of that.
    case mean
  }

  /// How the predictions are used.
  public enum Tuning: Hashable, Sendable {
    case fixed(Double)
    /// The λ of least variance, estimated from the drawn items.
    case leastVariance
  }

  public let value: Double
  /// Over draws, for these items.
  public let standardError: Double
  public let lambda: Double
  public let drawn: Int

  /// The normal interval at 95 %.
  public var interval: Interval { Interval(normal: value, standardError: standardError) }

  /// For a mean that is a share: the Wilson interval of as many trials as give the same standard error. It stays in 0 …
  /// 1.
  public var shareInterval: Interval {
    let share = min(1, max(0, value))
    let variance = standardError * standardError
    return Interval(wilson: share, effectiveTrials: variance > 0 ? share * (1 - share) / variance : Double(drawn))
  }

  /// Nil where there are items of which nothing is known, or no items.
  public init?(_ items: some Collection<Item>, weighting: Weighting = .mean, tuning: Tuning = .leastVariance) {
    var sums = Sums()
    for item in items { sums.add(item) }
    self.init(sums, weighting, tuning)
  }

  private init?(_ sums: Sums, _ weighting: Weighting, _ tuning: Tuning) {
    let count = Double(sums.certain + sums.open)
    guard count > 0, sums.open == 0 || sums.drawn > 0 else { return nil }
    drawn = sums.drawn
    guard sums.open > 0 else {
      (value, standardError, lambda) = (sums.certainValue / count, 0, 0)
      return
    }
    let open = Double(sums.open)
    let predicted = sums.prediction / open
    // The centre of the residuals: with the mean's weighting, what all have in common has no variance.
    let (meanValue, meanPrediction, weight) =
      weighting == .mean
      ? (sums.value / sums.weight, sums.weightedPrediction / sums.weight, sums.weight) : (0, 0, open)
    let spread = sums.spread(around: meanValue, meanPrediction)
    lambda =
      switch tuning {
      case .fixed(let lambda): lambda
      case .leastVariance: spread.prediction > 0 ? spread.product / spread.prediction : 0
      }
    let residual = (sums.value - lambda * sums.weightedPrediction) / weight
    let variance =
      max(0, spread.value - 2 * lambda * spread.product + lambda * lambda * spread.prediction) / (weight * weight)
    value = (sums.certainValue + open * (lambda * predicted + residual)) / count
    standardError = variance.squareRoot() * open / count
  }

  /// What one pass over the items keeps.
  private struct Sums {
    var certain = 0
    var certainValue = 0.0
    /// Items that are not certain, and their predictions.
    var open = 0
    var prediction = 0.0
    /// Drawn items, weighted by 1/π.
    var drawn = 0
    var weight = 0.0
    var value = 0.0
    var weightedPrediction = 0.0
    /// Drawn items, weighted by (1 − π)/π²: 1, y, g, y², y·g, g².
    var second = [Double](repeating: 0, count: 6)

    mutating func add(_ item: Item) {
      if let draw = item.drawn, draw.probability >= 1 {
        certain += 1
        certainValue += draw.value
        return
      }
      open += 1
      prediction += item.prediction
      guard let draw = item.drawn else { return }
      let (y, g, p) = (draw.value, item.prediction, draw.probability)
      drawn += 1
      weight += 1 / p
      value += y / p
      weightedPrediction += g / p
      for (place, term) in [1, y, g, y * y, y * g, g * g].enumerated() { second[place] += term * (1 - p) / (p * p) }
    }

    /// The weighted squares and products of deviations from `y` and `g`.
    func spread(around y: Double, _ g: Double) -> (value: Double, product: Double, prediction: Double) {
      (
        second[3] - 2 * y * second[1] + y * y * second[0],
        second[4] - g * second[1] - y * second[2] + y * g * second[0],
        second[5] - 2 * g * second[2] + g * g * second[0]
      )
    }
  }
}
