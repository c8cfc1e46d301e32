/// Why a record, member or archive did not make it. Raw values are what `rejected/` and the run report show.
///
/// A *drop* is meant (a checksum file beside the logs is not a log); a *failure* is not (a truncated stream).
public enum DropReason: String, CaseIterable, Hashable, Sendable, Codable {
  // Archives and members.
  case unreadable
  case notALog = "not_a_log"
  case empty
  case encrypted
  case truncatedArchive = "truncated_archive"
  case corruptArchive = "corrupt_archive"
  case nestedTooDeep = "nested_too_deep"
  case unsupportedFormat = "unsupported_format"
  case duplicateArchive = "duplicate_archive"
  case symbolicLink = "symbolic_link"
  /// A directory that holds a dataset of Gleaner's own making.
  case gleanerDataset = "gleaner_dataset"
  /// More came out than an honest archive holds: a decompression bomb.
  case expandsTooMuch = "expands_too_much"
  case tooManyMembers = "too_many_members"
  case changedWhileReading = "changed_while_reading"
  // Records.
  case recordTooLarge = "record_too_large"
  case invalidUTF8 = "invalid_utf8"
  case invalidJSON = "invalid_json"
  case incompleteJSON = "incomplete_json"
  case unknownShape = "unknown_shape"
  /// JSON of no known shape that lies beside logs in their archive.
  case companionFile = "companion_file"
  case noMessages = "no_messages"
  case nestedTooDeepJSON = "json_nested_too_deep"
  /// A tree of messages that is none: parents that are not there, several roots, rings.
  case brokenTree = "broken_tree"

  /// Whether this was to be expected among logs, so that it does not spoil the exit status.
  public var isExpected: Bool {
    switch self {
    case .notALog, .empty, .duplicateArchive, .symbolicLink, .gleanerDataset, .companionFile: true
    default: false
    }
  }
}
