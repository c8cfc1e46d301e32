internal import ArchiveReading
internal import FeedbackIndex
internal import Records
internal import TranscriptParsing

/// Fetches conversations out of an archive, however many, in one pass over it.
///
/// An archive has no index: the pass ends behind the last conversation that is wanted, at a second or two for a gigabyte.
struct ArchivePass {
  private let limits: ReadingLimits

  init(limits: ReadingLimits = ReadingLimits()) { self.limits = limits }

  /// Hands out the conversations of `wanted` in the order of the archive.
  ///
  /// - Parameters:
  ///   - wanted: Record ids; of other archives' none is found.
  ///   - path: Where the archive was seen last.
  ///   - body: Gets a record id and its conversation; false ends the pass.
  /// - Returns: False where the archive is gone or has other content, so that there was nothing to fetch.
  func fetch(
    _ wanted: Set<String>, from path: String, id: ArchiveID, _ body: (String, Conversation) throws -> Bool
  ) rethrows -> Bool {
    // A file that can't be read counts as gone.
    guard !path.isEmpty, let archive = ArchiveFinder.find([path]).archives.first,
      let found = try? ArchiveReader.contentID(of: archive), found == id
    else { return false }
    let reader = ArchiveReader(
      archive, limits: limits, pool: BatchPool(batchBytes: limits.batchBytes), columns: TranscriptParser.columns)
    let parser = TranscriptParser()
    // Several conversations may be wanted of one record.
    var left = Dictionary(grouping: wanted) { $0.prefix { $0 != "." } }
    while !left.isEmpty, let batch = reader.nextBatch() {
      defer { batch.recycle() }
      for record in batch.records {
        let origin = RecordOrigin(archive: id, member: "", record: record)
        guard let ids = left.removeValue(forKey: Substring(origin.stem)) else { continue }
        for (recordID, conversation) in Self.conversations(ids, in: batch.bytes(of: record), parser) {
          if try !body(recordID, conversation) { return true }
        }
      }
    }
    return true
  }

  /// What the parser gives points into it: it must live until plain values were made. The record was one when the dataset
  /// was made of the same bytes.
  private static func conversations(
    _ ids: [String], in bytes: UnsafeRawBufferPointer, _ parser: TranscriptParser
  ) -> [(String, Conversation)] {
    withExtendedLifetime(parser) {
      guard let first = try? parser.parse(bytes) else { return [] }
      let wanted = ids.map { id in (path: id.split(separator: ".").dropFirst().first.flatMap { Int($0) } ?? 0, id: id) }
      return wanted.sorted { $0.path < $1.path }.compactMap { path, id in
        guard (0..<first.paths).contains(path) else { return nil }
        return (id, path == 0 ? first.materialized() : parser.select(path: path).materialized())
      }
    }
  }
}
