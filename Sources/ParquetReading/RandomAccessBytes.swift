import Glibc

/// Bytes that can be read from any place, as Parquet needs it: the footer comes last.
public protocol RandomAccessBytes: AnyObject {
  /// How many bytes there are.
  var count: Int { get }
  /// Fills the whole buffer with the bytes from `offset` on. The caller stays within `count`.
  ///
  /// - Throws: `ParquetError` with `unreadable`, also where the bytes have become fewer since.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetError)
}

/// A regular file, read with `pread(2)`.
public final class ParquetFile: RandomAccessBytes {
  public let count: Int
  private let descriptor: Int32

  public init(path: String) throws(ParquetError) {
    descriptor = path.utf8.contains(0) ? -1 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Self.failure("cannot be opened") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ParquetError(.unreadable, detail: "is no regular file")
    }
    count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetError) {
    var done = 0
    while done < buffer.count {
      let step = pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      if step > 0 {
        done += step
      } else if step == 0 {
        throw ParquetError(.unreadable, place: .init(byte: offset + done), detail: "has become shorter")
      } else if errno != EINTR {
        throw Self.failure("cannot be read")
      }
    }
  }

  private static func failure(_ what: String) -> ParquetError {
    let code = errno
    return ParquetError(.unreadable, engineCode: Int(code), detail: "\(what): \(String(cString: strerror(code)))")
  }
}

/// Bytes in memory.
public final class ParquetBytes: RandomAccessBytes {
  public let bytes: [UInt8]
  public var count: Int { bytes.count }

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetError) {
    buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
  }
}

/// The source with its reading counted and held to its bounds.
final class MeteredBytes {
  let count: Int
  private(set) var bytesRead = 0
  /// Bytes that came out: of pages and as JSON.
  private(set) var bytesGiven = 0
  private let source: any RandomAccessBytes
  private let limits: ParquetLimits

  init(_ source: any RandomAccessBytes, limits: ParquetLimits) {
    self.source = source
    self.limits = limits
    count = source.count
  }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(PageFault) {
    guard offset >= 0, offset <= count, buffer.count <= count - offset else {
      throw PageFault(.corruptFooter, "a part lies outside the file")
    }
    guard !buffer.isEmpty else { return }
    do { try source.read(at: offset, into: buffer) } catch { throw PageFault(error) }
    bytesRead += buffer.count
  }

  /// Counts what came out, and stops a decompression bomb.
  func gave(_ count: Int) throws(PageFault) {
    bytesGiven += count
    guard bytesGiven > limits.expandedBytesAllowed, bytesGiven / max(bytesRead, 1) > limits.expansionRatio else {
      return
    }
    throw PageFault(.expandsTooMuch, "\(bytesGiven) bytes came out of \(bytesRead), a decompression bomb")
  }
}
