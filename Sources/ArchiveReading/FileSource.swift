import Glibc
import Records

/// A regular file, read from the start with `read(2)`.
final class FileSource: ByteSource {
  /// How much is asked of the disk at once where the reader has no wish of its own.
  static let blockBytes = 256 << 10

  private let descriptor: Int32
  private let meter: ReadingMeter
  private let byteCount: Int
  private var position = 0

  /// Opens the file; what is no regular file (any more) is not read.
  init(path: [UInt8], meter: ReadingMeter) throws(StreamBreak) {
    self.meter = meter
    guard let opened = FileStatus.open(path) else { throw Self.failure("cannot be opened") }
    descriptor = opened
    guard let status = FileStatus(descriptor: opened), status.kind == .file else {
      close(opened)
      throw StreamBreak(reason: .unreadable, detail: "is no regular file")
    }
    byteCount = status.byteCount
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  /// How the file looks now.
  var status: FileStatus? { FileStatus(descriptor: descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 {
        position += count
        meter.bytesRead += count
        return count
      }
      guard errno == EINTR else { throw Self.failure("cannot be read") }
    }
  }

  /// Never goes behind the file's end, where a truncated container would look like a whole one.
  func skip(_ count: Int) -> Int {
    let step = min(count, byteCount - position)
    guard step > 0, seek(to: step, whence: SEEK_CUR) != nil else { return 0 }
    meter.bytesRead += step
    return step
  }

  var isSeekable: Bool { true }

  func seek(to offset: Int, whence: Int32) -> Int? {
    let place = lseek(descriptor, offset, whence)
    guard place >= 0 else { return nil }
    position = place
    return place
  }

  private static func failure(_ what: String) -> StreamBreak {
    let code = errno
    return StreamBreak(
      reason: .unreadable, engineCode: Int(code), detail: "\(what): \(String(cString: strerror(code)))")
  }
}

/// What the file system says of a path.
struct FileStatus {
  enum Kind { case file, directory, link, other }

  let kind: Kind
  let byteCount: Int
  /// The time of the last change to the content, in nanoseconds since 1970.
  let modified: Int
  let device: UInt64
  let inode: UInt64

  /// What stands at the path; nil with `errno` set.
  init?(path: [UInt8], followingLinks: Bool) {
    var raw = stat()
    let result = Self.withPath(path) { followingLinks ? stat($0, &raw) : lstat($0, &raw) }
    guard result == 0 else { return nil }
    self.init(raw)
  }

  init?(descriptor: Int32) {
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { return nil }
    self.init(raw)
  }

  private init(_ raw: stat) {
    kind =
      switch raw.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    byteCount = Int(raw.st_size)
    modified = Int(raw.st_mtim.tv_sec) * 1_000_000_000 + Int(raw.st_mtim.tv_nsec)
    device = UInt64(raw.st_dev)
    inode = UInt64(raw.st_ino)
  }

  /// Opens a path for reading, and never waits for a pipe's other end; nil with `errno` set.
  static func open(_ path: [UInt8]) -> Int32? {
    let descriptor = withPath(path) { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    return descriptor < 0 ? nil : descriptor
  }

  /// Hands the path to C; a path that holds a NUL is none (`EINVAL`), for C would see a shorter one.
  static func withPath(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
    guard !path.contains(0) else {
      errno = EINVAL
      return -1
    }
    return (path + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in chars.baseAddress.map(body) ?? -1 }
    }
  }
}
