import Foundation

/// Multinomial logistic regression with an L2 penalty, by L-BFGS over all rows (Liu and Nocedal 1989). The same rows in
/// the same order give the same weights.
///
/// Up to eight classes lie side by side in one SIMD vector, so that a column is one load.
struct SoftmaxTrainer {
  typealias Weights = SIMD8<Float>

  /// How strongly weights are drawn to zero.
  var penalty: Float = 0.3
  var iterations = 100
  /// Training ends when an iteration betters the loss by less than this share.
  var tolerance = 1e-6

  /// Corrections that L-BFGS keeps.
  private static let memory = 8

  /// Fits weights, one vector a column, the intercept last and free of penalty.
  ///
  /// - Parameters:
  ///   - labels: For each row its class, from 0.
  ///   - importance: For each row how much it counts.
  ///   - columnCount: Columns of the rows.
  func fit(
    _ rows: SparseRows, labels: [Int], importance: [Float], classCount: Int, columnCount: Int
  ) -> [Weights] {
    let problem = Problem(
      rows: rows, labels: labels, importance: importance, classCount: classCount, columnCount: columnCount,
      penalty: penalty)
    var point = [Weights](repeating: .zero, count: columnCount + 1)
    var gradient = point
    var loss = problem.evaluate(point, into: &gradient)
    var history: [(step: [Weights], change: [Weights], scale: Double)] = []
    for _ in 0..<iterations {
      let direction = Self.direction(gradient, history)
      let slope = Self.dot(direction, gradient)
      guard slope < 0 else { break }
      guard let next = search(problem, from: point, loss, along: direction, slope, isFirst: history.isEmpty) else {
        break
      }
      let step = Self.difference(next.point, point)
      let change = Self.difference(next.gradient, gradient)
      let curvature = Self.dot(step, change)
      if curvature > 1e-10 {
        if history.count == Self.memory { history.removeFirst() }
        history.append((step, change, 1 / curvature))
      }
      let gain = loss - next.loss
      (point, gradient, loss) = (next.point, next.gradient, next.loss)
      if gain <= tolerance * max(1, abs(loss)) { break }
    }
    return point
  }

  /// Halves the step until the loss has fallen enough (Armijo's condition).
  private func search(
    _ problem: Problem, from point: [Weights], _ loss: Double, along direction: [Weights], _ slope: Double,
    isFirst: Bool
  ) -> (point: [Weights], gradient: [Weights], loss: Double)? {
    var length = isFirst ? Float(1 / max(1e-12, Self.dot(direction, direction).squareRoot())) : 1
    var gradient = point
    for _ in 0..<20 {
      let next = zip(point, direction).map { $0 + $1 * length }
      let reached = problem.evaluate(next, into: &gradient)
      if reached <= loss + 1e-4 * Double(length) * slope { return (next, gradient, reached) }
      length *= 0.5
    }
    return nil
  }

  /// The direction of descent that the last steps suggest: the two loops of L-BFGS.
  private static func direction(
    _ gradient: [Weights], _ history: [(step: [Weights], change: [Weights], scale: Double)]
  ) -> [Weights] {
    var result = gradient.map { -$0 }
    var factors: [Double] = []
    for (step, change, scale) in history.reversed() {
      let factor = scale * dot(step, result)
      factors.append(factor)
      add(change, times: -factor, to: &result)
    }
    if let last = history.last {
      let scale = Float(1 / (last.scale * dot(last.change, last.change)))
      for place in result.indices { result[place] *= scale }
    }
    for ((step, change, scale), factor) in zip(history, factors.reversed()) {
      add(step, times: factor - scale * dot(change, result), to: &result)
    }
    return result
  }

  private static func dot(_ left: [Weights], _ right: [Weights]) -> Double {
    var sum = SIMD8<Double>.zero
    for place in left.indices { sum += SIMD8<Double>(left[place] * right[place]) }
    return sum.sum()
  }

  private static func difference(_ left: [Weights], _ right: [Weights]) -> [Weights] {
    zip(left, right).map { $0 - $1 }
  }

  private static func add(_ other: [Weights], times factor: Double, to target: inout [Weights]) {
    let factor = Float(factor)
    for place in target.indices { target[place] += other[place] * factor }
  }

  /// The loss of one training set.
  private struct Problem {
    let rows: SparseRows
    let labels: [Int]
    let importance: [Float]
    let classCount: Int
    let columnCount: Int
    let penalty: Float

    /// The loss at a point and its gradient.
    func evaluate(_ point: [Weights], into gradient: inout [Weights]) -> Double {
      var loss = 0.0
      for place in 0..<columnCount {
        gradient[place] = point[place] * penalty
        loss += Double(0.5 * penalty * (point[place] * point[place]).sum())
      }
      gradient[columnCount] = .zero
      for row in 0..<rows.count {
        let scores = score(of: row, point)
        let (probabilities, logarithm) = Softmax.probabilities(scores, classCount: classCount)
        let weight = importance[row]
        loss += Double(weight) * (logarithm - Double(scores[labels[row]]))
        var error = probabilities
        error[labels[row]] -= 1
        error *= weight
        for place in rows.range(of: row) { gradient[Int(rows.columns[place])] += error * rows.values[place] }
        gradient[columnCount] += error
      }
      return loss
    }

    private func score(of row: Int, _ point: [Weights]) -> Weights {
      var sum = point[columnCount]
      for place in rows.range(of: row) { sum += point[Int(rows.columns[place])] * rows.values[place] }
      return sum
    }
  }
}

/// Scores to probabilities.
enum Softmax {
  /// The probabilities of the first classes, zero for lanes behind them, and the logarithm of the sum of exponentials.
  static func probabilities(_ scores: SIMD8<Float>, classCount: Int) -> (SIMD8<Float>, Double) {
    var greatest = scores[0]
    for place in 1..<classCount { greatest = max(greatest, scores[place]) }
    var result = SIMD8<Float>.zero
    var sum: Float = 0
    for place in 0..<classCount {
      result[place] = exp(scores[place] - greatest)
      sum += result[place]
    }
    return (result / sum, Double(greatest + log(sum)))
  }
}
