internal import Foundation

/// How often each word occurs, whole and in each part.
struct WordCounts {
  private var counts: [Int32: Int] = [:]
  private var inPart: [[Int32: Int]] = Array(repeating: [:], count: RequestGroup.parts)

  mutating func add(_ words: [Int32], part: Int) {
    for word in words {
      counts[word, default: 0] += 1
      inPart[part][word, default: 0] += 1
    }
  }

  var estimate: RequestDiversity.Estimate? {
    guard let whole = Self.expected(counts.values) else { return nil }
    return Jackknife.estimate(whole, bounds: 0...Double(RequestDiversity.drawnWords)) { part in
      Self.expected(counts.map { word, count in count - inPart[part][word, default: 0] })
    }
  }

  /// The expected number of different words among those drawn; nil where there are fewer.
  private static func expected(_ counts: some Sequence<Int>) -> Double? {
    let present = counts.filter { $0 > 0 }.sorted()
    let (all, drawn) = (present.reduce(0, +), RequestDiversity.drawnWords)
    guard all >= drawn else { return nil }
    func logFactorial(_ number: Int) -> Double { lgamma(Double(number) + 1) }
    return present.reduce(0) { sum, count in
      guard all - count >= drawn else { return sum + 1 }
      // The probability that none of the drawn words is this one.
      let none =
        logFactorial(all - count) - logFactorial(all - count - drawn) - logFactorial(all)
        + logFactorial(all - drawn)
      return sum + 1 - exp(none)
    }
  }
}

/// Sums of unit vectors, whole and in each part: the mean similarity of all pairs follows from their lengths, without a look
/// at pairs.
struct TopicSums {
  private var sum: [Int32: Double] = [:]
  private var inPart: [[Int32: Double]] = Array(repeating: [:], count: RequestGroup.parts)
  private var requests = 0
  private var requestsInPart = Array(repeating: 0, count: RequestGroup.parts)

  mutating func add(_ vector: [(word: Int32, weight: Double)], part: Int) {
    requests += 1
    requestsInPart[part] += 1
    for (word, weight) in vector {
      sum[word, default: 0] += weight
      inPart[part][word, default: 0] += weight
    }
  }

  var estimate: RequestDiversity.Estimate? {
    guard requests >= RequestDiversity.fewestRequests,
      let whole = Self.topics(squares: sum.map { $0.value * $0.value }, requests)
    else { return nil }
    return Jackknife.estimate(whole, bounds: 1...Double.infinity) { part in
      Self.topics(
        squares: sum.map { word, weight in
          let left = weight - inPart[part][word, default: 0]
          return left * left
        }, requests - requestsInPart[part])
    }
  }

  private static func topics(squares: [Double], _ requests: Int) -> Double? {
    guard requests > 1 else { return nil }
    // Sorted, because the order of a hash table is another one in each process.
    let length = squares.sorted().reduce(0, +)
    let similarity = (length - Double(requests)) / (Double(requests) * Double(requests - 1))
    return similarity > 0 ? 1 / similarity : nil
  }
}

/// The delete-a-group jackknife (Kott 2001).
private enum Jackknife {
  static func estimate(
    _ whole: Double, bounds: ClosedRange<Double>, without: (Int) -> Double?
  ) -> RequestDiversity.Estimate? {
    let parts = (0..<RequestGroup.parts).compactMap(without)
    guard parts.count == RequestGroup.parts else { return nil }
    let count = Double(parts.count)
    let mean = parts.reduce(0, +) / count
    let variance = (count - 1) / count * parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // Student's t at 97.5 % with 19 degrees of freedom.
    let margin = 2.093 * variance.squareRoot()
    return RequestDiversity.Estimate(
      value: whole, lower: max(bounds.lowerBound, whole - margin), upper: min(bounds.upperBound, whole + margin))
  }
}
