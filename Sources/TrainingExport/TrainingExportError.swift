internal import Glibc

/// Why there is no export. It names files, settings and rows by their ids, never what was said in a conversation.
public struct TrainingExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong; codes may be added.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A setting, or a part of the description, can't be.
    public static let invalidSetting = Code(rawValue: "invalid_setting")
    /// A row is not of the kind that the shape has.
    public static let wrongRow = Code(rawValue: "wrong_row")
    /// The second time, the source gave other rows than the first.
    public static let sourceChanged = Code(rawValue: "source_changed")
    /// No row was left to be written.
    public static let noRows = Code(rawValue: "no_rows")
    /// The directory holds what no export has written.
    public static let otherContent = Code(rawValue: "other_content")
    /// A file of the export that stands there was changed by someone else.
    public static let changedFile = Code(rawValue: "changed_file")
    /// Another process exports to the same directory.
    public static let busy = Code(rawValue: "busy")
    /// The export that stands there is of a later version, or its list of files is damaged.
    public static let notUnderstood = Code(rawValue: "not_understood")
    /// A file or directory can't be written, renamed or made durable.
    public static let writing = Code(rawValue: "cannot_write")
    /// A file or directory can't be read.
    public static let reading = Code(rawValue: "cannot_read")
    /// Rows can't be compressed.
    public static let encoding = Code(rawValue: "cannot_encode")
  }

  public let code: Code
  /// A path, the name of a setting, or the id of a row.
  public let place: String
  /// What is wrong, half a sentence.
  public let reason: String
  /// What to do about it, half a sentence.
  public let nextStep: String
  /// `errno`; 0 where the system had no say.
  public let systemCode: Int32

  public init(_ code: Code, at place: String, reason: String, nextStep: String, systemCode: Int32 = 0) {
    self.code = code
    self.place = place
    self.reason = reason
    self.nextStep = nextStep
    self.systemCode = systemCode
  }

  public var description: String {
    let system = systemCode == 0 ? "" : " (\(String(cString: strerror(systemCode))))"
    return "\(place): \(reason)\(system); \(nextStep)"
  }

  static func invalid(_ setting: String, _ reason: String, _ nextStep: String) -> TrainingExportError {
    TrainingExportError(.invalidSetting, at: setting, reason: reason, nextStep: nextStep)
  }

  /// - Parameter systemCode: `errno`, read by the caller before anything else could change it.
  static func writing(_ path: String, _ systemCode: Int32) -> TrainingExportError {
    TrainingExportError(
      .writing, at: path, reason: "it can't be written", nextStep: "see to the room and the rights there",
      systemCode: systemCode)
  }

  static func reading(_ path: String, _ systemCode: Int32) -> TrainingExportError {
    TrainingExportError(
      .reading, at: path, reason: "it can't be read", nextStep: "see to the rights there", systemCode: systemCode)
  }
}
