public import FeedbackIndex

/// How varied the first requests of one group of conversations are, once template traffic is set aside.
///
/// Whether people who talk to a model come to ask for the same few things in the same words is a question of the Lock-in
/// Hypothesis (arXiv 2506.06166). Both measures are expectations over random draws, so that groups of different sizes can be
/// compared; the intervals are of a jackknife that leaves out a twentieth of the users at a time.
public struct RequestDiversity: Hashable, Sendable {
  /// A value with its 95 % interval.
  public struct Estimate: Hashable, Sendable {
    public let value: Double
    public let lower: Double
    public let upper: Double
  }

  /// The values of the keys that make the group; empty where the source does not say.
  public let values: [String]
  /// The requests that were measured, and those that were set aside because many begin with the same words.
  public let requests: Int
  public let templated: Int
  /// How many different words a thousand words have that are drawn at random, without putting back (Hurlbert 1971); nil where
  /// there are fewer.
  public let distinctWords: Estimate?
  /// The effective number of topics: one over the mean similarity of two requests, which is the cosine of their words weighed
  /// by rarity in the whole dataset. As many topics would two requests at random share as rarely, were they equally frequent and
  /// had nothing in common. Nil where there are fewer than a hundred requests.
  public let topics: Estimate?

  /// Words that are drawn to count the different ones.
  public static let drawnWords = 1000
  /// Fewer requests tell nothing of topics.
  public static let fewestRequests = 100

  /// Measures every group of a dataset's conversations.
  ///
  /// - Parameter keys: What groups are made by, at least one.
  public static func measure(
    _ index: FeedbackIndex, by keys: [RateKey]
  ) throws(FeedbackIndexError) -> [RequestDiversity] {
    var groups: [RequestGroup] = []
    var rarity = WordRarity()
    var words = WordNumbers()
    try index.openings(by: keys) { opening in
      let request = words.numbers(in: opening.text)
      if request.isEmpty { return }
      if groups.last?.values != opening.values { groups.append(RequestGroup(values: opening.values)) }
      groups[groups.count - 1].add(request, of: opening.speaker)
    }
    for place in groups.indices {
      groups[place].setTemplatesAside()
      for request in groups[place].requests { rarity.count(request.words) }
    }
    return groups.map { $0.diversity(rarity) }
  }
}
