import FeedbackDetection

/// The first stage as it is run: the weights of both targets side by side, those of n-grams in whole numbers, so that an
/// n-gram is one look into an index and one load. Immutable, shared by all threads.
final class PackedStage: @unchecked Sendable {
  // Unchecked because of the pointers: written in `init`, freed in `deinit`, only read in between.

  /// Weights of the categories and none in the lanes from 0, of the relations in the lanes from 8.
  typealias Weights = SIMD16<Float>

  let scaling: DenseScaling
  /// By dense column; the intercept last.
  let dense: [Weights]
  /// The places that have weights, in rising order, and their weights in 1024ths.
  let places: [UInt32]
  let weights: [SIMD16<Int16>]
  /// More n-grams than so many are not kept.
  static let mostPlaces = Int(UInt16.max) - 1
  /// One over this is the unit of the whole numbers.
  private static let unitsInOne: Float = 1024

  /// For each place 0, or one more than the number of its weights.
  private let index: UnsafeMutablePointer<UInt16>
  private let table: UnsafeMutablePointer<SIMD16<Int16>>

  init(scaling: DenseScaling, dense: [Weights], places: [UInt32], weights: [SIMD16<Int16>]) {
    precondition(places.count <= Self.mostPlaces, "more n-grams than an index of two bytes can number")
    self.scaling = scaling
    self.dense = dense
    self.places = places
    self.weights = weights
    index = .allocate(capacity: 1 << FollowUpFeatures.placeBits)
    index.initialize(repeating: 0, count: 1 << FollowUpFeatures.placeBits)
    table = .allocate(capacity: weights.count + 1)
    table.initialize(repeating: .zero, count: weights.count + 1)
    for (number, place) in places.enumerated() {
      index[Int(place)] = UInt16(number + 1)
      table[number + 1] = weights[number]
    }
  }

  deinit {
    index.deallocate()
    table.deallocate()
  }

  /// Packs two stages that were fitted to the same columns. N-grams whose weights all round to zero are left out.
  convenience init(categories: StageOne, relations: StageOne) {
    let width = DenseFeature.allCases.count
    func both(_ column: Int) -> Weights {
      Weights(lowHalf: categories.weights[column], highHalf: relations.weights[column])
    }
    let columns = categories.columns.sorted { $0.key < $1.key }
    var (places, weights): ([UInt32], [SIMD16<Int16>]) = ([], [])
    for (place, column) in columns {
      let scaled = both(Int(column)) * Self.unitsInOne
      let bounded = scaled.clamped(lowerBound: Weights(repeating: -32_767), upperBound: Weights(repeating: 32_767))
      let rounded = SIMD16<Int16>(truncatingIfNeeded: SIMD16<Int32>(bounded.rounded(.toNearestOrEven)))
      if rounded != .zero {
        places.append(place)
        weights.append(rounded)
      }
    }
    self.init(
      scaling: categories.scaling, dense: (0..<width).map(both) + [both(categories.weights.count - 1)],
      places: places, weights: weights)
  }

  /// The scores of both targets.
  func scores(_ features: FollowUpFeatures) -> StageOneScores {
    var sum = dense[dense.count - 1]
    for column in 0..<features.dense.count { sum += dense[column] * scaling.scaled(features.dense[column], column) }
    for places in features.ngrams where !places.isEmpty {
      var group = SIMD16<Int32>.zero
      for place in places { group &+= SIMD16<Int32>(truncatingIfNeeded: table[Int(index[Int(place)])]) }
      sum += Weights(group) * (1 / (Self.unitsInOne * Float(places.count).squareRoot()))
    }
    return StageOneScores(categories: sum.lowHalf, relations: sum.highHalf)
  }
}
