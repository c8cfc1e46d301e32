internal import DatasetWriting

/// Goes through the rows of a table in one segment, in the order in which they were written: by record.
final class TableCursor {
  private let layout: DatasetLayout
  private var shards: ArraySlice<ShardManifest>
  private var reader: ShardReader?
  let columns: ColumnReader
  /// Where the row in hand belongs; nil before the first and behind the last.
  private(set) var place: RecordPlace?
  private let recordColumn: Int

  /// - Parameters:
  ///   - columns: The first is `record_id`.
  init(_ table: DatasetTable, of manifest: SegmentManifest, in layout: DatasetLayout, columns: [String]) {
    self.layout = layout
    shards = (manifest.tables[table.rawValue]?.shards ?? [])[...]
    self.columns = ColumnReader(table, columns)
    recordColumn = 0
  }

  /// Moves to the next row.
  ///
  /// - Throws: `ShardError`; `DatasetError` with `damaged` for a row that is none.
  func advance() throws {
    while true {
      if let row = try reader?.next() {
        guard columns.read(row.bytes), let place = RecordPlace(columns.text(recordColumn)) else {
          throw DatasetError(.damaged, path: reader?.file ?? layout.root)
        }
        self.place = place
        return
      }
      guard let shard = shards.popFirst() else {
        (reader, place) = (nil, nil)
        return
      }
      reader = try ShardReader(file: layout.path(shard.file))
    }
  }

  /// Moves on until the row in hand is of this record or of a later one.
  ///
  /// - Returns: Whether it is of this record.
  func moves(to record: RecordPlace) throws -> Bool {
    while let place, place < record { try advance() }
    return place == record
  }
}

/// The place of a record in its archive, as its id says it: member, row, and the path where a record holds several.
struct RecordPlace: Comparable {
  private let numbers: [Int]

  /// nil where the id is none: `<archive>-<member>-<row>`, or with `.<path>` behind it.
  init?(_ id: String) {
    let parts = id.utf8.split(separator: UInt8(ascii: "-"))
    guard parts.count == 3 else { return nil }
    let numbers = (parts[1...].flatMap { $0.split(separator: UInt8(ascii: ".")) }).map { Int(Substring($0)) }
    guard numbers.count >= 2, !numbers.contains(nil) else { return nil }
    self.numbers = numbers.compactMap { $0 }
  }

  static func < (left: RecordPlace, right: RecordPlace) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
