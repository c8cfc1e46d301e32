import Patterns

/// One way to state one preference: a PCRE2 pattern, caseless, over a part of a user message.
struct PreferencePattern: Sendable {
  let kind: PreferenceKind
  /// Empty for standing instructions, whose words are the value.
  let value: String
  let polarity: PreferencePolarity
  /// Its first group, where it has one, is the quote; else all that it matches.
  let pattern: String
  /// What must not stand on the line of the match.
  let unless: String?
  /// Longer messages are not looked at: short remarks mean the answer, long texts mean themselves.
  let longestMessage: Int

  init(
    _ kind: PreferenceKind, _ value: String, _ polarity: PreferencePolarity = .want, _ pattern: String,
    unless: String? = nil, longestMessage: Int = .max
  ) {
    self.kind = kind
    self.value = value
    self.polarity = polarity
    self.pattern = pattern
    self.unless = unless
    self.longestMessage = longestMessage
  }

  /// All patterns, in the order in which they are tried: of two of a kind that overlap the first counts, so that what
  /// is not wanted stands before what is wanted ("no bullet points").
  static let all: [PreferencePattern] = {
    let patterns = english + chinese + russian + spanish + french + german + portuguese
    return patterns.filter { $0.polarity == .avoid } + patterns.filter { $0.polarity == .want }
  }()
}
