import CArchive

/// What some bytes are, told by how they begin and never by a file's name.
enum ContentKind: Hashable {
  enum Container: Hashable { case tar, zip, sevenZip, cpio }

  enum Compression: Hashable {
    case zstd, gzip
    /// One of libarchive's filters, by its code.
    case filter(Int32)
  }

  case compressed(Compression)
  case container(Container)
  case parquet
  /// Something known that is not read, by its name.
  case unsupported(String)
  /// Text, or nothing that is known.
  case other

  /// Tells from the first bytes, of which 512 are enough.
  init(head: UnsafeRawBufferPointer) {
    if let match = Self.signatures.first(where: { head.starts(with: $0.bytes) }) {
      self = match.kind
    } else if Self.isTar(head) {
      self = .container(.tar)
    } else if Self.isLZMA(head) {
      self = .compressed(.filter(ARCHIVE_FILTER_LZMA))
    } else {
      self = .other
    }
  }

  private static let signatures: [(bytes: [UInt8], kind: ContentKind)] =
    [
      ([0x28, 0xB5, 0x2F, 0xFD], .compressed(.zstd)),
      ([0x1F, 0x8B], .compressed(.gzip)),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .compressed(.filter(ARCHIVE_FILTER_XZ))),
      ([0x04, 0x22, 0x4D, 0x18], .compressed(.filter(ARCHIVE_FILTER_LZ4))),
      ([0x02, 0x21, 0x4C, 0x18], .compressed(.filter(ARCHIVE_FILTER_LZ4))),
      (Array("PK".utf8) + [3, 4], .container(.zip)),
      (Array("PK".utf8) + [5, 6], .container(.zip)),
      (Array("PK".utf8) + [7, 8], .container(.zip)),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .container(.sevenZip)),
      (Array("070701".utf8), .container(.cpio)),
      (Array("070702".utf8), .container(.cpio)),
      (Array("070707".utf8), .container(.cpio)),
      ([0xC7, 0x71], .container(.cpio)),
      ([0x71, 0xC7], .container(.cpio)),
      (Array("PAR1".utf8), .parquet),
      (Array("PARE".utf8), .unsupported("Parquet with an encrypted footer")),
      (Array("ARROW1".utf8), .unsupported("Arrow")),
      (Array("Rar!".utf8) + [0x1A, 0x07], .unsupported("RAR")),
      (Array("LZIP".utf8), .unsupported("lzip")),
      ([0x1F, 0x9D], .unsupported("compress (.Z)")),
      ([0xFF, 0x06, 0x00, 0x00] + Array("sNaPpY".utf8), .unsupported("framed Snappy")),
      ([0xFF, 0xFE], .unsupported("UTF-16")),
      ([0xFE, 0xFF], .unsupported("UTF-16")),
      (Array("{\0".utf8), .unsupported("UTF-16")),
      (Array("[\0".utf8), .unsupported("UTF-16")),
      (Array("\0{".utf8), .unsupported("UTF-16")),
      (Array("\0[".utf8), .unsupported("UTF-16")),
    ]
    // A skippable frame, which some packers put first.
    + (0x50...0x5F).map { ([$0, 0x2A, 0x4D, 0x18], .compressed(.zstd)) }
    // "BZh", the block size, and then the first block, or the end of an empty stream.
    + (UInt8(ascii: "1")...UInt8(ascii: "9")).flatMap { level in
      [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]].map {
        (Array("BZh".utf8) + [level] + $0, .compressed(.filter(ARCHIVE_FILTER_BZIP2)))
      }
    }

  /// A tar header by its checksum, which tars older than the `ustar` mark have too (POSIX.1-1988, 10.1.1).
  private static func isTar(_ head: UnsafeRawBufferPointer) -> Bool {
    guard head.count >= 512, head[0] != 0 else { return false }
    var stored = 0
    for digit in head[148..<156].drop(while: { $0 == 32 }) {
      guard digit >= 48, digit < 56 else { break }
      stored = stored << 3 | Int(digit - 48)
    }
    let unsigned = head[..<512].reduce(0) { $0 + Int($1) }
    return stored == unsigned - head[148..<156].reduce(0) { $0 + Int($1) } + 8 * 32
  }

  /// An `.lzma` header: the usual properties, a dictionary of a usual size, and a length that is unknown or sane.
  private static func isLZMA(_ head: UnsafeRawBufferPointer) -> Bool {
    guard head.count >= 13, head[0] == 0x5D else { return false }
    let dictionary = UInt32(littleEndian: head.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
    let length = UInt64(littleEndian: head.loadUnaligned(fromByteOffset: 5, as: UInt64.self))
    let isUsual = dictionary >= 1 << 12 && dictionary & 0xFFF == 0
    return isUsual && (length == .max || length < 1 << 40)
  }
}
