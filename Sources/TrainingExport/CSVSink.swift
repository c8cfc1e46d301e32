internal import Records

/// Comma-separated values after RFC 4180 in UTF-8: a header in every shard, lines that end with CR LF, texts in quotes
/// where they need them. Truths are `true` and `false`; lists are JSON.
///
/// Cells are the exact texts. A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, tab or carriage return
/// for a formula, and quotes do not keep it from that (OWASP, "CSV Injection"); who wants to open the files in one asks
/// for an apostrophe before such texts, and then they are not the exact texts any more.
final class CSVSink: ExportSink {
  private static let blockBytes = 1 << 20

  private let columns: [ExportColumn]
  private let escapesFormulas: Bool
  private var bytes: [UInt8] = []
  private var file: ExportFile?
  private var rows = 0
  private var writtenBytes = 0

  init(columns: [ExportColumn], escapesFormulas: Bool) {
    self.columns = columns
    self.escapesFormulas = escapesFormulas
  }

  var plainBytes: Int { writtenBytes + bytes.count }

  func beginShard(at path: String) throws(TrainingExportError) {
    file = try ExportFile(at: path)
    (rows, writtenBytes) = (0, 0)
    putLine(columns.map(\.name))
  }

  func append(_ row: [ExportValue]) throws(TrainingExportError) {
    putLine(row.map(cell))
    rows += 1
    if bytes.count >= Self.blockBytes { try flush() }
  }

  func finishShard() throws(TrainingExportError) -> FinishedShard {
    try flush()
    guard let file else { preconditionFailure("a shard is finished that was not begun") }
    self.file = nil
    return FinishedShard(
      path: file.path, bytes: file.count, plainBytes: writtenBytes, rows: rows, sha256: try file.finish())
  }

  private func flush() throws(TrainingExportError) {
    guard let file else { return }
    try file.write(bytes)
    writtenBytes += bytes.count
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Cells

  private func cell(_ value: ExportValue) -> String {
    switch value {
    case .string(let text): escapesFormulas && Self.looksLikeFormula(text) ? "'" + text : text
    case .int64(let number): String(number)
    case .float64(let share): Self.decimals(share)
    case .bool(let truth): truth ? "true" : "false"
    case .strings(let texts): JSONValue.array(texts.map(JSONValue.string)).text
    case .messages(let messages):
      JSONValue.array(
        messages.map { .object([("role", .string($0.role.rawValue)), ("content", .string($0.content))]) }
      ).text
    }
  }

  /// Looks at the first byte: as a `Character`, a carriage return may be one with the newline behind it.
  private static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return "=+-@\t\r".utf8.contains(first)
  }

  /// Four decimals, as in JSON Lines.
  private static func decimals(_ share: Double) -> String {
    let scaled = Int((share * 10_000).rounded())
    let digits = String(scaled % 10_000)
    return "\(scaled / 10_000).\(String(repeating: "0", count: 4 - digits.count))\(digits)"
  }

  private func putLine(_ cells: [String]) {
    for (number, cell) in cells.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      put(cell)
    }
    bytes.append(contentsOf: [UInt8(ascii: "\r"), UInt8(ascii: "\n")])
  }

  private func put(_ cell: String) {
    let quote = UInt8(ascii: "\"")
    guard cell.utf8.contains(where: { "\",\r\n".utf8.contains($0) }) else { return bytes.append(contentsOf: cell.utf8) }
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
