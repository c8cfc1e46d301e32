import FeedbackDetection

/// The first of the model's two linear stages: scores of classes from the wording and the dense features alone.
struct StageOne: Sendable {
  /// Places of n-grams that have a column, with its number behind the dense columns.
  let columns: [UInt32: Int32]
  let scaling: DenseScaling
  /// One vector for each dense feature, then for each n-gram with a column, then the intercept.
  let weights: [SIMD8<Float>]

  /// The scores of the classes, in the lanes from 0.
  func scores(dense: some Collection<Float>, ngrams: [[UInt32]]) -> SIMD8<Float> {
    var sum = weights[weights.count - 1]
    for (column, value) in dense.enumerated() { sum += weights[column] * scaling.scaled(value, column) }
    for places in ngrams where !places.isEmpty {
      var group = SIMD8<Float>.zero
      for place in places { if let column = columns[place] { group += weights[Int(column)] } }
      sum += group * (1 / Float(places.count).squareRoot())
    }
    return sum
  }

  func scores(_ example: TrainingExample) -> SIMD8<Float> { scores(dense: example.dense, ngrams: example.ngrams) }
}

/// Brings dense features to one scale: the distance from the mean in standard deviations, from -4 to 4, times a share.
struct DenseScaling: Hashable, Sendable {
  let means: [Float]
  /// What a distance from the mean is multiplied by, before the bounds.
  let factors: [Float]

  /// How much the dense features count against the n-grams.
  static let share: Float = 0.2

  init(means: [Float], factors: [Float]) {
    self.means = means
    self.factors = factors
  }

  init(_ rows: [[Float]]) {
    let count = Double(max(1, rows.count))
    let width = rows.first?.count ?? 0
    var (sums, squares) = (Array(repeating: 0.0, count: width), Array(repeating: 0.0, count: width))
    for row in rows {
      for (column, value) in row.enumerated() {
        sums[column] += Double(value)
        squares[column] += Double(value) * Double(value)
      }
    }
    means = sums.map { Float($0 / count) }
    factors = zip(sums, squares).map { sum, square in
      Float(1 / (max(0, square / count - sum / count * (sum / count)).squareRoot() + 1e-6))
    }
  }

  @inline(__always)
  func scaled(_ value: Float, _ column: Int) -> Float {
    max(-4, min(4, (value - means[column]) * factors[column])) * Self.share
  }
}

/// What the first stage is fitted to: the rows of some examples, made once for all targets.
struct StageOneProblem {
  private let rows: SparseRows
  private let columns: [UInt32: Int32]
  private let scaling: DenseScaling
  private let columnCount: Int

  /// An n-gram has a column where so many examples have it.
  private static let fewestExamples = 5

  init(_ examples: [TrainingExample]) {
    let width = DenseFeature.allCases.count
    scaling = DenseScaling(examples.map(\.dense))
    columns = Self.columns(of: examples, behind: width)
    columnCount = width + columns.count
    var rows = SparseRows()
    for example in examples {
      for (column, value) in example.dense.enumerated() {
        rows.append(column: column, value: scaling.scaled(value, column))
      }
      for places in example.ngrams where !places.isEmpty {
        let value = 1 / Float(places.count).squareRoot()
        for place in places { if let column = columns[place] { rows.append(column: Int(column), value: value) } }
      }
      rows.endRow()
    }
    self.rows = rows
  }

  /// Numbers the places that are common enough, in their order.
  private static func columns(of examples: [TrainingExample], behind width: Int) -> [UInt32: Int32] {
    var counts = [UInt8](repeating: 0, count: 1 << FollowUpFeatures.placeBits)
    for example in examples {
      for places in example.ngrams { for place in places where counts[Int(place)] < 255 { counts[Int(place)] += 1 } }
    }
    var result: [UInt32: Int32] = [:]
    let fewest = Self.fewest(counts)
    for (place, count) in counts.enumerated() where count >= fewest {
      result[UInt32(place)] = Int32(width + result.count)
    }
    return result
  }

  /// How many examples must have an n-gram, so that no more are kept than a packed stage can number.
  private static func fewest(_ counts: [UInt8]) -> Int {
    var fewest = fewestExamples
    while counts.count(where: { $0 >= fewest }) > PackedStage.mostPlaces { fewest += 1 }
    return fewest
  }

  /// Fits the stage to labels, one for each example; nil leaves an example out.
  func fit(_ labels: [Int?], classCount: Int, trainer: SoftmaxTrainer) -> StageOne {
    let weights = trainer.fit(
      rows, labels: labels.map { $0 ?? 0 }, importance: labels.map { $0 == nil ? 0 : 1 }, classCount: classCount,
      columnCount: columnCount)
    return StageOne(columns: columns, scaling: scaling, weights: weights)
  }
}
