/// Who gets a card, and how long it may be.
public struct PersonaLimits: Hashable, Sendable {
  /// Fewer earlier conversations tell nothing of a user, default 3. Copies count once.
  public var leastConversations = 3
  /// An address with more is likely to be shared or automated, default 161; this and the next two after
  /// microsoft/adopt-adapt-wildchat.
  public var mostConversations = 161
  /// Default 3.
  public var mostLanguages = 3
  /// Default 3.
  public var mostCountries = 3
  /// A preference that is no standing instruction must be stated in so many conversations, default 2.
  public var leastStatements = 2
  /// The share of conversations that begin alike from which on a user is taken for a program, default 0.6, from
  /// `leastForAutomation` conversations on.
  public var templateShare = 0.6
  /// The share of equal intervals from which on a user is taken for a program, default 0.8.
  public var regularShare = 0.8
  /// Fewer conversations are not looked at for signs of a program, default 8.
  public var leastForAutomation = 8
  /// So many conversations within `burst` are no person's, default 8.
  public var mostInBurst = 8
  /// Default 2 minutes.
  public var burst: Duration = .seconds(120)
  /// The length of a card's text in UTF-8 bytes, default 1,200.
  public var cardBytes = 1_200
  /// How many standing instructions are quoted, the newest first, default 5.
  public var mostInstructions = 5
  /// The length of one quote in UTF-8 bytes, default 120.
  public var quoteBytes = 120

  public init() {}
}
