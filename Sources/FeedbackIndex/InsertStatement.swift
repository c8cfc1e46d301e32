internal import GRDB
internal import GRDBSQLite

/// A value on its way into a row; a text is borrowed until the row has been inserted.
enum Cell {
  case text(UnsafeRawBufferPointer)
  case ownText(String)
  case integer(Int64)
  case real(Double)
}

/// An `INSERT` that is run for many rows.
///
/// GRDB prepares and runs it; the values are bound by SQLite's own functions, from the bytes where they stand. Through
/// GRDB's arguments, which make a `String` and a boxed value of each, a rebuild took half as long again. This is the only
/// file that calls SQLite past GRDB.
final class InsertStatement {
  private let statement: Statement

  init(into table: String, _ columns: [String], _ db: Database) throws {
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    statement = try db.makeStatement(
      sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    // From here on GRDB takes the arguments as given.
    statement.setUncheckedArguments([])
  }

  /// Inserts a row; `cells` and `more` together are as many as there are columns.
  func insert(_ cells: [Cell], _ more: Cell...) throws {
    let handle = statement.sqliteStatement
    sqlite3_reset(handle)
    var place: CInt = 0
    for cell in cells {
      place += 1
      try check(Self.bind(cell, to: handle, at: place))
    }
    for cell in more {
      place += 1
      try check(Self.bind(cell, to: handle, at: place))
    }
    try statement.execute()
  }

  private func check(_ status: CInt) throws {
    guard status == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: status)) }
  }

  private static func bind(_ cell: Cell, to handle: OpaquePointer, at place: CInt) -> CInt {
    switch cell {
    case .text(let bytes):
      // SQLite takes a null pointer for NULL, and an empty text may have one.
      guard let start = bytes.baseAddress, bytes.count > 0 else { return sqlite3_bind_text(handle, place, "", 0, nil) }
      // No destructor: the bytes outlive the row's insertion, and are bound anew for the next.
      return sqlite3_bind_text64(
        handle, place, start.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), nil, UInt8(SQLITE_UTF8))
    case .ownText(let text):
      let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      return sqlite3_bind_text(handle, place, text, CInt(text.utf8.count), copied)
    case .integer(let number): return sqlite3_bind_int64(handle, place, number)
    case .real(let number): return sqlite3_bind_double(handle, place, number)
    }
  }
}
