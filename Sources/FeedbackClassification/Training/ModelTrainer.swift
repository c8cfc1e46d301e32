import Dispatch
public import FeedbackDetection
import FeedbackRules
import Records

/// Trains the embedded model, and predicts what it would say of conversations that it was not trained on.
public struct ModelTrainer: Sendable {
  /// How strongly weights are drawn to zero, in each of the stages.
  public var penalty: Float = 0.3
  public var fusionPenalty: Float = 3
  public var satisfactionPenalty: Float = 0.5
  public var iterations = 100
  /// Parts that the examples are split into, by conversation.
  public var folds = 10

  public init() {}

  /// What a model is to say of its origin.
  public struct Origin: Sendable {
    /// SHA-256 digests of the files of labelled conversations, by name.
    public var data: [String: String]
    /// The digest of the rules.
    public var rules: String

    public init(data: [String: String], rules: String) {
      self.data = data
      self.rules = rules
    }
  }

  /// Trains on all examples, whose dense features were measured with `weights`.
  ///
  /// - Parameter opinions: What `crossValidated` gave for the same examples; thresholds are chosen by them.
  public func train(
    _ examples: [TrainingExample], weights: WordWeights, crossValidated opinions: [ModelOpinion], origin: Origin
  ) -> EmbeddedModel {
    let scores = heldOutScores(examples, folds: folds(of: examples, seed: 1))
    let base = Self.base(scores)
    let rows = Self.fusionRows(examples, scores, base: base)
    let everything = Array(examples.indices)
    let (categories, relations) = stages(examples)
    let measuring = examples.indices.filter { !examples[$0].isJudged }
    let points = ThresholdChoice(measuring.map { examples[$0] }, measuring.map { opinions[$0] })
    let satisfied = satisfaction(
      Self.satisfactionRows(examples, opinions, categories.scaling), examples, everything)
    return EmbeddedModel(
      stage: PackedStage(categories: categories, relations: relations),
      categoryFusion: fusion(rows, examples, everything, Self.categoryLabels),
      relationFusion: fusion(rows, examples, everything, Self.relationLabels), satisfaction: satisfied, base: base,
      wordWeights: weights,
      header: ModelHeader(
        data: origin.data, conversations: Set(examples.map(\.conversationID)).count, followUps: examples.count,
        rules: origin.rules, threshold: points.feedback, reformulationThreshold: points.reformulation,
        operatingPoints: points.operatingPoints), digest: "")
  }

  /// For each example the opinion of a model that was trained without its conversation.
  public func crossValidated(_ examples: [TrainingExample]) -> [ModelOpinion] {
    let scores = heldOutScores(examples, folds: folds(of: examples, seed: 1))
    let base = Self.base(scores)
    let rows = Self.fusionRows(examples, scores, base: base)
    // Other parts than those of the first stage, so that a row's own fold tells the second stage nothing.
    let parts = folds(of: examples, seed: 2)
    var result = [ModelOpinion?](repeating: nil, count: examples.count)
    for part in 0..<folds {
      let inside = examples.indices.filter { parts[$0] != part }
      let (categories, relations) = (
        fusion(rows, examples, inside, Self.categoryLabels), fusion(rows, examples, inside, Self.relationLabels)
      )
      for place in examples.indices where parts[place] == part {
        let opinion = Self.opinion(rows[place], categories, relations)
        let isMuted = StageTwoRow.isMuted(examples[place].dense, examples[place].votes)
        result[place] = isMuted ? opinion.withoutFeedback : opinion
      }
    }
    return result.compactMap { $0 }
  }

  private static func opinion(_ row: [Float], _ categories: StageTwo, _ relations: StageTwo) -> ModelOpinion {
    func list(_ stage: StageTwo) -> [Float] {
      let probabilities = stage.probabilities(row, classCount: EmbeddedModel.classCount)
      return (0..<EmbeddedModel.classCount).map { probabilities[$0] }
    }
    return ModelOpinion(categories: list(categories), relations: list(relations))
  }

  /// For each example what a model that was trained without its conversation makes of the answer before it.
  ///
  /// - Parameter opinions: What `crossValidated` gave; nil hides what was voiced, so that behaviour alone counts.
  public func crossValidatedSatisfaction(
    _ examples: [TrainingExample], _ opinions: [ModelOpinion]?
  ) -> [SatisfactionOpinion] {
    let parts = folds(of: examples, seed: 3)
    let scaling = DenseScaling(examples.map(\.dense))
    let rows = Self.satisfactionRows(examples, opinions, scaling)
    var result = [SatisfactionOpinion](repeating: .unknown, count: examples.count)
    for part in 0..<folds {
      let stage = satisfaction(rows, examples, examples.indices.filter { parts[$0] != part })
      for place in examples.indices where parts[place] == part {
        result[place] = SatisfactionStage.opinion(rows[place], stage)
      }
    }
    return result
  }

  private static func satisfactionRows(
    _ examples: [TrainingExample], _ opinions: [ModelOpinion]?, _ scaling: DenseScaling
  ) -> [[Float]] {
    examples.indices.map { place in
      SatisfactionStage.row(dense: examples[place].dense, scaling: scaling, opinion: opinions?[place])
    }
  }

  private func satisfaction(_ rows: [[Float]], _ examples: [TrainingExample], _ inside: [Int]) -> StageTwo {
    var sparse = SparseRows()
    for place in inside {
      for (column, value) in rows[place].enumerated() where value != 0 { sparse.append(column: column, value: value) }
      sparse.endRow()
    }
    let labels = inside.map { examples[$0].satisfaction?.place }
    return StageTwo(
      weights: SoftmaxTrainer(penalty: satisfactionPenalty, iterations: iterations).fit(
        sparse, labels: labels.map { $0 ?? 0 }, importance: labels.map { $0 == nil ? 0 : 1 },
        classCount: SatisfactionStage.classCount, columnCount: SatisfactionStage.width))
  }

  // MARK: First stage

  private func stages(_ examples: [TrainingExample]) -> (StageOne, StageOne) {
    let problem = StageOneProblem(examples)
    let stages = concurrentMap(2) { target in
      problem.fit(
        target == 0 ? Self.categoryLabels(examples) : Self.relationLabels(examples),
        classCount: EmbeddedModel.classCount, trainer: SoftmaxTrainer(penalty: penalty, iterations: iterations))
    }
    return (stages[0], stages[1])
  }

  /// For each example the scores of a first stage that was fitted without its part.
  private func heldOutScores(_ examples: [TrainingExample], folds parts: [Int]) -> [StageOneScores] {
    let scored = concurrentMap(folds) { part -> [(place: Int, scores: StageOneScores)] in
      let inside = examples.indices.filter { parts[$0] != part }.map { examples[$0] }
      let problem = StageOneProblem(inside)
      let trainer = SoftmaxTrainer(penalty: penalty, iterations: iterations)
      let categories = problem.fit(
        Self.categoryLabels(inside), classCount: EmbeddedModel.classCount, trainer: trainer)
      let relations = problem.fit(
        Self.relationLabels(inside), classCount: EmbeddedModel.classCount, trainer: trainer)
      return examples.indices.filter { parts[$0] == part }.map { place in
        let scores = StageOneScores(
          categories: categories.scores(examples[place]), relations: relations.scores(examples[place]))
        return (place, scores)
      }
    }
    return scored.joined().sorted { $0.place < $1.place }.map(\.scores)
  }

  private static func base(_ scores: [StageOneScores]) -> Float {
    scores.reduce(Float(0)) { $0 + $1.negative } / Float(max(1, scores.count))
  }

  // MARK: Second stage

  /// Rows as they are when a verdict is made.
  private static func fusionRows(
    _ examples: [TrainingExample], _ scores: [StageOneScores], base: Float
  ) -> [[Float]] {
    var result: [[Float]] = []
    var place = 0
    while place < examples.count {
      var end = place
      while end < examples.count, examples[end].conversation == examples[place].conversation { end += 1 }
      result += StageTwoRow.rows(Array(scores[place..<end]), examples[place..<end].map(\.votes), base: base)
      place = end
    }
    return result
  }

  private func fusion(
    _ rows: [[Float]], _ examples: [TrainingExample], _ inside: [Int],
    _ labels: ([TrainingExample]) -> [Int?]
  ) -> StageTwo {
    var sparse = SparseRows()
    let chosen = inside.map { examples[$0] }
    for place in inside {
      let row = StageTwoRow.trainingRow(rows[place], isTuned: examples[place].split == .tune)
      for (column, value) in row.enumerated() where value != 0 { sparse.append(column: column, value: value) }
      sparse.endRow()
    }
    let wanted = labels(chosen)
    let width = StageTwoRow.trainingRow([Float](repeating: 0, count: StageTwoRow.width), isTuned: false).count
    let weights = SoftmaxTrainer(penalty: fusionPenalty, iterations: iterations).fit(
      sparse, labels: wanted.map { $0 ?? 0 }, importance: wanted.map { $0 == nil ? 0 : 1 },
      classCount: EmbeddedModel.classCount, columnCount: width)
    return StageTwo(weights: Array(weights.prefix(StageTwoRow.width)) + [weights[width]])
  }

  private static func categoryLabels(_ examples: [TrainingExample]) -> [Int?] { examples.map(\.categoryClass) }

  private static func relationLabels(_ examples: [TrainingExample]) -> [Int?] { examples.map { $0.relation?.place } }

  // MARK: Parts

  /// The part of each example: openings in an order that their hashes with the seed give, dealt out in turn.
  private func folds(of examples: [TrainingExample], seed: UInt64) -> [Int] {
    let openings = Set(examples.map(\.opening)).map { (key: Self.hash($0, seed), opening: $0) }
    let sorted = openings.sorted { ($0.key, $0.opening) < ($1.key, $1.opening) }
    let parts = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.opening, $0 % folds) })
    return examples.map { parts[$0.opening] ?? 0 }
  }

  private static func hash(_ text: String, _ seed: UInt64) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { hash, byte in
      let product = (hash ^ UInt64(byte)) &* 0x9FB2_1C65_1E98_DF25
      return product ^ product >> 32
    }
  }
}

/// Calls `body` with 0 to `count` - 1 on all cores; the results in their order.
private func concurrentMap<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
  let storage = UnsafeMutablePointer<Result?>.allocate(capacity: count)
  storage.initialize(repeating: nil, count: count)
  defer {
    storage.deinitialize(count: count)
    storage.deallocate()
  }
  // Each call writes to a place of its own.
  nonisolated(unsafe) let places = storage
  DispatchQueue.concurrentPerform(iterations: count) { places[$0] = body($0) }
  return (0..<count).compactMap { storage[$0] }
}
