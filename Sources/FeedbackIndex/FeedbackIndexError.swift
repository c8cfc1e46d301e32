internal import DatasetWriting
internal import GRDB

/// What went wrong with an index. It never holds text of a conversation.
public struct FeedbackIndexError: Error, Hashable, Sendable {
  /// The kind of fault; cases may be added.
  public enum Code: String, Hashable, Sendable {
    /// The directory is not there, or is no dataset.
    case missingDataset = "missing_dataset"
    /// The dataset has no index yet.
    case missingIndex = "missing_index"
    /// The index was made by another version of Gleaner.
    case otherSchema = "other_schema"
    /// The file is no database, or a row of it makes no sense.
    case damagedIndex = "damaged_index"
    /// The file of answers is no database, or a row of it makes no sense.
    case damagedAnswers = "damaged_answers"
    /// Someone else writes and does not finish.
    case busy
    case diskFull = "disk_full"
    /// The system does not let the file be read or written.
    case inaccessible
    /// A file of `_gleaner/` is not what it should be.
    case badDescription = "bad_description"
    /// A shard is not what its manifest says.
    case badShard = "bad_shard"
    /// The search text is not one.
    case badSearch = "bad_search"
    /// A time in a filter is not one.
    case badTime = "bad_time"
    /// Anything else that SQLite said.
    case engine
  }

  public let code: Code
  /// The file, relative to the dataset where it is in one; else the filter's value.
  public let place: String
  /// What was found or expected there, where there is more to say than the code does.
  public let detail: String
  /// SQLite's extended result code, the system's error number or libzstd's, where they gave one.
  public let engineNumber: Int?
  /// What to do next; empty where nothing helps in general.
  public let nextStep: String

  init(_ code: Code, at place: String, detail: String = "", engineNumber: Int? = nil, nextStep: String = "") {
    self.code = code
    self.place = place
    self.detail = detail
    self.engineNumber = engineNumber
    self.nextStep = nextStep
  }
}

extension FeedbackIndexError: CustomStringConvertible {
  public var description: String {
    var text = "\(place): \(meaning)"
    if !detail.isEmpty { text += ": \(detail)" }
    if let engineNumber { text += " (\(engineNumber))" }
    if !nextStep.isEmpty { text += "; next: \(nextStep)" }
    return text
  }

  private var meaning: String {
    switch code {
    case .missingDataset: "there is no dataset here"
    case .missingIndex: "the dataset has no index yet"
    case .otherSchema: "the index was made by another version of Gleaner"
    case .damagedIndex: "the index is damaged"
    case .damagedAnswers: "the file of answers is damaged"
    case .busy: "the index is being written by someone else"
    case .diskFull: "the disk is full"
    case .inaccessible: "the file cannot be read or written"
    case .badDescription: "the file does not describe what it should"
    case .badShard: "the shard is not what its manifest says"
    case .badSearch: "this is not a search text"
    case .badTime: "this is not a time"
    case .engine: "SQLite refused"
    }
  }
}

extension FeedbackIndexError {
  /// The fault that a GRDB error stands for. Its message and arguments may quote a conversation and are left out.
  init(_ error: DatabaseError, of layout: DatasetLayout) {
    let code: Code =
      switch error.resultCode {
      case .SQLITE_NOTADB, .SQLITE_CORRUPT: .damagedIndex
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_FULL: .diskFull
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_IOERR: .inaccessible
      default: .engine
      }
    self.init(
      code, at: layout.index, engineNumber: Int(error.extendedResultCode.rawValue),
      nextStep: code == .damagedIndex ? Self.rebuild(layout) : "")
  }

  /// The fault of the file of answers. What helps against a damaged index would throw away what was paid for.
  init(answers error: DatabaseError, of layout: DatasetLayout) {
    let fault = FeedbackIndexError(error, of: layout)
    let isDamaged = fault.code == .damagedIndex
    self.init(
      isDamaged ? .damagedAnswers : fault.code, at: layout.answers, engineNumber: fault.engineNumber,
      nextStep: isDamaged ? Self.restoreAnswers : "")
  }

  /// What is left to do with a damaged file of answers.
  static let restoreAnswers = "restore it from a copy, or move it away to ask again for all that was in it"

  init(_ error: ShardError) {
    self.init(
      .badShard, at: error.file, detail: error.code.rawValue, engineNumber: error.engineNumber,
      nextStep: "gleaner verify DATASET")
  }

  /// The command that makes the index anew.
  static func rebuild(_ layout: DatasetLayout) -> String { "gleaner index \(layout.root) --rebuild" }
}

/// Runs SQL and gives its faults their public type.
func withIndexErrors<Value>(of layout: DatasetLayout, _ body: () throws -> Value) throws(FeedbackIndexError) -> Value {
  do {
    return try body()
  } catch {
    throw indexError(from: error, of: layout)
  }
}

/// The public form of whatever GRDB, a shard or this room has thrown.
func indexError(from error: any Error, of layout: DatasetLayout) -> FeedbackIndexError {
  switch error {
  case let error as FeedbackIndexError: error
  case let error as DatabaseError: FeedbackIndexError(error, of: layout)
  case let error as ShardError: FeedbackIndexError(error)
  default:
    // GRDB's decoding errors: a column does not hold what the schema promises.
    FeedbackIndexError(.damagedIndex, at: layout.index, nextStep: FeedbackIndexError.rebuild(layout))
  }
}
