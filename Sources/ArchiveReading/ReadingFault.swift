public import Records

/// Something that did not make it out of an archive, and where.
///
/// All but `head` is safe to show and to log; `head` is a stranger's text and belongs into `rejected/` alone.
public struct ReadingFault: Error, Hashable, Sendable {
  /// What the fault cost.
  public enum Scope: String, Hashable, Sendable {
    /// The archive, or what was left of it.
    case archive
    /// One member, or what was left of it.
    case member
    /// One record, which has taken a row of its own.
    case record
  }

  public let reason: DropReason
  public let scope: Scope
  /// The archive's display path.
  public let archive: String
  /// The member's name; empty for a file without members and for what concerns the whole archive.
  public let memberName: String
  /// The member's number, where it got one.
  public let member: Int?
  /// The row of the record that is lost, or cut, from 0.
  public let row: Int?
  /// The line where that record starts, from 1.
  public let line: Int?
  /// The offset of that record in the member's expanded text.
  public let byte: Int?
  /// The number that the operating system or the library gave for it.
  public let engineCode: Int?
  /// What happened, in words without a full stop.
  public let detail: String
  /// The first bytes of the record that is lost, at most 512.
  public let head: [UInt8]

  /// The most bytes of a lost record that are kept.
  public static let headBytes = 512

  public init(
    reason: DropReason, scope: Scope, archive: String, memberName: String = "", member: Int? = nil, row: Int? = nil,
    line: Int? = nil, byte: Int? = nil, engineCode: Int? = nil, detail: String, head: [UInt8] = []
  ) {
    self.reason = reason
    self.scope = scope
    self.archive = archive
    self.memberName = memberName
    self.member = member
    self.row = row
    self.line = line
    self.byte = byte
    self.engineCode = engineCode
    self.detail = detail
    self.head = head
  }
}
