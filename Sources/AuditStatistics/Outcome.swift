public import Records

/// One of the six classes: a category of feedback, or none.
public struct Outcome: Hashable, Sendable, CaseIterable {
  /// Nil where the follow-up is no feedback.
  public let category: FeedbackCategory?

  public init(_ category: FeedbackCategory?) { self.category = category }

  public static let noFeedback = Outcome(nil)

  /// The categories in their order of priority, then no feedback.
  public static let allCases =
    FeedbackCategory.allCases.sorted { $0.priority < $1.priority }.map(Outcome.init) + [noFeedback]

  /// The place in `allCases`.
  var place: Int { category?.priority ?? Self.count - 1 }
  static let count = FeedbackCategory.allCases.count + 1
}

/// What is measured: feedback of any category against none, or one category against all else.
public enum MeasuredClass: Hashable, Sendable {
  case anyFeedback
  case category(FeedbackCategory)

  public func contains(_ outcome: Outcome) -> Bool {
    switch self {
    case .anyFeedback: outcome.category != nil
    case .category(let category): outcome.category == category
    }
  }

  /// Feedback at all, then every category in its order of priority.
  public static let all = [.anyFeedback] + Outcome.allCases.compactMap(\.category).map(MeasuredClass.category)
}
