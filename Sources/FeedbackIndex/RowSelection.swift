internal import DatasetWriting
internal import Foundation
internal import GRDB
internal import JSONSelection
internal import Records

/// Picks the index's columns out of the rows of one table, without decoding the rest.
///
/// After `read`, `values` holds one value a column, in the order of `columns`.
final class RowSelection {
  /// The bytes of a follow-up that the index keeps.
  static let saidBytes = 2_000

  let columns: [DatasetWriting.Column]
  private(set) var values: [DatabaseValue]
  /// The beginning of the column `feedback`; empty in a table that has none.
  private(set) var said = ""
  /// The elements of the one list column, in order.
  private(set) var list: [String] = []

  private let selector = JSONSelector()
  private let saidField: Int
  private var seen: UInt64 = 0
  private let complete: UInt64

  init(of table: DatasetTable) {
    columns = IndexSchema.columns(of: table)
    precondition(columns.count < 64, "a table has more columns than the mask has bits")
    values = Array(repeating: .null, count: columns.count)
    for (place, column) in columns.enumerated() {
      let field = selector.want(column.name)
      precondition(field == place + 1, "the selector numbers its fields in order from 1")
    }
    let isFeedback = table == .feedback
    saidField = isFeedback ? selector.want("feedback") : -1
    // A list is followed only where something in it is wanted; its own texts are then given too.
    for (place, column) in columns.enumerated() where column.kind == .strings { _ = selector.want("", in: place + 1) }
    complete = (1 << UInt64(columns.count)) - 1 | (isFeedback ? 1 << 63 : 0)
  }

  /// Takes one row, which has `JSONSelector.padding` readable bytes behind it.
  ///
  /// Returns nil where all was well, else what was not: a column's name, or `JSON`.
  func read(_ row: UnsafeRawBufferPointer) -> String? {
    seen = 0
    list.removeAll(keepingCapacity: true)
    do throws(JSONFault) { try selector.select(from: row) } catch { return "JSON" }
    for place in 0..<selector.count {
      let event = selector[place]
      if event.field == saidField {
        guard event.kind == .string else { return "feedback" }
        said = Self.text(SearchText.beginning(of: event.text, limit: Self.saidBytes))
        seen |= 1 << 63
      } else if event.field >= 1, event.field <= columns.count {
        guard take(event, at: event.field - 1) else { return columns[event.field - 1].name }
      }
    }
    let missing = complete & ~seen
    if missing == 0 { return nil }
    return missing == 1 << 63 ? "feedback" : columns[missing.trailingZeroBitCount].name
  }

  private func take(_ event: JSONEvent, at place: Int) -> Bool {
    switch (columns[place].kind, event.kind) {
    case (.string, .string):
      values[place] = Self.text(event.text).databaseValue
    case (.int64, .number):
      guard let number = Int64(Self.text(event.text)) else { return false }
      values[place] = number.databaseValue
    case (.float64, .number):
      guard let number = Double(Self.text(event.text)) else { return false }
      values[place] = number.databaseValue
    case (.bool, .isTrue), (.bool, .isFalse):
      values[place] = (event.kind == .isTrue).databaseValue
    case (.strings, .beginArray):
      list.removeAll(keepingCapacity: true)
    case (.strings, .string):
      list.append(Self.text(event.text))
      return true
    case (.strings, .endArray):
      values[place] = JSONList.text(of: list).databaseValue
    default:
      return false
    }
    seen |= 1 << UInt64(place)
    return true
  }

  /// A text as it can be stored: SQLite's C interface ends a text at a NUL, which becomes U+FFFD.
  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(0) ? StoredText.withoutNUL(text) : text
  }
}

/// Text on its way into SQLite.
enum StoredText {
  /// The text with U+FFFD for every NUL.
  static func withoutNUL(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
  }
}

/// A list of short texts in one column, as JSON.
enum JSONList {
  static func text(of items: [String]) -> String {
    guard items.contains(where: { $0.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") } })
    else { return items.isEmpty ? "[]" : "[\"" + items.joined(separator: "\",\"") + "\"]" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(items) else { preconditionFailure("a list of texts is always JSON") }
    return String(decoding: data, as: UTF8.self)
  }

  /// The items; nil where the text is no list of texts.
  static func items(in text: String) -> [String]? {
    // No list is an answer here: the caller says what it was looking at.
    try? JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}
