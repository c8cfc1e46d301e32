/// Writes rows as JSON by a plan, and sees to it that the columns agree on what is there.
///
/// Each column is taken from exactly once for each value, null or empty list, at the repetition level that the place in
/// the row asks for; a column that says otherwise is corrupt.
struct RowWriter {
  let plan: RowPlan
  let rowBytes: Int
  let sink: JSONSink
  private var start = 0

  init(_ plan: RowPlan, into sink: JSONSink, rowBytes: Int) {
    self.plan = plan
    self.sink = sink
    self.rowBytes = rowBytes
    start = sink.count
  }

  /// Appends the next row. After a fault the sink holds a part of it, and the columns may stand within it.
  func write() throws(PageFault) { try write(plan, 0) }

  private func write(_ plan: RowPlan, _ repetition: UInt8) throws(PageFault) {
    switch plan.shape {
    case .value(let column): try write(column, repetition)
    case .object(let members):
      if try isMissing(plan) { try passOver(plan, repetition, as: "null") } else { try write(members, repetition) }
    case .list(let element, let repeatedLevel, let level):
      guard try isThere(plan, from: repeatedLevel, repetition) else { return }
      try write(element, level, from: repetition)
    case .map(let key, let value, let repeatedLevel, let level):
      guard try isThere(plan, from: repeatedLevel, repetition) else { return }
      try write(key, value, level, from: repetition)
    }
  }

  private func isMissing(_ plan: RowPlan) throws(PageFault) -> Bool {
    try plan.witness.definition() < plan.presentLevel
  }

  /// Whether a list or a map has elements; where not, it is written here.
  private func isThere(_ plan: RowPlan, from level: UInt8, _ repetition: UInt8) throws(PageFault) -> Bool {
    if try plan.witness.definition() >= level { return true }
    guard try !isMissing(plan) else {
      try passOver(plan, repetition, as: "null")
      return false
    }
    var isMap = false
    if case .map = plan.shape { isMap = true }
    try passOver(plan, repetition, as: isMap ? "{}" : "[]")
    return false
  }

  /// Takes what stands for nothing from all columns below, which must agree on how much is there.
  private func passOver(_ plan: RowPlan, _ repetition: UInt8, as text: StaticString) throws(PageFault) {
    let level = try plan.witness.definition()
    for column in plan.columns where try column.take(repetition) != level {
      throw column.placed(.corrupt("the column is there where others are not"))
    }
    try append(text)
  }

  private func write(_ column: ColumnReader, _ repetition: UInt8) throws(PageFault) {
    guard try column.take(repetition) == column.highestLevel else { return try append("null") }
    let value = try column.value()
    guard value.count <= rowBytes - (sink.count - start) else { throw tooLong }
    do throws(PageFault) { try sink.append(value, as: column.style) } catch { throw column.placed(error) }
    try checkLength()
  }

  private func write(_ members: [(key: [UInt8], plan: RowPlan)], _ repetition: UInt8) throws(PageFault) {
    sink.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in members {
      // Null and missing are the same; what is missing takes no room.
      if try isMissing(member.plan) {
        let end = sink.count
        try passOver(member.plan, repetition, as: "")
        sink.truncate(to: end)
        continue
      }
      member.key.withUnsafeBytes { sink.append(isFirst ? UnsafeRawBufferPointer(rebasing: $0[1...]) : $0) }
      isFirst = false
      try write(member.plan, repetition)
    }
    sink.append(UInt8(ascii: "}"))
    try checkLength()
  }

  private func write(_ element: RowPlan, _ level: UInt8, from repetition: UInt8) throws(PageFault) {
    sink.append(UInt8(ascii: "["))
    try write(element, repetition)
    while try element.witness.repetition() == level {
      sink.append(UInt8(ascii: ","))
      try write(element, level)
    }
    sink.append(UInt8(ascii: "]"))
  }

  private func write(
    _ key: ColumnReader, _ value: RowPlan?, _ level: UInt8, from repetition: UInt8
  ) throws(PageFault) {
    sink.append(UInt8(ascii: "{"))
    try write(key, value, repetition)
    while try key.repetition() == level {
      sink.append(UInt8(ascii: ","))
      try write(key, value, level)
    }
    sink.append(UInt8(ascii: "}"))
  }

  /// One member of a map; keys that are no texts are put in quotes.
  private func write(_ key: ColumnReader, _ value: RowPlan?, _ repetition: UInt8) throws(PageFault) {
    let begin = sink.count
    try write(key, repetition)
    if sink.bytes[begin] != UInt8(ascii: "\"") {
      let bare = Array(sink.bytes[begin...])
      sink.truncate(to: begin)
      _ = sink.appendString(bare)
    }
    sink.append(UInt8(ascii: ":"))
    if let value { try write(value, repetition) } else { try append("null") }
  }

  private func append(_ text: StaticString) throws(PageFault) {
    sink.append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    try checkLength()
  }

  private func checkLength() throws(PageFault) {
    guard sink.count - start <= rowBytes else { throw tooLong }
  }

  private var tooLong: PageFault {
    PageFault(.tooLarge, isOfRow: true, "the row has more than the \(rowBytes) bytes that are allowed")
  }
}
