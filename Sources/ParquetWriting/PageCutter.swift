/// Cuts a column chunk into pages of whole rows.
struct PageCutter {
  /// The rows of one page, their values, and the bytes of those in plain encoding.
  struct Piece {
    var rows: Range<Int>
    var values: Range<Int>
    var bytes: Range<Int>
  }

  private let column: LeafBuffer
  private let elementCounts: ByteBuffer?
  private let rows: Int
  private let isDictionary: Bool
  private var row = 0
  private var value = 0
  private var byte = 0

  init(_ column: LeafBuffer, elementCounts: ByteBuffer?, rows: Int, isDictionary: Bool) {
    self.column = column
    self.elementCounts = elementCounts
    self.rows = rows
    self.isDictionary = isDictionary
  }

  /// The next page, which ends with the row that brings it to `bytes`; nil behind the last.
  ///
  /// Of a dictionary column a value counts 4 bytes, what its index takes at most.
  mutating func next(bytes: Int) -> Piece? {
    guard row < rows else { return nil }
    var piece = Piece(rows: row..<row, values: value..<value, bytes: byte..<byte)
    var size = 0
    while row < rows, size < bytes {
      let elements = elementCounts.map { Int($0.number(at: row * 4, as: UInt32.self)) } ?? 1
      let start = byte
      for _ in 0..<elements { step() }
      size += isDictionary ? 4 * elements : byte - start
      row += 1
    }
    piece.rows = piece.rows.lowerBound..<row
    piece.values = piece.values.lowerBound..<value
    piece.bytes = piece.bytes.lowerBound..<byte
    return piece
  }

  @inline(__always)
  private mutating func step() {
    value &+= 1
    if let width = column.leaf.physical.byteCount {
      byte &+= width
    } else {
      byte &+= 4 &+ Int(column.values.number(at: byte, as: UInt32.self))
    }
  }
}

/// Writes the levels of a page: which values begin a row, and which lists are empty.
///
/// Source: apache/parquet-format, README.md "Nested Encoding" and "Data Pages"; Encodings.md has the length in front.
struct LevelWriter {
  private let target: ByteBuffer
  private let leaf: Leaf

  init(into target: ByteBuffer, _ leaf: Leaf) {
    self.target = target
    self.leaf = leaf
  }

  /// Writes the levels of some rows and gives how many places they have.
  func write(_ rows: Range<Int>, _ elementCounts: ByteBuffer?) -> Int {
    guard let elementCounts else {
      encode(largest: leaf.definitionLevel) { $0.append(UInt32(leaf.definitionLevel), count: rows.count) }
      return rows.count
    }
    var places = 0
    encode(largest: 1) { encoder in
      for row in rows {
        let elements = Int(elementCounts.number(at: row * 4, as: UInt32.self))
        encoder.append(0)
        encoder.append(1, count: max(0, elements - 1))
        places += max(1, elements)
      }
    }
    encode(largest: leaf.definitionLevel) { encoder in
      for row in rows {
        let elements = Int(elementCounts.number(at: row * 4, as: UInt32.self))
        // The list is there and has nothing in it: the level of the list itself.
        if elements == 0 { encoder.append(1) } else { encoder.append(UInt32(leaf.definitionLevel), count: elements) }
      }
    }
    return places
  }

  private func encode(largest: Int, _ body: (inout HybridEncoder) -> Void) {
    let start = target.count
    target.append(UInt32(0))
    var encoder = HybridEncoder(into: target, bitWidth: HybridEncoder.bitWidth(of: largest))
    body(&encoder)
    encoder.finish()
    target.replace(at: start, with: UInt32(target.count - start - 4))
  }
}
