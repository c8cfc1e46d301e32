import FeedbackDetection
import Records

/// How an answer was received, as far as what followed shows it.
public struct SatisfactionOpinion: Hashable, Sendable {
  /// Probabilities that what followed shows satisfaction, shows dissatisfaction, and shows neither; they add up to 1.
  public let satisfied: Float
  public let dissatisfied: Float
  public let unclear: Float

  /// The estimate from 0 to 1: where nothing is shown, satisfaction counts as likely as not.
  public var estimate: Float { satisfied + 0.5 * unclear }

  /// Of an answer that nothing followed.
  public static let unknown = SatisfactionOpinion(satisfied: 0, dissatisfied: 0, unclear: 1)
}

/// Estimates satisfaction from behaviour: what the follow-up does, not which words it takes, and what the model makes of
/// it all.
enum SatisfactionStage {
  static let classCount = ShownSatisfaction.allCases.count

  /// The dense features that are not about the follow-up's own wording.
  static let behaviour: [DenseFeature] = DenseFeature.allCases.filter { !wording.contains($0) }

  private static let wording: Set<DenseFeature> = [
    .endsInQuestion, .asks, .exclaims, .endsInStop, .beginsUpper, .hasQuote, .hasColon, .hasEllipsis, .digits,
    .capitals,
  ]

  /// How many columns a row has.
  static let width = behaviour.count + 2 * EmbeddedModel.classCount

  /// - Parameter opinion: nil hides what was voiced: the categories and relations that the model finds.
  static func row(dense: [Float], scaling: DenseScaling, opinion: ModelOpinion?) -> [Float] {
    var row: [Float] = []
    row.reserveCapacity(width)
    for feature in behaviour { row.append(scaling.scaled(dense[feature.column], feature.column)) }
    if let opinion {
      row += opinion.categories
      row += opinion.relations
    } else {
      row += repeatElement(0, count: 2 * EmbeddedModel.classCount)
    }
    return row
  }

  static func opinion(_ row: [Float], _ stage: StageTwo) -> SatisfactionOpinion {
    let probabilities = stage.probabilities(row, classCount: classCount)
    return SatisfactionOpinion(satisfied: probabilities[0], dissatisfied: probabilities[1], unclear: probabilities[2])
  }
}

extension ShownSatisfaction {
  /// The place among the cases, from 0.
  var place: Int {
    switch self {
    case .satisfied: 0
    case .dissatisfied: 1
    case .unclear: 2
    }
  }
}
