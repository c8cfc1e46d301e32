/// The stable name of a detection rule or of a structural signal, e.g. `en.correction.not-what-i-asked`.
public struct RuleID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ name: String) { rawValue = name }
  public var description: String { rawValue }
  public static func < (left: RuleID, right: RuleID) -> Bool { left.rawValue < right.rawValue }
}

/// The identity of an archive: the first 16 hexadecimal digits of the SHA-256 of its bytes as found on disk.
///
/// It says nothing of the file's name or place, so that a renamed archive is still the same one.
public struct ArchiveID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
  public static func < (left: ArchiveID, right: ArchiveID) -> Bool { left.rawValue < right.rawValue }
}
