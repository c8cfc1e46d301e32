import Digests
import FeedbackClassification
import FeedbackRules
import Foundation
import Records
import Testing

/// The model that ships must be the one that `gleaner train` makes of the rules and labels that ship.
@Suite struct ShippedModelTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func bytes(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Self.root.appending(path: relative)))
  }

  @Test func itWasTrainedWithTheShippedRulesAndLabels() throws {
    let model = try EmbeddedModel(file: try bytes("models/feedback.model"))
    let rules = try RuleSet.load(directory: Self.root.appending(path: "Rules").path)
    #expect(model.header.rules == rules.digest, "run `gleaner train`")
    for (name, digest) in model.header.data {
      #expect(SHA256Hasher.hex(of: try bytes("fixtures/labelled/\(name)")) == digest, "run `gleaner train`")
    }
    #expect(model.header.data.keys.sorted() == ["dev.jsonl", "more.jsonl"])
  }

  @Test func itsCardIsOfTheSameTraining() throws {
    let model = try EmbeddedModel(file: try bytes("models/feedback.model"))
    let card = String(decoding: try bytes("models/feedback.md"), as: UTF8.self)
    #expect(card.contains("\(model.header.followUps) follow-ups in \(model.header.conversations) conversations"))
    #expect(card.contains("`\(model.header.rules.prefix(16))`"))
    for digest in model.header.data.values { #expect(card.contains("`\(digest.prefix(16))…`")) }
  }

  @Test func everyLabelledLineCanBeTrainedOn() throws {
    for name in ["dev.jsonl", "more.jsonl"] {
      let conversations = try LabelledConversation.read(jsonLines: try bytes("fixtures/labelled/\(name)"))
      #expect(Set(conversations.map(\.id)).count == conversations.count)
      #expect(conversations.allSatisfy { $0.labels.allSatisfy { $0.relation != nil && $0.satisfaction != nil } })
    }
  }
}
