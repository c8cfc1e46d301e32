import Foundation
import Records
import TranscriptParsing

/// All that a parser says of one record, as plain values.
struct PathReading {
  var conversations: [Conversation] = []
  /// For each conversation its first message that no earlier one has.
  var firstNew: [Int] = []
  var comparisons: [Comparison] = []
  var edits: [EditedRequest] = []

  init(_ json: String) throws {
    let bytes = Array(json.utf8)
    let padded = bytes + [UInt8](repeating: 0, count: TranscriptParser.padding)
    let parser = TranscriptParser()
    try padded.withUnsafeBytes { raw in
      let first = try parser.parse(UnsafeRawBufferPointer(rebasing: raw[..<bytes.count]))
      for path in 0..<first.paths {
        let view = parser.select(path: path)
        conversations.append(view.materialized())
        firstNew.append(view.firstNew)
      }
      comparisons = parser.comparisons
      edits = parser.editedRequests
    }
  }

  /// The texts of each conversation, joined.
  var texts: [String] { conversations.map { $0.messages.map(\.content).joined(separator: " ") } }

  func text(_ place: MessagePlace) -> String { conversations[place.path].messages[place.message].content }

  /// A comparison as `prompt > answer(rank) answer(rank)`.
  func words(_ comparison: Comparison) -> String {
    let prompt = conversations[comparison.path].messages[..<comparison.promptMessages].map(\.content)
    let answers = comparison.answers.map { answer in
      let said = conversations[answer.path].messages[answer.messages].map(\.content).joined(separator: "+")
      return "\(said)(\(answer.rank.map(String.init) ?? "-"))"
    }
    return prompt.joined(separator: " ") + " > " + answers.joined(separator: " ")
  }
}

/// Why a record is no conversation, and what is said of it; nil where it is one.
func fault(_ json: String) throws -> TranscriptError? {
  do {
    _ = try PathReading(json)
    return nil
  } catch let error as TranscriptError {
    return error
  }
}

/// The lines of a file of real records.
func fixture(_ name: String) throws -> [String] {
  let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
}
