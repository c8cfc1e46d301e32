internal import ArchiveReading
internal import DatasetWriting
internal import Records

/// What one batch of records gave: compressed rows, and the books.
struct BatchProduct {
  /// One frame for each table that has rows.
  var tables: [(table: DatasetTable, frame: EncodedFrame)] = []
  var rejected: EncodedFrame?
  var counts = SegmentCounts()
  /// The first words on each reason for which an archive or member was lost.
  var details: [DropReason: String] = [:]
}
