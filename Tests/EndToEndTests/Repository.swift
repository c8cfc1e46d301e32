import DatasetWriting
import FeedbackClassification
import FeedbackRules
import Foundation
import Pipeline

/// The checkout that the tests stand in.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static func path(_ relative: String) -> String { root + "/" + relative }

  /// The rules that ship, read once.
  static let rules: RuleSet = {
    do { return try RuleSet.load(directory: path("Rules")) } catch {
      fatalError("the shipped rules do not load: \(error)")
    }
  }()

  /// The shipped rules with the shipped model, read once.
  static let setup: DetectionSetup = {
    do {
      let file = try Data(contentsOf: URL(fileURLWithPath: path("models/feedback.model")))
      return DetectionSetup(rules: rules, model: try EmbeddedModel(file: Array(file)))
    } catch {
      fatalError("the shipped model does not load: \(error)")
    }
  }()
}

/// A folder of a test's own, gone when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "gleaner-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let target = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: target))
    return target
  }
}

/// Runs the main job in this process.
func glean(
  _ inputs: [String], into dataset: String, workers: Int = 2, settings: ExtractionSettings = ExtractionSettings()
) throws -> RunReport {
  try GleanerRun(
    inputs: inputs, into: DatasetLayout(root: dataset), setup: Repository.setup, settings: settings, workers: workers
  ).run(progress: RunProgress(), shouldStop: { false })
}

/// One conversation as a line of OpenAI-style JSON. Answers are made as long as answers are, because rules know small talk
/// by its shortness.
func line(_ contents: String..., id: String = "c") -> String {
  let length =
    " This is an answer of the usual length, so it goes on for a while and says what there is to say about it all."
  let messages = contents.enumerated().map { number, content in
    number % 2 == 0
      ? "{\"role\":\"user\",\"content\":\"\(content)\"}"
      : "{\"role\":\"assistant\",\"content\":\"\(content).\(length)\"}"
  }
  return "{\"id\":\"\(id)\",\"messages\":[\(messages.joined(separator: ","))]}\n"
}
