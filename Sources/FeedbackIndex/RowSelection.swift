internal import DatasetWriting
internal import JSONSelection
internal import Records

/// Picks the index's columns out of the rows of one table, without decoding the rest.
///
/// After `read`, `cells` holds one value a column, in the order of `columns`; texts are borrowed from the parser until the
/// next row.
final class RowSelection {
  /// The bytes of a follow-up that the index keeps.
  static let saidBytes = 2_000

  let columns: [DatasetWriting.Column]
  private(set) var cells: [Cell]
  /// The beginning of the column `feedback`; empty in a table that has none.
  private(set) var said = Cell.integer(0)
  /// The elements of the one list column, in order.
  private(set) var list: [Cell] = []

  private let selector = JSONSelector()
  private let saidField: Int
  private var seen: UInt64 = 0
  private let complete: UInt64
  private static let saidBit: UInt64 = 1 << 63

  init(of table: DatasetTable) {
    columns = IndexSchema.columns(of: table)
    precondition(columns.count < 63, "a table has more columns than the mask has bits")
    cells = Array(repeating: .integer(0), count: columns.count)
    for (place, column) in columns.enumerated() {
      let field = selector.want(column.name)
      precondition(field == place + 1, "the selector numbers its fields in order from 1")
    }
    let isFeedback = table == .feedback
    saidField = isFeedback ? selector.want("feedback") : -1
    // A list is followed only where something in it is wanted; its own texts are then given too.
    for (place, column) in columns.enumerated() where column.kind == .strings { _ = selector.want("", in: place + 1) }
    complete = (1 << UInt64(columns.count)) - 1 | (isFeedback ? Self.saidBit : 0)
  }

  /// The place of a column that the table must have.
  func place(of name: String) -> Int {
    guard let place = columns.firstIndex(where: { $0.name == name }) else { preconditionFailure("no column \(name)") }
    return place
  }

  /// Takes one row, which has `JSONSelector.padding` readable bytes behind it.
  ///
  /// Returns nil where all was well, else what was not: a column's name, or `JSON`.
  func read(_ row: UnsafeRawBufferPointer) -> String? {
    seen = 0
    list.removeAll(keepingCapacity: true)
    do throws(JSONFault) { try selector.select(from: row) } catch { return "JSON" }
    for number in 0..<selector.count {
      let event = selector[number]
      if event.field == saidField {
        guard event.kind == .string else { return "feedback" }
        said = Self.text(SearchText.beginning(of: event.text, limit: Self.saidBytes))
        seen |= Self.saidBit
      } else if event.field >= 1, event.field <= columns.count {
        guard take(event, at: event.field - 1) else { return columns[event.field - 1].name }
      }
    }
    let missing = complete & ~seen
    if missing == 0 { return nil }
    return missing == Self.saidBit ? "feedback" : columns[missing.trailingZeroBitCount].name
  }

  private func take(_ event: JSONEvent, at place: Int) -> Bool {
    switch (columns[place].kind, event.kind) {
    case (.string, .string):
      cells[place] = Self.text(event.text)
    case (.int64, .number):
      guard let number = Int64(String(decoding: event.text, as: UTF8.self)) else { return false }
      cells[place] = .integer(number)
    case (.float64, .number):
      guard let number = Double(String(decoding: event.text, as: UTF8.self)) else { return false }
      cells[place] = .real(number)
    case (.bool, .isTrue), (.bool, .isFalse):
      cells[place] = .integer(event.kind == .isTrue ? 1 : 0)
    case (.strings, .beginArray):
      list.removeAll(keepingCapacity: true)
    case (.strings, .string):
      list.append(Self.text(event.text))
      return true
    case (.strings, .endArray):
      cells[place] = .ownText(JSONList.text(of: list.map(\.string)))
    default:
      return false
    }
    seen |= 1 << UInt64(place)
    return true
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> Cell {
    bytes.contains(0) ? .ownText(StoredText.withoutNUL(String(decoding: bytes, as: UTF8.self))) : .text(bytes)
  }
}

extension Cell {
  /// A text; empty where the cell holds a number.
  var string: String {
    switch self {
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .ownText(let text): text
    case .integer, .real: ""
    }
  }

  /// Whether it is a text that begins so.
  func begins(with prefix: StaticString) -> Bool {
    guard case .text(let bytes) = self else { return string.hasPrefix("\(prefix)") }
    return prefix.withUTF8Buffer { bytes.starts(with: $0) }
  }

  /// A whole number; 0 where the cell holds something else.
  var integer: Int64 {
    if case .integer(let number) = self { number } else { 0 }
  }
}
