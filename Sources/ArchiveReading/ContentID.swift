import Digests
public import Records

extension ArchiveReader {
  /// The archive's identity, from all of its bytes; costs one reading of the file.
  ///
  /// Throws a fault with `unreadable`, or with `changedWhileReading` if the file's length or time is not what it was
  /// when it was found, or was not the same before and after.
  public static func contentID(of archive: FoundArchive) throws(ReadingFault) -> ArchiveID {
    do throws(StreamBreak) {
      let file = try FileSource(path: archive.path, meter: ReadingMeter(limits: ReadingLimits()))
      let hasher = SHA256Hasher()
      var input = InputBlock(capacity: FileSource.blockBytes)
      var count = 0
      while !input.isLast {
        try input.refill(from: file)
        hasher.update(input.bytes)
        count += input.bytes.count
        input.eat(input.bytes.count)
      }
      guard let status = file.status, archive.matches(status), count == archive.byteCount else {
        throw StreamBreak(reason: .changedWhileReading, detail: "the file was changed since it was found")
      }
      return ArchiveID(rawValue: String(hasher.finish().prefix(16)))
    } catch {
      throw ReadingFault(
        reason: error.reason, scope: .archive, archive: archive.displayPath, engineCode: error.engineCode,
        detail: error.detail)
    }
  }
}
