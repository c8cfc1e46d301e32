/// That something does not become a row. To be counted under its reason, not shown: it carries no text.
public struct Exclusion: Error, Hashable, Sendable {
  public let reason: ExclusionReason

  public init(reason: ExclusionReason) { self.reason = reason }
}
