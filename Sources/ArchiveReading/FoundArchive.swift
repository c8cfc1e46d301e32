/// A file that was found and is to be read.
public struct FoundArchive: Hashable, Sendable {
  /// The path to open, as bytes: Linux does not promise that it is UTF-8.
  public let path: [UInt8]
  /// The path to show: UTF-8, without control characters.
  public let displayPath: String
  public let byteCount: Int
  /// The time of the last change to the content, in nanoseconds since 1970.
  public let modified: Int
  /// Whether the file itself was named, and not met in a directory.
  public let isNamed: Bool

  public init(path: [UInt8], byteCount: Int, modified: Int, isNamed: Bool = true) {
    self.path = path
    displayPath = Self.display(path)
    self.byteCount = byteCount
    self.modified = modified
    self.isNamed = isNamed
  }

  /// Whether the file still looks as it did when it was found.
  func matches(_ status: FileStatus) -> Bool { status.byteCount == byteCount && status.modified == modified }

  static func display(_ path: [UInt8]) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in String(decoding: path, as: UTF8.self).unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      if isControl {
        shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }
}

/// What a search gave.
public struct ArchiveSearch: Hashable, Sendable {
  /// In the order of the bytes of their paths.
  public internal(set) var archives: [FoundArchive] = []
  /// What was named or met and is not read, in the order of the paths.
  public internal(set) var faults: [ReadingFault] = []
}
