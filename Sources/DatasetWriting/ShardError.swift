/// Why a shard could not be read.
public struct ShardError: Error, Hashable, Sendable {
  /// What went wrong; cases may be added.
  public enum Code: String, Hashable, Sendable {
    /// The file is not there, or may not be read.
    case cannotOpen = "cannot_open"
    case cannotRead = "cannot_read"
    /// The bytes are not zstd frames, or a frame's checksum is wrong.
    case corruptFrame = "corrupt_frame"
    /// The file ends inside a frame.
    case truncated
    /// A frame does not end with the end of a row.
    case unclosedRow = "unclosed_row"
    /// A row is longer than `ShardReader.maximumRowBytes`.
    case rowTooLong = "row_too_long"
    /// The frame has no row of that number.
    case noSuchRow = "no_such_row"
    case noMemory = "no_memory"
  }

  public let code: Code
  /// The path as it was given.
  public let file: String
  /// The system's or libzstd's own number, where they gave one.
  public let engineNumber: Int?

  init(_ code: Code, file: String, engineNumber: Int? = nil) {
    self.code = code
    self.file = file
    self.engineNumber = engineNumber
  }
}

extension ShardError: CustomStringConvertible {
  public var description: String {
    let number = engineNumber.map { " (\($0))" } ?? ""
    return "shard \(file): \(meaning)\(number)"
  }

  private var meaning: String {
    switch code {
    case .cannotOpen: "cannot be opened"
    case .cannotRead: "cannot be read"
    case .corruptFrame: "holds bytes that are not whole zstd frames"
    case .truncated: "ends inside a zstd frame"
    case .unclosedRow: "has a frame that ends inside a row"
    case .rowTooLong: "has a row longer than \(ShardReader.maximumRowBytes) bytes"
    case .noSuchRow: "has no such row at that place"
    case .noMemory: "cannot be read for want of memory"
    }
  }
}
