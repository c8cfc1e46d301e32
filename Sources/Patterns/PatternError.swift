/// A pattern that PCRE2 does not accept.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  /// PCRE2's own number for what is wrong.
  public let code: Int
  /// The byte in the pattern's source behind which PCRE2 gave up.
  public let offset: Int
  /// PCRE2's own words.
  public let message: String

  public var description: String { "the pattern is wrong at byte \(offset): \(message)" }
}

/// A match that was broken off. It is neither a match nor a miss and must be counted.
public struct MatchFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What ended the match.
  public enum Code: String, Hashable, Sendable {
    /// The limit on backtracking steps was reached (`PCRE2_ERROR_MATCHLIMIT`).
    case steps = "match_limit"
    /// The limit on nesting was reached (`PCRE2_ERROR_DEPTHLIMIT`).
    case depth = "depth_limit"
    /// The limit on memory was reached (`PCRE2_ERROR_HEAPLIMIT`, or the JIT's own stack was used up).
    case memory = "heap_limit"
    /// Anything else; see `engineCode`.
    case other = "match_error"
  }

  public let code: Code
  /// PCRE2's own number, negative.
  public let engineCode: Int

  public var description: String { "the match was broken off: \(code.rawValue) (PCRE2 \(engineCode))" }
}
