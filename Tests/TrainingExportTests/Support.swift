import Foundation
import Records
import Testing
import TrainingExport

/// A directory that goes with its owner.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/export-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // What stays behind stands in the system's temporary directory.
    try? FileManager.default.removeItem(atPath: path)
  }

  var out: String { path + "/out" }

  func text(_ name: String) throws -> String { try String(contentsOfFile: "\(out)/\(name)", encoding: .utf8) }

  func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(out)/\(name)")) }

  /// Every file below the export with its bytes.
  func everything() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: out) {
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(out)/\(name)", isDirectory: &isDirectory)
      if !isDirectory.boolValue { files[name] = try data(name) }
    }
    return files
  }

  /// The rows of the JSON Lines of a split.
  func rows(_ split: String) throws -> [[String: Any]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(out)/data").sorted()
    return try names.filter { $0.hasPrefix("\(split)-") }.flatMap { name in
      try text("data/\(name)").split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
    }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

enum Sample {
  /// Words of which no two requests have many in common.
  static func request(_ number: Int) -> String {
    var numbers = SeededNumbers(state: UInt64(number) &* 77)
    return (0..<12).map { _ in "word\(Int.random(in: 0..<10_000, using: &numbers))" }.joined(separator: " ")
  }

  static func pair(_ number: Int, user: String? = nil, request: String? = nil) -> PreferencePair {
    var pair = PreferencePair()
    pair.id = "pair-\(number)"
    pair.origin = PairOrigin.allCases[number % 3]
    pair.source.recordID = "0123456789abcdef-0-\(number)"
    pair.source.conversationID = "conversation-\(number)"
    pair.source.archive = ArchiveID(rawValue: "0123456789abcdef")
    pair.source.user = user ?? "user-\(number)"
    pair.source.language = number % 4 == 0 ? "de" : "en"
    pair.source.model = "model-\(number % 2)"
    pair.source.targetIndex = 1
    pair.source.messageIndex = 2
    pair.source.ids = ["0123456789abcdef-0-\(number)-2"]
    pair.prompt = [Message(role: .user, content: request ?? Self.request(number))]
    pair.chosen = "The better answer, number \(number)."
    pair.rejected = "Worse \(number)."
    pair.margin = 0.25
    pair.chosenScore = 0.75
    pair.rejectedScore = 0.5
    pair.softTarget = 0.634_135_6
    pair.confidence = 0.9
    pair.scopeConfidence = 0.6
    pair.act = .reattemptWithFeedback
    pair.category = .makeAwareWithCorrection
    pair.feedback = "No, I meant the other one."
    pair.rounds = 1
    return pair
  }

  static func example(_ number: Int) -> UnpairedExample {
    var example = UnpairedExample()
    example.id = "example-\(number)"
    example.source = pair(number).source
    example.prompt = [Message(role: .user, content: request(number))]
    example.completion = "An answer, number \(number)."
    example.label = number % 3 == 0
    example.category = example.label ? .positiveFeedback : .repeatOrRephrase
    example.confidence = 0.8
    return example
  }

  static func demonstration(_ number: Int) -> Demonstration {
    var demonstration = Demonstration()
    demonstration.id = "demonstration-\(number)"
    demonstration.source = pair(number).source
    demonstration.messages = [
      Message(role: .user, content: request(number)),
      Message(role: .assistant, content: "An answer, number \(number)."),
    ]
    demonstration.confidence = 0.7
    return demonstration
  }

  static func pairs(_ count: Int) -> [TrainingRow] { (0..<count).map { TrainingRow(.pair(pair($0))) } }

  /// Rows that fit a shape.
  static func rows(_ count: Int, for shape: ExportShape) -> [TrainingRow] {
    (0..<count).map { number in
      switch shape {
      case .preference, .icai: TrainingRow(.pair(pair(number)), isToxic: number % 10 == 0)
      case .unpaired: TrainingRow(.example(example(number)))
      case .sft: TrainingRow(.demonstration(demonstration(number)))
      }
    }
  }

  static func description(date: String = "2025-11-25") -> ExportDescription {
    var description = ExportDescription(title: "Pairs from \"logs\": a test", date: date)
    description.sources = [
      .init(name: "WildChat", licence: "odc-by", url: "https://example.org/wildchat"),
      .init(name: "LMSYS-Chat-1M", licence: "its own", isGated: true),
    ]
    description.versions = [.init(name: "gleaner", version: "1.0")]
    description.filters = ["Only confidence ≥ 0.5"]
    return description
  }
}

/// Exports rows and gives the report.
@discardableResult
func export(
  _ rows: some TrainingRowSource, _ settings: ExportSettings, to directory: String, date: String = "2025-11-25",
  replacesChanges: Bool = false
) throws -> ExportReport {
  try TrainingExporter(settings: settings, description: Sample.description(date: date))
    .export(rows, to: directory, replacesChanges: replacesChanges)
}

/// Runs a script of Python and gives what it prints.
func python(_ script: String, _ arguments: [String], at executable: String = "/usr/bin/python3") throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: executable)
  process.arguments = ["-c", script] + arguments
  let home = try Scratch()
  process.environment = [
    "PATH": "/usr/bin:/bin", "HF_HUB_OFFLINE": "1", "HF_HOME": home.path, "HOME": home.path,
    "PYTHONIOENCODING": "utf-8",
  ]
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  #expect(process.terminationStatus == 0)
  return text
}
