import CArchive
import Records

/// The members of a tar, zip, 7z or cpio file, one after the other. Nothing is ever unpacked to disk.
final class ContainerReader {
  /// What stands next in a container.
  enum Entry {
    /// A regular file; its bytes come from `openMember()` until the next entry is asked for.
    case member(name: String)
    case encrypted(name: String)
    case link(name: String)
    /// A directory or a device.
    case other
    /// Bytes that make no sense where an entry should be; what is found behind them comes next.
    case damage(StreamBreak)
  }

  private let handle: ArchiveHandle
  private let meter: ReadingMeter
  /// The container's own name; empty if it is the archive itself.
  let name: String
  /// How many layers the members stand in.
  let depth: Int
  /// Whether the break that the next entry would meet has been reported already.
  private(set) var isReported = false
  private let kind: ContentKind.Container
  private var member: MemberSource?
  /// What was found behind damage that is reported first.
  private var behindDamage: Entry?
  private var isAtEnd = false

  init(
    _ source: any ByteSource, kind: ContentKind.Container, name: String, depth: Int, meter: ReadingMeter
  ) throws(StreamBreak) {
    self.name = name
    self.depth = depth
    self.meter = meter
    self.kind = kind
    let canSeek = source.isSeekable
    handle = try ArchiveHandle(source) { archive in
      switch kind {
      case .tar:
        archive_read_support_format_tar(archive)
        archive_read_set_format_option(archive, "tar", "read_concatenated_archives", "1")
      case .cpio: archive_read_support_format_cpio(archive)
      case .sevenZip: archive_read_support_format_7zip(archive)
      case .zip:
        archive_read_support_format_zip_streamable(archive)
        if canSeek { archive_read_support_format_zip_seekable(archive) }
      }
    }
  }

  /// The next entry; nil at the end.
  func next() throws(StreamBreak) -> Entry? {
    do throws(StreamBreak) {
      // To pass over a member of a 7z, libarchive expands it, which must count.
      if kind == .sevenZip, !handle.hasFailedInData { try member?.drain() }
      member = nil
      if let behind = behindDamage.take() { return behind }
      guard !isAtEnd else { return nil }
      let (entry, damage) = try handle.nextEntry()
      isAtEnd = entry == nil
      guard let damage else { return entry.map(describe) }
      behindDamage = entry.map(describe)
      return .damage(damage)
    } catch {
      // A 7z whose very headers are encrypted cannot even be listed.
      guard archive_read_has_encrypted_entries(handle.pointer) > 0 else { throw error }
      throw StreamBreak(reason: .encrypted, engineCode: error.engineCode, detail: error.detail)
    }
  }

  /// The bytes of the member that was given last.
  func openMember() -> any ByteSource {
    let opened = MemberSource(handle, meter: meter)
    member = opened
    return opened
  }

  /// Says that a fault was reported of the present member; its cause may be what ends the container, too.
  func noteReport() { isReported = handle.hasFailedInData }

  private func describe(_ entry: OpaquePointer) -> Entry {
    let name = (name.isEmpty ? "" : name + "!") + Self.name(of: entry)
    let type = archive_entry_filetype(entry)
    let isLink = type == 0o120000 || archive_entry_hardlink(entry) != nil
    // The last of several hard links in a cpio file carries the data.
    if isLink, type == 0o120000 || archive_entry_size(entry) == 0 { return .link(name: name) }
    guard type == 0o100000 || type == 0 else { return .other }
    return archive_entry_is_encrypted(entry) != 0 ? .encrypted(name: name) : .member(name: name)
  }

  /// The name as the container has it, `../` and all; bytes that are no UTF-8 are replaced.
  private static func name(of entry: OpaquePointer) -> String {
    guard let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else { return "" }
    return String(cString: raw)
  }
}

/// The bytes of one member of a container, as long as the container stands at it.
private final class MemberSource: ByteSource {
  private let meter: ReadingMeter
  private var data: EntryData

  init(_ handle: ArchiveHandle, meter: ReadingMeter) {
    self.meter = meter
    data = EntryData(handle)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    let count = try data.read(into: buffer)
    try meter.decoded(count)
    return count
  }

  /// Reads what is left and forgets it.
  func drain() throws(StreamBreak) {
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
    defer { scratch.deallocate() }
    while try read(into: scratch) > 0 {}
  }
}
