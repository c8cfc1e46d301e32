/// From where on a rewrite is too much like, or too much unlike, something.
public struct RewriteLimits: Hashable, Sendable {
  /// The shortest a rewrite may be, as a share of the original's characters.
  public var shortestRatio = 0.1
  /// The longest, likewise.
  public var longestRatio = 4.0
  /// Originals below so many characters count as this long for `longestRatio`: a word may well become a paragraph.
  public var shortOriginal = 400
  /// A run of so many words out of the feedback that no other text has is a copy. A character of a script without
  /// spaces is half a word.
  public var copiedWords = 20
  /// So is a rewrite of which such runs of four words or more make up this share.
  public var copiedShare = 0.5
  /// A run of so many words out of what is known of the user is a leak.
  public var personaWords = 6
  /// A run of so many words out of the instructions is an echo.
  public var instructionWords = 10

  public init() {}
}
