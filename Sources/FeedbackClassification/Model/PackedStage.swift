import FeedbackDetection

/// The first stage as it is run: the weights of both targets side by side, those of n-grams in whole numbers, numbered by
/// a bitmap small enough to stay near the processor. Immutable, shared by all threads.
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
  /// What is added to a weight, so that a sum of several in one machine word carries nothing from one to the next.
  private static let bias = 1 << 15
  /// The lanes in the order in which a row has them.
  private static let lanes = [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13]
  /// One over this is the unit of the whole numbers.
  private static let unitsInOne: Float = 1024

  /// For 64 places each: one bit for each that has weights.
  private let known: UnsafeMutablePointer<UInt64>
  /// How many places before these 64 have weights.
  private let ranks: UnsafeMutablePointer<UInt16>
  /// For each place with weights the lanes that are used, in three machine words of four weights, made positive. A fourth
  /// word keeps rows from lying across two lines of cache.
  private let table: UnsafeMutablePointer<SIMD4<UInt64>>

  init(scaling: DenseScaling, dense: [Weights], places: [UInt32], weights: [SIMD16<Int16>]) {
    precondition(places.count <= Self.mostPlaces, "more n-grams than an index of two bytes can number")
    self.scaling = scaling
    self.dense = dense
    self.places = places
    self.weights = weights
    let words = 1 << (FollowUpFeatures.placeBits - 6)
    known = .allocate(capacity: words)
    known.initialize(repeating: 0, count: words)
    for place in places { known[Int(place >> 6)] |= 1 << UInt64(place & 63) }
    ranks = .allocate(capacity: words)
    var rank = 0
    for word in 0..<words {
      ranks[word] = UInt16(rank)
      rank += known[word].nonzeroBitCount
    }
    table = .allocate(capacity: weights.count)
    for (number, row) in weights.enumerated() { (table + number).initialize(to: Self.packed(row)) }
  }

  deinit {
    known.deallocate()
    ranks.deallocate()
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
      sum += Weights(weights(of: places)) * (1 / (Self.unitsInOne * Float(places.count).squareRoot()))
    }
    return StageOneScores(categories: sum.lowHalf, relations: sum.highHalf)
  }

  /// The weights of n-grams together. In whole numbers, so that their order does not matter.
  private func weights(of places: [UInt32]) -> SIMD16<Int32> {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: places.count) { own in
      // First those that have weights, without a branch: half of them have, and no processor can foresee which.
      var count = 0
      for place in places {
        own[count] = place
        count &+= Int(truncatingIfNeeded: known[Int(place >> 6)] >> UInt64(place & 63) & 1)
      }
      // Their numbers before any row is read, so that many rows are waited for at a time: most come from far.
      for index in 0..<count { own[index] = number(of: own[index]) }
      var sums = RowSums()
      for index in 0..<count { sums.add(table[Int(own[index])]) }
      return sums.lanes(less: Self.bias * count)
    }
  }

  /// Which of the places with weights this one is.
  @inline(__always)
  private func number(of place: UInt32) -> UInt32 {
    let word = Int(place >> 6)
    let below = known[word] & (1 << UInt64(place & 63) - 1)
    return UInt32(ranks[word]) &+ UInt32(truncatingIfNeeded: below.nonzeroBitCount)
  }

  private static func packed(_ row: SIMD16<Int16>) -> SIMD4<UInt64> {
    var words = SIMD4<UInt64>.zero
    for (place, lane) in lanes.enumerated() {
      words[place / 4] |= UInt64(Int(row[lane]) + bias) << UInt64(16 * (place % 4))
    }
    return words
  }

  /// Sums of the four weights of each word of some rows: of the first and third in one number, of the second and fourth
  /// in another, 32 bits each.
  private struct RowSums {
    private var even = SIMD4<UInt64>.zero
    private var odd = SIMD4<UInt64>.zero
    private static let mask = SIMD4<UInt64>(repeating: 0x0000_FFFF_0000_FFFF)

    @inline(__always)
    mutating func add(_ row: SIMD4<UInt64>) {
      even &+= row & Self.mask
      odd &+= (row &>> 16) & Self.mask
    }

    func lanes(less bias: Int) -> SIMD16<Int32> {
      var result = SIMD16<Int32>.zero
      for (place, lane) in PackedStage.lanes.enumerated() {
        let pair = place & 1 == 0 ? even[place / 4] : odd[place / 4]
        result[lane] = Int32(Int(pair >> UInt64(16 * (place & 2)) & 0xFFFF_FFFF) - bias)
      }
      return result
    }
  }
}
