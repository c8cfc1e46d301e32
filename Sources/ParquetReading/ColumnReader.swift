/// The values of one column with their levels, over all pages and row groups.
///
/// The reader stands before a *head*: a pair of levels, and a value where the definition level is the highest.
final class ColumnReader {
  private static let batch = 1024

  let leafIndex: Int
  let physical: PhysicalType
  let path: String
  let style: ValueStyle
  /// The definition level of a value that is there.
  let highestLevel: UInt8
  /// How many rows of the row group have been begun.
  private(set) var rowsBegun = 0

  private let loader: PageLoader
  private let highestRepetition: UInt8
  private var page: LoadedPage?
  private var leftInPage = 0
  private var leftInChunk = 0
  private let repetitions: UnsafeMutableBufferPointer<UInt8>
  private let definitions: UnsafeMutableBufferPointer<UInt8>
  private var head = 0
  private var filled = 0

  init(_ node: SchemaNode, leafIndex: Int, physical: PhysicalType, style: ValueStyle, loader: PageLoader) {
    self.leafIndex = leafIndex
    self.physical = physical
    self.style = style
    self.loader = loader
    path = node.path
    highestLevel = UInt8(node.definitionLevel)
    highestRepetition = UInt8(node.repetitionLevel)
    repetitions = .allocate(capacity: Self.batch)
    definitions = .allocate(capacity: Self.batch)
    repetitions.initialize(repeating: 0)
    definitions.initialize(repeating: 0)
  }

  deinit {
    repetitions.deallocate()
    definitions.deallocate()
  }

  func begin(_ chunk: ColumnChunk) {
    loader.begin(chunk)
    page = nil
    leftInPage = 0
    leftInChunk = chunk.valueCount
    head = 0
    filled = 0
    rowsBegun = 0
  }

  /// The definition level of the head; 0 at the end of the row group.
  @inline(__always)
  func definition() throws(PageFault) -> UInt8 { try isAtEnd() ? 0 : definitions[head] }

  /// The repetition level of the head; 0 at the end of the row group.
  @inline(__always)
  func repetition() throws(PageFault) -> UInt8 { try isAtEnd() ? 0 : repetitions[head] }

  /// Whether the row group is over for this column.
  @inline(__always)
  func isAtEnd() throws(PageFault) -> Bool { head < filled ? false : try !refill() }

  /// Takes the head off, which must repeat at the level expected, and gives its definition level. If that is the
  /// highest, `value` must be called next.
  @inline(__always)
  func take(_ repetition: UInt8) throws(PageFault) -> UInt8 {
    guard try !isAtEnd() else { throw placed(.corrupt("the column ends before the row group does")) }
    guard repetitions[head] == repetition else { throw placed(.corrupt("the column repeats where others do not")) }
    if repetition == 0 { rowsBegun &+= 1 }
    head &+= 1
    return definitions[head &- 1]
  }

  /// The value of the head that was taken; valid until anything is asked of this reader.
  @inline(__always)
  func value() throws(PageFault) -> UnsafeRawBufferPointer {
    guard let page else { throw placed(.corrupt("the column has no page")) }
    do throws(PageFault) { return try page.values.next() } catch { throw placed(error) }
  }

  /// Passes over what is left of the rows before number `row` of the row group.
  func finish(before row: Int) throws(PageFault) {
    while try !isAtEnd() {
      let repetition = repetitions[head]
      if repetition == 0, rowsBegun >= row { return }
      if try take(repetition) == highestLevel { _ = try value() }
    }
  }

  /// A fault with the place of the page that is being read.
  func placed(_ fault: PageFault) -> PageFault {
    var placed = fault
    placed.place.column = path
    placed.place.page = max(0, loader.pageNumber)
    placed.place.byte = placed.place.byte ?? loader.pageOffset
    return placed
  }

  /// Decodes more levels; false at the end of the row group.
  private func refill() throws(PageFault) -> Bool {
    do throws(PageFault) {
      while leftInPage == 0 {
        guard leftInChunk > 0 else { return false }
        try turnPage()
      }
      try decodeLevels(min(leftInPage, Self.batch))
      return true
    } catch { throw placed(error) }
  }

  private func turnPage() throws(PageFault) {
    page = nil
    let next = try loader.next()
    guard next.valueCount <= leftInChunk else { throw .corrupt("a column chunk has more values than it says") }
    page = next
    leftInPage = next.valueCount
    leftInChunk -= next.valueCount
  }

  private func decodeLevels(_ count: Int) throws(PageFault) {
    guard var page else { throw .corrupt("the column has no page") }
    try Self.decode(&page.repetition, count, into: repetitions, highest: highestRepetition)
    try Self.decode(&page.definition, count, into: definitions, highest: highestLevel)
    self.page = page
    leftInPage -= count
    head = 0
    filled = count
  }

  /// Levels that are all 0 are there already.
  private static func decode(
    _ decoder: inout HybridDecoder?, _ count: Int, into buffer: UnsafeMutableBufferPointer<UInt8>, highest: UInt8
  ) throws(PageFault) {
    guard decoder != nil else { return }
    let part = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
    guard try decoder?.decode(into: part) == count else { throw ByteCursor.tooShort }
    var largest: UInt8 = 0
    for level in part { largest = max(largest, level) }
    guard largest <= highest else { throw .corrupt("a level is higher than its column has") }
  }
}
