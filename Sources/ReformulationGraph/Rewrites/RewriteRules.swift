/// When a wording may be suggested in the place of another.
public struct RewriteRules: Hashable, Sendable {
  /// What is compared.
  public enum Measure: String, Hashable, Sendable, Codable {
    /// The probability of success.
    case success
    /// The probability of success where the end shows anything: success by success and failure. For logs in which nearly
    /// all ends are unknown.
    case shown
  }

  public var measure: Measure
  /// By how much the other wording must be better, at the lower end of the interval of the difference.
  public var margin: Double
  /// The quantile of the normal distribution for that end; 1.645 is 95 %, one side.
  public var quantile: Double
  /// How many sessions and users each of the two wordings needs…
  public var sessions: Int
  public var users: Int
  /// …and how many of the sessions with the one must be expected to come to the other.
  public var reachingSessions: Double
  /// Which part of the visits of either, and of a step, may be one user's: above it, they are that user's habit.
  public var userShare: Double
  /// A request that is reworded in more ways than this means too many things.
  public var fanOut: Int
  /// A wording that would be suggested for more requests than this suits none of them.
  public var fanIn: Int

  public init(
    measure: Measure = .success, margin: Double = 0.05, quantile: Double = 1.6448536269514722, sessions: Int = 5,
    users: Int = 3, userShare: Double = 0.5, reachingSessions: Double = 3, fanOut: Int = 50, fanIn: Int = 20
  ) {
    self.measure = measure
    self.margin = margin
    self.quantile = quantile
    self.sessions = sessions
    self.users = users
    self.userShare = userShare
    self.reachingSessions = reachingSessions
    self.fanOut = fanOut
    self.fanIn = fanIn
  }
}

/// A wording that gets people further than another, with what speaks for it.
public struct Rewrite: Hashable, Sendable {
  /// The places of the states.
  public let from: Int
  public let to: Int
  /// The other wording, as somebody wrote it.
  public let wording: String
  /// What was compared, for the one and the other.
  public let value: Double
  public let betterValue: Double
  public var gain: Double { betterValue - value }
  /// The lower end of the gain's interval.
  public let leastGain: Double
  /// The probability that somebody who asks the one comes to ask the other.
  public let reach: Double
  /// Of those who begin with the one and succeed, the share who do so with the other.
  public let shareOfSuccess: Double
  /// Sessions and users of the other wording, the latter up to `UserSketch.limit`.
  public let sessions: Int
  public let users: Int
  /// Sessions and users that went straight from the one to the other; 0 where all took a detour.
  public let directSessions: Int
  public let directUsers: Int
}

/// Why a request that people reworded has no rewrite. The first that holds is counted.
public enum RewriteRefusal: String, CaseIterable, Hashable, Sendable, Codable {
  case fewSessions = "few_sessions"
  case fewUsers = "few_users"
  /// One user asks it more often than all others together may.
  case oneUser = "one_user"
  /// Reworded in too many ways.
  case ambiguous
  /// No other wording has enough support, in the same language.
  case noCandidate = "no_candidate"
  /// None is better for certain.
  case noGain = "no_gain"
  /// What is better has placeholders or what may be personal.
  case notPresentable = "not_presentable"
  /// What is better only says what to change.
  case contextual
  /// What is better is suggested for too many requests.
  case generic
}

/// All rewrites of a graph, and why other requests have none.
public struct RewriteBook: Hashable, Sendable {
  /// In the order of the states they are for.
  public internal(set) var rewrites: [Rewrite] = []
  public internal(set) var refusals: [RewriteRefusal: Int] = [:]

  /// None.
  public init() {}

  /// The rewrite for a state; nil where there is none.
  public func rewrite(for state: Int) -> Rewrite? {
    var (low, high) = (0, rewrites.count)
    while low < high {
      let middle = (low + high) / 2
      if rewrites[middle].from < state { low = middle + 1 } else { high = middle }
    }
    return low < rewrites.count && rewrites[low].from == state ? rewrites[low] : nil
  }
}
