internal import DatasetWriting
internal import JSONSelection
internal import Records

/// Reads chosen columns out of the rows of one table, row by row.
///
/// Values are asked for by the place of their column among those that were chosen; each is of its column's type.
final class ColumnReader {
  private enum Cell {
    case text(String)
    case number(Double)
    case truth(Bool)
    case texts([String])
    case messages([Message])
  }

  private let columns: [Column]
  private let selector = JSONSelector()
  private var cells: [Cell]
  /// For each column of messages the fields of its `role` and `content`.
  private var parts: [Int: (column: Int, isRole: Bool)] = [:]
  private var role = MessageRole.other

  /// - Parameter names: Columns that the table has.
  init(_ table: DatasetTable, _ names: [String]) {
    columns = names.map { name in
      guard let column = table.columns.first(where: { $0.name == name }) else {
        preconditionFailure("\(table.rawValue) has no column \(name)")
      }
      return column
    }
    cells = Array(repeating: .truth(false), count: columns.count)
    for (place, column) in columns.enumerated() {
      let field = selector.want(column.name)
      precondition(field == place + 1, "the selector numbers its fields in order from 1")
    }
    // A list is followed only where something in it is wanted.
    for (place, column) in columns.enumerated() {
      switch column.kind {
      case .strings: _ = selector.want("", in: place + 1)
      case .messages:
        parts[selector.want("role", in: place + 1)] = (place, true)
        parts[selector.want("content", in: place + 1)] = (place, false)
      case .string, .int64, .float64, .bool: break
      }
    }
  }

  /// Takes one row, which has `JSONSelector.padding` readable bytes behind it; false where it is none of this table.
  func read(_ row: UnsafeRawBufferPointer) -> Bool {
    for (place, column) in columns.enumerated() {
      switch column.kind {
      case .string: cells[place] = .text("")
      case .int64, .float64: cells[place] = .number(0)
      case .bool: cells[place] = .truth(false)
      case .strings: cells[place] = .texts([])
      case .messages: cells[place] = .messages([])
      }
    }
    guard (try? selector.select(from: row)) != nil else { return false }
    for number in 0..<selector.count {
      let event = selector[number]
      if let part = parts[event.field] {
        guard event.kind == .string else { return false }
        take(String(decoding: event.text, as: UTF8.self), part)
      } else if (1...columns.count).contains(event.field) {
        guard take(event, at: event.field - 1) else { return false }
      }
    }
    return true
  }

  private func take(_ event: JSONEvent, at place: Int) -> Bool {
    switch (columns[place].kind, event.kind) {
    case (.string, .string): cells[place] = .text(String(decoding: event.text, as: UTF8.self))
    case (.int64, .number), (.float64, .number):
      guard let number = Double(String(decoding: event.text, as: UTF8.self)) else { return false }
      cells[place] = .number(number)
    case (.bool, .isTrue), (.bool, .isFalse): cells[place] = .truth(event.kind == .isTrue)
    case (.strings, .string):
      guard case .texts(var texts) = cells[place] else { return false }
      texts.append(String(decoding: event.text, as: UTF8.self))
      cells[place] = .texts(texts)
    case (.strings, .beginArray), (.strings, .endArray), (.messages, _): break
    default: return false
    }
    return true
  }

  /// A message's role comes before its content, as rows are written.
  private func take(_ text: String, _ part: (column: Int, isRole: Bool)) {
    if part.isRole {
      role = MessageRole(rawValue: text) ?? .other
    } else if case .messages(var messages) = cells[part.column] {
      cells[part.column] = .truth(false)
      messages.append(Message(role: role, content: text))
      cells[part.column] = .messages(messages)
    }
  }

  func text(_ place: Int) -> String {
    guard case .text(let text) = cells[place] else { preconditionFailure("\(columns[place].name) is no text") }
    return text
  }

  func number(_ place: Int) -> Double {
    guard case .number(let number) = cells[place] else { preconditionFailure("\(columns[place].name) is no number") }
    return number
  }

  func integer(_ place: Int) -> Int { Int(number(place)) }

  func truth(_ place: Int) -> Bool {
    guard case .truth(let truth) = cells[place] else { preconditionFailure("\(columns[place].name) is no truth") }
    return truth
  }

  func texts(_ place: Int) -> [String] {
    guard case .texts(let texts) = cells[place] else { preconditionFailure("\(columns[place].name) is no list") }
    return texts
  }

  func messages(_ place: Int) -> [Message] {
    guard case .messages(let messages) = cells[place] else {
      preconditionFailure("\(columns[place].name) has no messages")
    }
    return messages
  }
}
