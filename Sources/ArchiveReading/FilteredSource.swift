import CArchive
import Records

/// What an xz, bzip2, lz4 or lzma stream expands to, through libarchive.
///
/// Where such a stream breaks, libarchive gives up the block of text at hand: up to 64 KiB before the break are lost
/// with what comes behind it (lz4: up to a block of the stream).
final class FilteredSource: ByteSource {
  private let meter: ReadingMeter
  private let handle: ArchiveHandle
  private var data: EntryData
  private let isEmpty: Bool
  private var pending: StreamBreak?

  /// Makes a decoder of one layer: what comes out may be compressed again, and counts as the next layer then.
  init(_ base: any ByteSource, filter: Int32, meter: ReadingMeter) throws(StreamBreak) {
    self.meter = meter
    handle = try ArchiveHandle(base) { archive in
      archive_read_append_filter(archive, filter)
      archive_read_set_format(archive, ARCHIVE_FORMAT_RAW)
    }
    data = EntryData(handle)
    isEmpty = try handle.nextEntry().entry == nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    if let pending { throw pending }
    do throws(StreamBreak) {
      let count = isEmpty ? 0 : try data.read(into: buffer)
      try meter.decoded(count)
      if count == 0, try !handle.hasReadAll() {
        throw StreamBreak(reason: .corruptArchive, detail: "something else stands behind the compressed stream")
      }
      return count
    } catch {
      pending = error
      throw error
    }
  }
}
