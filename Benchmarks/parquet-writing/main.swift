import Foundation
import ParquetWriting

// Writes rows of the kind that training takes, and says how fast and in how much memory:
//   parquet-writing-benchmark FILE MEGABYTES POOL_MEGABYTES LEVEL
// The rows are made up before the clock starts, POOL_MEGABYTES of them, and written again and again until MEGABYTES of
// values are written. The pool is larger than a page, so that repeating it makes no page smaller.

struct Row {
  var id: String
  var category: String
  var turn: Int
  var confidence: Double
  var mixed: Bool
  var evidence: [String]
  var prompt: [(role: String, content: String)]
  var response: String

  var byteCount: Int {
    id.utf8.count + category.utf8.count + response.utf8.count + 17 + evidence.reduce(0) { $0 + $1.utf8.count }
      + prompt.reduce(0) { $0 + $1.role.utf8.count + $1.content.utf8.count }
  }
}

/// Words by Zipf's law: compresses as prose does, about threefold.
struct Prose {
  private var state: UInt64
  private var words: [String] = []
  private var limits: [Double] = []

  init(seed: UInt64) {
    state = seed
    var sum = 0.0
    for rank in 1...20_000 {
      words.append(word(1 + Int(next() % 4)))
      sum += 1 / Double(rank)
      limits.append(sum)
    }
    limits = limits.map { $0 / sum }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private mutating func word(_ syllables: Int) -> String {
    (0..<syllables).map { _ in
      "\(Array("bcdfghklmnprstvz")[Int(next() % 16)])\(Array("aeiou")[Int(next() % 5)])"
    }.joined()
  }

  mutating func text(_ count: Int) -> String {
    (0..<count).map { _ in
      let target = Double(next() >> 11) / Double(1 << 53)
      var (low, high) = (0, limits.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if limits[middle] < target { low = middle + 1 } else { high = middle }
      }
      return words[low]
    }.joined(separator: " ")
  }

  mutating func row(_ number: Int) -> Row {
    let turns = 1 + Int(next() % 4)
    return Row(
      id: "0123456789abcdef-\(number)-3",
      category: ["explicit_praise", "correction", "repetition", "clarification"][Int(next() % 4)],
      turn: turns, confidence: Double(next() >> 11) / Double(1 << 53), mixed: next() % 5 == 0,
      evidence: (0..<Int(next() % 3)).map { _ in "en.rule-\(next() % 60)" },
      prompt: (0..<turns * 2).map { ($0 % 2 == 0 ? "user" : "assistant", text($0 % 2 == 0 ? 40 : 180)) },
      response: text(200))
  }
}

func write(_ row: Row, to writer: ParquetWriter) throws(ParquetWriteError) {
  try writer.field("id", row.id)
  try writer.field("category", row.category)
  try writer.field("turn", row.turn)
  try writer.field("confidence", row.confidence)
  try writer.field("mixed", row.mixed)
  try writer.field("evidence", list: row.evidence)
  try writer.beginMessages("prompt")
  for message in row.prompt { try writer.message(role: message.role, content: message.content) }
  try writer.endMessages()
  try writer.field("response", row.response)
  try writer.endRow()
}

/// The largest memory that the process had so far, and the processor time that it took: other programs lengthen the
/// wall clock's.
func usage() -> (peakMegabytes: Int, seconds: Double) {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  let micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
  return (usage.ru_maxrss / 1024, Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(micros) / 1e6)
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let megabytes = Int(arguments[2]), let pool = Int(arguments[3]),
  let level = Int(arguments[4])
else {
  print("usage: parquet-writing-benchmark FILE MEGABYTES POOL_MEGABYTES LEVEL")
  exit(2)
}
var prose = Prose(seed: 7)
var rows: [Row] = []
var poolBytes = 0
while poolBytes < pool * 1_000_000 {
  rows.append(prose.row(rows.count))
  poolBytes += rows[rows.count - 1].byteCount
}

let schema = try ParquetSchema([
  .init("id", .string), .init("category", .string), .init("turn", .int64), .init("confidence", .float64),
  .init("mixed", .bool), .init("evidence", .strings), .init("prompt", .messages), .init("response", .string),
])
let descriptor = open(arguments[1], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
guard descriptor >= 0 else { fatalError("cannot write \(arguments[1])") }
let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
let before = usage()
let start = ContinuousClock.now
let writer = ParquetWriter(schema, options: .init(level: level)) { piece in
  var done = 0
  while done < piece.count {
    let step = Foundation.write(descriptor, piece.baseAddress.map { $0 + done }, piece.count - done)
    guard step > 0 else { throw CocoaError(.fileWriteUnknown) }
    done += step
  }
}
var byteCount = 0
var index = 0
while byteCount < megabytes * 1_000_000 {
  try write(rows[index], to: writer)
  byteCount += rows[index].byteCount
  index = (index + 1) % rows.count
}
let summary = try writer.finish()
let elapsed = start.duration(to: .now)
let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
let after = usage()
let processor = after.seconds - before.seconds
let megabytesWritten = Double(byteCount) / 1e6
print(
  "ours: \(summary.rows) rows, \(byteCount / 1_000_000) MB in \(summary.rowGroups) row groups,",
  String(format: "%.2f s, %.2f s of processor, %.0f MB/s of that,", seconds, processor, megabytesWritten / processor),
  "\(summary.bytes) bytes, level \(level);",
  "peak \(after.peakMegabytes) MB, \(before.peakMegabytes) MB of it before the writer began")
