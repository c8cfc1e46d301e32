internal import Glibc

/// What can go wrong with a dataset's files. It names files, never their content.
public struct DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A file or directory can't be made, written, renamed or made durable.
    public static let writing = Code(rawValue: "cannot_write")
    /// A file can't be read.
    public static let reading = Code(rawValue: "cannot_read")
    /// A file is of a later version.
    public static let format = Code(rawValue: "not_understood")
    /// A file is not what Gleaner writes.
    public static let damaged = Code(rawValue: "damaged")
    /// zstd could not encode.
    public static let encoding = Code(rawValue: "cannot_encode")
    /// There is no dataset at the path.
    public static let missing = Code(rawValue: "no_dataset")
    /// The path is empty, a file, or a directory that holds other things than a dataset.
    public static let otherContent = Code(rawValue: "other_content")
    /// What is to be read is the dataset itself, or lies in it.
    public static let inputInside = Code(rawValue: "input_inside")
    /// Texts are not wanted, and there are some that the run would leave where they are.
    public static let textStays = Code(rawValue: "text_stays")
    /// Another process writes to the dataset.
    public static let locked = Code(rawValue: "locked")
  }

  public let code: Code
  public let path: String
  /// `errno`, or zstd's own number; 0 where there is none.
  public let engineCode: Int
  /// What else is to be said: who holds the lock, which version was found.
  public let detail: String

  public init(_ code: Code, path: String, engineCode: Int = 0, detail: String = "") {
    self.code = code
    self.path = path
    self.engineCode = engineCode
    self.detail = detail
  }

  public var description: String {
    var words =
      switch code {
      case .writing: "cannot write \(path)"
      case .reading: "cannot read \(path)"
      case .format: "\(path) is not a file that this version of Gleaner writes"
      case .damaged: "\(path) is damaged"
      case .encoding: "zstd could not compress rows (zstd \(engineCode))"
      case .missing: "there is no dataset at \(path)"
      case .otherContent: "no dataset can be made at \(path.isEmpty ? "an empty path" : path)"
      case .inputInside: "the input \(path) lies in the dataset that is to be written"
      case .textStays: "texts would stay in \(path)"
      case .locked: "another run is writing to \(path)"
      default: code.rawValue
      }
    if !detail.isEmpty { words += ": \(detail)" }
    if engineCode != 0, code == .writing || code == .reading {
      words += ": \(String(cString: strerror(Int32(engineCode))))"
    }
    return words
  }
}
