internal import Records

/// What is counted of the rows that are written.
struct ExportTally {
  /// Rows by split, in the order of the settings.
  private(set) var rows: [Int]
  /// Rows by kind, and of each by split.
  private(set) var kinds: [String: [Int]] = [:]
  private(set) var categories: [String: Int] = [:]
  private(set) var scopes: [String: Int] = [:]
  private(set) var languages: [String: Int] = [:]
  private(set) var models: [String: Int] = [:]
  private(set) var lengths = LengthBias()
  /// Rows of which the source's moderation says something, and those that it flagged.
  private(set) var moderated = 0
  private(set) var toxic = 0
  /// Pairs whose chosen answer is `text_a`.
  private(set) var chosenFirst = 0
  private(set) var withPersona = 0

  private let splits: Int

  init(splits: Int) {
    self.splits = splits
    rows = Array(repeating: 0, count: splits)
  }

  var total: Int { rows.reduce(0, +) }

  mutating func add(_ row: TrainingRow, to split: Int) {
    rows[split] += 1
    kinds[row.kind, default: Array(repeating: 0, count: splits)][split] += 1
    categories[row.category?.rawValue ?? "", default: 0] += 1
    scopes[row.scope.rawValue, default: 0] += 1
    languages[row.source.language, default: 0] += 1
    models[row.source.model, default: 0] += 1
    if let isToxic = row.isToxic {
      moderated += 1
      if isToxic { toxic += 1 }
    }
    switch row.content {
    case .pair(let pair):
      lengths.add(pair)
      if PairPosition(pair) == .first { chosenFirst += 1 }
      if !pair.persona.isEmpty { withPersona += 1 }
    case .example(let example): if !example.persona.isEmpty { withPersona += 1 }
    case .demonstration(let demonstration): if !demonstration.persona.isEmpty { withPersona += 1 }
    }
  }
}
