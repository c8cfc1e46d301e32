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
  /// By the members' numbers: how many records there were, and how many of them are of no known shape.
  var members: [Int: (records: Int, unknown: Int)] = [:]

  /// Notes a record of a member.
  mutating func note(_ member: Int, isLog: Bool) {
    members[member, default: (0, 0)].records += 1
    if !isLog { members[member]?.unknown += 1 }
  }
}
