import FeedbackDetection
import Foundation

/// The second of the model's two linear stages: probabilities from the first stage's scores, the rules' votes, and how
/// the neighbouring follow-ups of the conversation look.
struct StageTwo: Sendable {
  /// One vector for each column, then the intercept.
  let weights: [SIMD8<Float>]

  func probabilities(_ row: [Float], classCount: Int) -> SIMD8<Float> {
    var sum = weights[weights.count - 1]
    for (column, value) in row.enumerated() { sum += weights[column] * value }
    return Softmax.probabilities(sum, classCount: classCount).0
  }
}

/// What the first stage said of one follow-up.
struct StageOneScores: Hashable, Sendable {
  /// Scores of the categories and none, less their mean.
  let categories: SIMD8<Float>
  /// Scores of the relations, less their mean.
  let relations: SIMD8<Float>
  /// The probability that it is negative feedback.
  let negative: Float

  init(categories: SIMD8<Float>, relations: SIMD8<Float>) {
    let count = EmbeddedModel.classCount
    self.categories = Self.centred(categories, count)
    self.relations = Self.centred(relations, count)
    let probabilities = Softmax.probabilities(categories, classCount: count).0
    negative = (0..<4).reduce(Float(0)) { $0 + probabilities[$1] }
  }

  private static func centred(_ scores: SIMD8<Float>, _ count: Int) -> SIMD8<Float> {
    var result = SIMD8<Float>.zero
    let mean = scores.sum() / Float(count)
    for place in 0..<count { result[place] = scores[place] - mean }
    return result
  }
}

/// The columns of the second stage.
enum StageTwoRow {
  /// Columns of a row when a verdict is made; in training the votes come twice.
  static let width = 2 * EmbeddedModel.classCount + 3 + RuleVotes.width

  /// The rows of one conversation's follow-ups, in their order.
  ///
  /// - Parameter base: The mean of `negative` over the training examples.
  static func rows(_ scores: [StageOneScores], _ votes: [RuleVotes], base: Float) -> [[Float]] {
    let all = scores.reduce(Float(0)) { $0 + $1.negative - base }
    return scores.indices.map { place in
      let own = scores[place].negative - base
      let before = place > 0 ? scores[place - 1].negative - base : 0
      let behind = place + 1 < scores.count ? scores[place + 1].negative - base : 0
      let others = scores.count > 1 ? (all - own) / Float(scores.count + 1) : 0
      let (categories, relations) = (scores[place].categories, scores[place].relations)
      var row: [Float] = []
      row.reserveCapacity(width)
      for place in 0..<EmbeddedModel.classCount { row.append(categories[place]) }
      for place in 0..<EmbeddedModel.classCount { row.append(relations[place]) }
      row += [2 * before, 2 * behind, 2 * others]
      votes[place].append(to: &row)
      return row
    }
  }

  /// Whether an opinion must give way: in role play words are in character, and the model, which sees them as if they
  /// were said to the assistant, may speak of feedback only where the rules do too.
  static func isMuted(_ dense: [Float], _ votes: RuleVotes) -> Bool {
    dense[DenseFeature.isRolePlay.column] > 0 && !votes.hasVerdict
  }

  /// A row for training. Rules look better on what they were tuned on than elsewhere: a copy of the votes that only
  /// such rows have takes that up, and is left out when a verdict is made (the feature augmentation of Daumé III 2007).
  static func trainingRow(_ row: [Float], isTuned: Bool) -> [Float] {
    let votes = row.suffix(RuleVotes.width)
    return row + (isTuned ? Array(votes) + [1] : Array(repeating: 0, count: votes.count + 1))
  }
}
