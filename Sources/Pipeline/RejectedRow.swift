internal import ArchiveReading
internal import DatasetWriting
internal import Records
internal import TranscriptParsing

/// One line of `_gleaner/rejected/<segment>.jsonl.zst`: what did not make it, why, and where it stood.
struct RejectedRow {
  private let archive: ArchiveID
  private let member: String
  private let row: Int?
  private let line: Int?
  private let byte: Int?
  private let reason: DropReason
  private let detail: String
  private let head: String

  init(_ origin: RecordOrigin, _ error: TranscriptError, head: UnsafeRawBufferPointer) {
    archive = origin.archive
    member = origin.member
    row = origin.record.row
    line = origin.record.line
    byte = origin.record.byte
    reason = error.reason
    detail = error.detail
    self.head = String(decoding: head, as: UTF8.self)
  }

  init(_ fault: ReadingFault, archive: ArchiveID, withoutText: Bool) {
    self.archive = archive
    member = fault.memberName
    row = fault.row
    line = fault.line
    byte = fault.byte
    reason = fault.reason
    detail = fault.detail
    head = withoutText ? "" : String(decoding: fault.head, as: UTF8.self)
  }

  /// Places that are not known are −1, so that every column has one type.
  func write(to rows: RowBuffer) {
    rows.beginRow()
    rows.field("archive", archive.rawValue)
    rows.field("member", member)
    rows.field("row", row ?? -1)
    rows.field("line", line ?? -1)
    rows.field("byte", byte ?? -1)
    rows.field("reason", reason.rawValue)
    rows.field("expected", reason.isExpected)
    rows.field("detail", detail)
    rows.field("head", head)
    rows.endRow()
  }
}
