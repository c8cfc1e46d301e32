import CArchive
import Glibc
import Records

/// One libarchive reader over a source, with exactly the formats it was made for.
///
/// Never `format_all` or `filter_all`: among those are mtree, which names files to be opened, and filters that start
/// programs.
final class ArchiveHandle {
  let pointer: OpaquePointer
  /// Whether an entry's data could not be read to its end.
  fileprivate(set) var hasFailedInData = false
  private let feed: ArchiveFeed

  /// Opens the source; `enable` says which formats and filters may be used.
  init(_ source: any ByteSource, enable: (OpaquePointer) -> Void) throws(StreamBreak) {
    guard let pointer = archive_read_new() else { preconditionFailure("no memory for an archive reader") }
    self.pointer = pointer
    feed = ArchiveFeed(source)
    enable(pointer)
    feed.install(in: pointer)
    guard archive_read_open1(pointer) >= ARCHIVE_WARN else { throw failure() }
  }

  deinit { archive_read_free(pointer) }

  /// The next member's header, nil at the end, and what is damaged between it and the last one. Names are turned into
  /// UTF-8 whatever the process's locale is.
  func nextEntry() throws(StreamBreak) -> (entry: OpaquePointer?, damage: StreamBreak?) {
    let previous = uselocale(UTF8Locale.shared.handle)
    defer { _ = uselocale(previous) }
    var entry: OpaquePointer?
    var damage: StreamBreak?
    while true {
      let result = archive_read_next_header(pointer, &entry)
      switch result {
      case ARCHIVE_EOF: return (nil, damage)
      case ARCHIVE_OK: return (entry, damage)
      case ARCHIVE_WARN:
        // A cpio file was searched for its next header. Other warnings are about names and carry a number.
        return (entry, archive_errno(pointer) == 0 ? damage ?? corruption() : damage)
      // This block is no header of a tar; the next one may be.
      case ARCHIVE_RETRY: damage = damage ?? corruption()
      default: throw damage ?? failure()
      }
    }
  }

  /// Whether the source was read to its last byte; otherwise something stands behind what the format knows of.
  func hasReadAll() throws(StreamBreak) -> Bool {
    let eaten = Int(archive_filter_bytes(pointer, -1))
    return try feed.isExhausted(after: eaten)
  }

  /// Why the last call failed: the source's own break, or what libarchive says.
  ///
  /// Truncated and corrupt are told apart by whether libarchive had asked for more than there was.
  func failure() -> StreamBreak {
    if let broken = feed.broken { return broken }
    return StreamBreak(
      reason: feed.hasEnded ? .truncatedArchive : .corruptArchive, engineCode: Int(archive_errno(pointer)),
      detail: complaint)
  }

  /// What the last call complained of without failing, such as a wrong checksum.
  func corruption() -> StreamBreak {
    StreamBreak(reason: .corruptArchive, engineCode: Int(archive_errno(pointer)), detail: complaint)
  }

  private var complaint: String {
    let text = archive_error_string(pointer).map { String(cString: $0) } ?? "broken archive"
    let shown = text.unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }.prefix(200)
    return String(String.UnicodeScalarView(shown))
  }
}

/// The data of the entry that a handle stands at.
struct EntryData {
  private let handle: ArchiveHandle
  private var block = UnsafeRawBufferPointer(start: nil, count: 0)
  private var blockOffset = 0
  private var position = 0
  private var isOver = false
  /// What libarchive complained of while it gave the data all the same.
  private var complaint: StreamBreak?

  init(_ handle: ArchiveHandle) { self.handle = handle }

  /// Copies the next bytes out, with zeros for the holes of sparse files; 0 at the end.
  ///
  /// Not `archive_read_data`, which forgets what it has copied when a break follows in the same call.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    while block.isEmpty, !isOver { try advance() }
    guard !isOver else {
      if let complaint { throw complaint }
      return 0
    }
    if position < blockOffset {
      let hole = min(buffer.count, blockOffset - position)
      buffer[..<hole].initializeMemory(as: UInt8.self, repeating: 0)
      position += hole
      return hole
    }
    let step = min(buffer.count, block.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<step]))
    block = UnsafeRawBufferPointer(rebasing: block[step...])
    position += step
    blockOffset += step
    return step
  }

  private mutating func advance() throws(StreamBreak) {
    var start: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    let result = archive_read_data_block(handle.pointer, &start, &count, &offset)
    guard result != ARCHIVE_EOF else {
      isOver = true
      return
    }
    if result == ARCHIVE_WARN { complaint = complaint ?? handle.corruption() }
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN else {
      handle.hasFailedInData = true
      throw handle.failure()
    }
    block = UnsafeRawBufferPointer(start: start, count: count)
    blockOffset = Int(offset)
  }
}

/// The UTF-8 locale of the C library, under which libarchive keeps names whole.
private struct UTF8Locale: @unchecked Sendable {  // A locale object is never changed once it is made.
  let handle: locale_t?
  static let shared = UTF8Locale(handle: newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
}
