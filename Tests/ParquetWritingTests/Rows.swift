import ParquetReading
import ParquetWriting

/// A row with a column of each kind, two of some.
struct Row: Codable, Hashable {
  struct Message: Codable, Hashable {
    var role: String
    var content: String
  }

  var id: String
  var label: String
  var turn: Int64
  var score: Double
  var kept: Bool
  var tags: [String]
  var prompt: [Message]

  static let schema: ParquetSchema = {
    do {
      return try ParquetSchema([
        .init("id", .string), .init("label", .string), .init("turn", .int64), .init("score", .float64),
        .init("kept", .bool), .init("tags", .strings), .init("prompt", .messages),
      ])
    } catch { preconditionFailure("the schema of the tests is one") }
  }()

  func write(to writer: ParquetWriter) throws(ParquetWriteError) {
    try writer.field("id", id)
    try writer.field("label", label)
    try writer.field("turn", turn)
    try writer.field("score", score)
    try writer.field("kept", kept)
    try writer.field("tags", list: tags)
    try writer.beginMessages("prompt")
    for message in prompt { try writer.message(role: message.role, content: message.content) }
    try writer.endMessages()
    try writer.endRow()
  }
}

/// Rows as logs have them and as they should not be, the same for the same seed.
struct RowSource {
  private var random: SeededGenerator
  private var number = 0

  static let texts = [
    "", " ", "a", "no, I meant the other one", "das ist \"falsch\"", "再说一次", "línea\nnueva\ttab", "\\back\\slash",
    "🙂 ok 👩‍👩‍👧‍👦", "\u{0}\u{1}\u{1F}\u{7F}", "Привет, мир", "e\u{301}", "\u{FFFD}", "\u{10FFFF}\u{FEFF}",
    "\u{D7FF}\u{E000}",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed) }

  mutating func next() -> Row {
    defer { number += 1 }
    return Row(
      id: "row-\(number)", label: ["explicit_praise", "correction", ""].randomElement(using: &random) ?? "",
      turn: [0, 1, -1, .max, .min, Int64.random(in: -99...99, using: &random)].randomElement(using: &random) ?? 0,
      score: [0, -0.0, 0.1, -1e300, .leastNonzeroMagnitude, .random(in: -1...1, using: &random)].randomElement(
        using: &random) ?? 0,
      kept: .random(using: &random), tags: some { $0.text() },
      prompt: some { source in
        Row.Message(role: ["user", "assistant"].randomElement(using: &source.random) ?? "", content: source.text())
      })
  }

  mutating func next(_ count: Int) -> [Row] { (0..<count).map { _ in next() } }

  private mutating func text() -> String {
    let text = Self.texts.randomElement(using: &random) ?? ""
    return Int.random(in: 0..<20, using: &random) == 0 ? String(repeating: text + "…", count: 200) : text
  }

  private mutating func some<Element>(_ make: (inout RowSource) -> Element) -> [Element] {
    let counts = [0, 0, 1, 1, 2, 3, 9, 40]
    return (0..<(counts.randomElement(using: &random) ?? 0)).map { _ in make(&self) }
  }
}

/// SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A sink that keeps the file in memory.
final class MemorySink {
  struct Full: Error {}

  private(set) var bytes: [UInt8] = []
  /// The sink takes no more than this and then fails.
  var capacity = Int.max

  func take(_ piece: UnsafeRawBufferPointer) throws {
    guard bytes.count + piece.count <= capacity else { throw Full() }
    bytes += piece
  }
}

/// A file written into memory.
struct WrittenFile {
  let bytes: [UInt8]
  let summary: ParquetWriter.Summary

  init(
    _ schema: ParquetSchema, _ options: ParquetWriter.Options = .init(), _ body: (ParquetWriter) throws -> Void
  ) throws {
    let sink = MemorySink()
    let writer = ParquetWriter(schema, options: options, sink: sink.take)
    try body(writer)
    summary = try writer.finish()
    bytes = sink.bytes
  }

  init(_ rows: [Row], _ options: ParquetWriter.Options = .init()) throws {
    try self.init(Row.schema, options) { writer in for row in rows { try row.write(to: writer) } }
  }

  /// Each row as our own reader has it, one JSON object.
  func lines() throws -> [[UInt8]] {
    let reader = try ParquetReader(ParquetBytes(bytes), selecting: .everything)
    let sink = JSONSink()
    var lines: [[UInt8]] = []
    while try reader.nextRow(into: sink) {
      lines.append(Array(sink.bytes))
      sink.clear()
    }
    return lines
  }
}
