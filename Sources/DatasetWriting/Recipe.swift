internal import Digests

/// Everything beside the archive that decides what a segment holds, by digest.
public struct Recipe: Hashable, Sendable, Codable {
  /// The version of the rows' shape (`SegmentManifest.formatVersion`).
  public var format: Int
  /// The digest of the rule set and of the rules' measured precision.
  public var rules: String
  /// Whether texts are left out (`--without-text`).
  public var withoutText: Bool
  /// Settings that change rows, as `key=value`, sorted.
  public var settings: [String]

  public init(format: Int, rules: String, withoutText: Bool, settings: [String]) {
    self.format = format
    self.rules = rules
    self.withoutText = withoutText
    self.settings = settings
  }

  /// 64 hexadecimal digits.
  public var digest: String {
    SHA256Hasher.hex(
      of: (["format=\(format)", "rules=\(rules)", "text=\(!withoutText)"] + settings).joined(separator: "\n"))
  }
}
