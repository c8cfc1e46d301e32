import ArchiveReading
import CArchive
import Foundation

/// Archives made for a test by libarchive's writer, in memory.
enum TestArchives {
  enum Format { case tar, zip, encryptedZip, sevenZip, cpio, raw }

  struct File {
    let name: String
    let bytes: [UInt8]
    /// Where the entry points to, if it is a link.
    var link: String?
    var isDirectory = false

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    init(_ name: String, linkTo target: String) { (self.name, bytes, link) = (name, [], target) }
    init(directory name: String) { (self.name, bytes, isDirectory) = (name, [], true) }
  }

  /// The compressions that are read, by libarchive's codes and names.
  static let filters: [(name: String, code: Int32)] = [
    ("gzip", ARCHIVE_FILTER_GZIP), ("zstd", ARCHIVE_FILTER_ZSTD), ("xz", ARCHIVE_FILTER_XZ),
    ("bzip2", ARCHIVE_FILTER_BZIP2), ("lz4", ARCHIVE_FILTER_LZ4), ("lzma", ARCHIVE_FILTER_LZMA),
  ]

  /// A container with these files, compressed if a filter is given.
  static func pack(_ format: Format, _ files: [File], filter: Int32 = ARCHIVE_FILTER_NONE) -> [UInt8] {
    guard let archive = archive_write_new() else { preconditionFailure("no archive writer") }
    defer { archive_write_free(archive) }
    // A 7z has its names in UTF-16, which the writer makes by the locale.
    let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    set(format, in: archive)
    if filter != ARCHIVE_FILTER_NONE { archive_write_add_filter(archive, filter) }
    archive_write_set_bytes_in_last_block(archive, 1)
    let capacity = (1 << 20) + files.reduce(0) { $0 + 2 * $1.bytes.count + 4096 }
    var memory = [UInt8](repeating: 0, count: capacity)
    var used = 0
    memory.withUnsafeMutableBytes { buffer in
      precondition(archive_write_open_memory(archive, buffer.baseAddress, capacity, &used) == ARCHIVE_OK)
      for file in files { write(file, to: archive) }
      precondition(archive_write_close(archive) == ARCHIVE_OK)
    }
    return Array(memory[..<used])
  }

  /// A compressed text.
  static func compress(_ text: String, _ filter: Int32) -> [UInt8] { compress(Array(text.utf8), filter) }
  static func compress(_ bytes: [UInt8], _ filter: Int32) -> [UInt8] {
    pack(.raw, [File("data", bytes)], filter: filter)
  }

  static func gzip(_ text: String) -> [UInt8] { compress(text, ARCHIVE_FILTER_GZIP) }
  static func zstd(_ text: String) -> [UInt8] { compress(text, ARCHIVE_FILTER_ZSTD) }

  private static func set(_ format: Format, in archive: OpaquePointer) {
    switch format {
    case .tar: archive_write_set_format_pax_restricted(archive)
    case .zip: archive_write_set_format_zip(archive)
    case .encryptedZip:
      archive_write_set_format_zip(archive)
      archive_write_set_options(archive, "zip:encryption=traditional")
      archive_write_set_passphrase(archive, "sesame")
    case .sevenZip: archive_write_set_format_7zip(archive)
    case .cpio: archive_write_set_format_cpio_newc(archive)
    case .raw: archive_write_set_format_raw(archive)
    }
  }

  private static func write(_ file: File, to archive: OpaquePointer) {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, file.name)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_filetype(entry, file.link != nil ? 0o120000 : file.isDirectory ? 0o040000 : 0o100000)
    if let link = file.link { archive_entry_set_symlink(entry, link) }
    archive_entry_set_size(entry, Int64(file.bytes.count))
    precondition(archive_write_header(archive, entry) == ARCHIVE_OK)
    file.bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
    archive_write_finish_entry(archive)
  }
}

/// A directory that is gone when the test is over.
final class TestDirectory {
  let path: String

  init() {
    var template = Array("/tmp/archive-reading-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }  // Left to the system's own tidying if that fails.

  /// Writes a file, with the directories above it, and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let full = path + "/" + name
    var parents = name.split(separator: "/").dropLast().map(String.init)
    var made = path
    while !parents.isEmpty {
      made += "/" + parents.removeFirst()
      mkdir(made, 0o755)
    }
    guard let file = fopen(full, "w") else { preconditionFailure("cannot write \(full)") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return full
  }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}
