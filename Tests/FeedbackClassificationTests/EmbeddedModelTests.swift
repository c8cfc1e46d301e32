import FeedbackDetection
import FeedbackRules
import Foundation
import Records
import Testing

@testable import FeedbackClassification

@Suite struct SoftmaxTrainerTests {
  /// Two columns that tell two of three classes, and one that tells nothing.
  private func rows() -> (SparseRows, [Int]) {
    var rows = SparseRows()
    var labels: [Int] = []
    for number in 0..<60 {
      let label = number % 3
      if label < 2 { rows.append(column: label, value: 1) }
      rows.append(column: 2, value: Float(number % 7) / 7)
      rows.endRow()
      labels.append(label)
    }
    return (rows, labels)
  }

  @Test func whatTellsTheClassesApartIsLearnt() {
    let (rows, labels) = rows()
    let weights = SoftmaxTrainer(penalty: 0.1).fit(
      rows, labels: labels, importance: Array(repeating: 1, count: 60), classCount: 3, columnCount: 3)
    #expect(weights.count == 4)
    #expect(weights[0][0] > 1 && weights[0][1] < 0)
    #expect(weights[1][1] > 1 && weights[1][0] < 0)
    #expect(abs(weights[2][0]) < 0.5)
    let (probabilities, _) = Softmax.probabilities(weights[3] + weights[0], classCount: 3)
    #expect(probabilities[0] > 0.8)
    #expect(abs(probabilities.sum() - 1) < 1e-5)
  }

  @Test func theSameRowsGiveTheSameWeights() {
    let (rows, labels) = rows()
    func fit() -> [SIMD8<Float>] {
      SoftmaxTrainer().fit(
        rows, labels: labels, importance: Array(repeating: 1, count: 60), classCount: 3, columnCount: 3)
    }
    #expect(fit() == fit())
  }

  @Test func rowsWithoutImportanceCountNothing() {
    let (rows, labels) = rows()
    let importance = labels.map { $0 == 1 ? Float(0) : 1 }
    let weights = SoftmaxTrainer(penalty: 0.1).fit(
      rows, labels: labels, importance: importance, classCount: 3, columnCount: 3)
    #expect(weights[3][1] < weights[3][2] - 2)
  }
}

@Suite struct EmbeddedModelTests {
  /// A model of a few labelled conversations, trained once for all tests.
  private struct Trained {
    let rules: RuleSet
    let examples: [TrainingExample]
    let opinions: [ModelOpinion]
    let model: EmbeddedModel
  }

  private static let shared = Result { try train() }

  private static func train() throws -> Trained {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = [UInt8](try Data(contentsOf: root.appending(path: "fixtures/labelled/dev.jsonl")))
    let lines = bytes.split(separator: 0x0A).filter { $0.count < 4_000 }.prefix(24)
    let conversations = try LabelledConversation.read(jsonLines: Array(lines.joined(separator: [0x0A])))
    let rules = try RuleSet([
      PackSource(
        name: "t.yaml",
        text: """
          pack: t
          language: en
          rules:
            - id: t.thanks
              title: t
              category: positive_feedback
              pattern: 'thank'
              examples: {fires: ["«thank»"], silent: ["y"]}
          """)
    ])
    let weights = WordWeights(userMessagesOf: conversations)
    let examples = TrainingExample.read(conversations, rules: rules, weights: weights)
    var trainer = ModelTrainer()
    trainer.folds = 2
    trainer.iterations = 4
    let opinions = trainer.crossValidated(examples)
    let model = trainer.train(
      examples, weights: weights, crossValidated: opinions,
      origin: ModelTrainer.Origin(data: ["dev.jsonl": "0"], rules: rules.digest))
    return Trained(rules: rules, examples: examples, opinions: opinions, model: model)
  }

  @Test func opinionsAreProbabilities() throws {
    let trained = try Self.shared.get()
    #expect(trained.opinions.count == trained.examples.count)
    for opinion in trained.opinions {
      #expect(abs(opinion.categories.reduce(0, +) - 1) < 1e-4)
      #expect(abs(opinion.relations.reduce(0, +) - 1) < 1e-4)
      #expect((0...1).contains(opinion.reformulation))
    }
  }

  @Test func aModelIsReadAsItWasWritten() throws {
    let model = try Self.shared.get().model
    let file = try model.file()
    let read = try EmbeddedModel(file: file)
    #expect(try read.file() == file)
    #expect(read.header == model.header)
  }

  @Test func theReadModelSaysTheSame() throws {
    let trained = try Self.shared.get()
    let read = try EmbeddedModel(file: try trained.model.file())
    let votes = trained.examples.prefix(3).map(\.votes)
    func opinions(_ model: EmbeddedModel) -> [ModelOpinion] {
      let scores = trained.examples.prefix(3).map { example in
        example.dense.withUnsafeBufferPointer { dense in
          model.stage.scores(FollowUpFeatures(dense: dense, ngrams: example.ngrams))
        }
      }
      return model.opinions(scores, votes)
    }
    #expect(opinions(read) == opinions(trained.model))
  }

  @Test func damagedFilesAreRefused() throws {
    let file = try Self.shared.get().model.file()
    #expect(throws: ModelFileError.self) { try EmbeddedModel(file: []) }
    #expect(throws: ModelFileError.self) { try EmbeddedModel(file: Array("PK\u{3}\u{4}".utf8)) }
    #expect(throws: ModelFileError.self) { try EmbeddedModel(file: file + [0]) }
    for length in stride(from: 0, to: file.count, by: max(1, file.count / 60)) {
      #expect(throws: ModelFileError.self) { try EmbeddedModel(file: Array(file.prefix(length))) }
    }
  }

  @Test func aModelOfAnotherVersionIsRefused() throws {
    let text = try Self.shared.get().model.file()
    let start = "gleaner model\n".utf8.count
    let end = try #require(text[start...].firstIndex(of: 0x0A))
    let header = String(decoding: text[start..<end], as: UTF8.self)
    let other = header.replacing("message.length", with: "message.size")
    #expect(other != header)
    let file = Array(text[..<start]) + Array(other.utf8) + Array(text[end...])
    #expect(throws: ModelFileError(reason: "it fits another version of Gleaner; train it again")) {
      try EmbeddedModel(file: file)
    }
  }

  @Test func thresholdsAreThoseOfCrossValidation() throws {
    let header = try Self.shared.get().model.header
    #expect(header.operatingPoints.count == 19)
    #expect(zip(header.operatingPoints, header.operatingPoints.dropFirst()).allSatisfy { $0.recall >= $1.recall })
    #expect((0.3...0.6).contains(header.threshold))
    #expect(header.operatingPoint(precision: 0) == header.operatingPoints.first)
  }

  @Test func satisfactionIsAProbability() throws {
    let trained = try Self.shared.get()
    var trainer = ModelTrainer()
    (trainer.folds, trainer.iterations) = (2, 4)
    for opinion in trainer.crossValidatedSatisfaction(trained.examples, trained.opinions) {
      #expect(abs(opinion.satisfied + opinion.dissatisfied + opinion.unclear - 1) < 1e-4)
      #expect((0...1).contains(opinion.estimate))
    }
    #expect(SatisfactionOpinion.unknown.estimate == 0.5)
  }
}
