import CArchive
import Glibc

/// What libarchive's callbacks read from.
final class ArchiveFeed {
  private let source: any ByteSource
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: FileSource.blockBytes, alignment: 64)
  private var delivered = 0
  /// Whether libarchive has asked for more and there was nothing.
  private(set) var hasEnded = false
  /// The source's own break, if that is what libarchive has failed at.
  private(set) var broken: StreamBreak?

  init(_ source: any ByteSource) { self.source = source }

  deinit { block.deallocate() }

  /// Sets the callbacks; the archive must not outlive the feed.
  func install(in archive: OpaquePointer) {
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(archive) { archive, data, block in
      ArchiveFeed.from(data).read(archive, block)
    }
    archive_read_set_skip_callback(archive) { _, data, count in
      Int64(ArchiveFeed.from(data).skip(Int(count)))
    }
    guard source.isSeekable else { return }
    archive_read_set_seek_callback(archive) { _, data, offset, whence in
      ArchiveFeed.from(data).seek(to: Int(offset), whence: whence)
    }
  }

  /// Whether nothing is left behind the first `eaten` bytes.
  func isExhausted(after eaten: Int) throws(StreamBreak) -> Bool {
    guard eaten >= delivered else { return false }
    if hasEnded { return true }
    return try source.read(into: block) == 0
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> ArchiveFeed {
    guard let data else { preconditionFailure("libarchive has lost its callback data") }
    return Unmanaged<ArchiveFeed>.fromOpaque(data).takeUnretainedValue()
  }

  private func read(_ archive: OpaquePointer?, _ result: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    do throws(StreamBreak) {
      let count = try source.read(into: block)
      hasEnded = count == 0
      delivered += count
      result?.pointee = UnsafeRawPointer(block.baseAddress)
      return count
    } catch {
      broken = error
      return Int(ARCHIVE_FATAL)
    }
  }

  private func skip(_ count: Int) -> Int {
    let skipped = source.skip(count)
    delivered += skipped
    return skipped
  }

  private func seek(to offset: Int, whence: Int32) -> Int64 {
    hasEnded = false
    guard let place = source.seek(to: offset, whence: whence) else { return Int64(ARCHIVE_FATAL) }
    return Int64(place)
  }
}
