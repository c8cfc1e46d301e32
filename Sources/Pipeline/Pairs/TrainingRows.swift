public import DatasetWriting
internal import Digests
internal import PreferencePairs
public import Records
public import TrainingExport

/// The rows of a dataset that an export takes, in the order of its segments and records. Each time they are gone through they are
/// read anew, so that one conversation is in memory.
public struct TrainingRows: TrainingRowSource {
  /// What is made an example of, beside what always is.
  public struct Options: Hashable, Sendable {
    /// Whether questions back and repeated requests too make an answer unwanted.
    public var allNegative = false
    /// Whether as many wanted as unwanted examples are kept.
    public var balances = false
    /// Whether accepted answers are also shown behind the failed answer and the feedback.
    public var addsHindsight = false

    public init() {}
  }

  private let layout: DatasetLayout
  private let shape: ExportShape
  private let filter: PairFilter
  private let options: Options

  public init(_ layout: DatasetLayout, shape: ExportShape, filter: PairFilter, options: Options = Options()) {
    self.layout = layout
    self.shape = shape
    self.filter = filter
    self.options = options
  }

  /// - Throws: `DatasetError`, `ShardError`, and what `body` throws.
  public func forEachRow(_ body: (TrainingRow) throws -> Void) throws {
    switch shape {
    case .preference, .icai:
      try forEachPair { if filter.passes($0) { try body(TrainingRow(.pair($0))) } }
    case .unpaired:
      var seen = SeenTexts()
      let leftOut = try options.balances ? surplus() : []
      let personas = try UserPersonas(layout)
      try forEachExample { example, isToxic in
        if leftOut.contains(example.id) { return }
        // Archives that hold the same conversation give the same examples.
        if seen.holds(example.prompt.map(\.content) + [example.completion, "\(example.label)"]) { return }
        var example = example
        example.persona = try personas.text(for: example.source)
        try body(TrainingRow(.example(example), isToxic: isToxic))
      }
    case .sft:
      var seen = SeenTexts()
      let personas = try UserPersonas(layout)
      try forEachDemonstration { demonstration, isToxic in
        guard filter.passes(demonstration), !seen.holds(demonstration.messages.map(\.content)) else { return }
        var demonstration = demonstration
        if demonstration.persona.isEmpty { demonstration.persona = try personas.text(for: demonstration.source) }
        try body(TrainingRow(.demonstration(demonstration), isToxic: isToxic))
      }
    }
  }

  // MARK: Pairs

  /// Hands out the rows of the table `pairs`.
  ///
  /// - Throws: `DatasetError` with `missing` where the table was not made yet.
  public func forEachPair(_ body: (PreferencePair) throws -> Void) throws {
    guard let built = try DatasetFiles.built(.pairs, in: layout) else {
      throw DatasetError(.missing, path: layout.builtManifest(of: .pairs))
    }
    let columns = ColumnReader(.pairs, PairRow.columns)
    for shard in built.shards {
      let reader = try ShardReader(file: layout.path(shard.file))
      while let row = try reader.next() {
        guard columns.read(row.bytes), let row = PairRow(columns) else {
          throw DatasetError(.damaged, path: shard.file)
        }
        try body(row.pair)
      }
    }
  }

  /// The pair of an id; nil where there is none, or no id of a pair.
  ///
  /// - Throws: `DatasetError`, `ShardError`.
  public static func pair(_ id: String, in layout: DatasetLayout) throws -> PreferencePair? {
    guard PairOrigin.allCases.contains(where: { id.contains("-\($0.rawValue)-") }),
      try DatasetFiles.built(.pairs, in: layout) != nil
    else { return nil }
    var found: PreferencePair?
    try TrainingRows(layout, shape: .preference, filter: PairFilter()).forEachPair { if $0.id == id { found = $0 } }
    return found
  }

  // MARK: Examples

  private func forEachExample(_ body: (UnpairedExample, _ isToxic: Bool?) throws -> Void) throws {
    var made = UnpairedExamples.Options()
    if options.allNegative { made.unwanted = Set(FeedbackCategory.allCases.filter { $0.polarity == .negative }) }
    let maker = UnpairedExamples(made)
    try forEachConversation { conversation in
      for example in maker.harvest(conversation).rows where filter.passes(example) {
        try body(example, conversation.isToxic)
      }
    }
  }

  /// Examples of the frequent label that are one too many.
  private func surplus() throws -> Set<String> {
    var harvest = PairHarvest<UnpairedExample>()
    var seen = SeenTexts()
    try forEachExample { example, _ in
      if seen.holds(example.prompt.map(\.content) + [example.completion, "\(example.label)"]) { return }
      // The texts play no part.
      var short = UnpairedExample()
      (short.id, short.label) = (example.id, example.label)
      harvest.keep(short)
    }
    return Set(LabelBalance(&harvest).leftOut)
  }

  // MARK: Demonstrations

  private func forEachDemonstration(_ body: (Demonstration, _ isToxic: Bool?) throws -> Void) throws {
    var made = Demonstrations.Options()
    made.addsHindsight = options.addsHindsight
    let maker = Demonstrations(made)
    try forEachConversation { conversation in
      for demonstration in maker.approved(in: conversation).rows { try body(demonstration, conversation.isToxic) }
    }
    var chain: [PreferencePair] = []
    try forEachPair { pair in
      // The pairs of one record stand together.
      if let last = chain.last, last.source.recordID != pair.source.recordID {
        for demonstration in maker.repaired(chain).rows { try body(demonstration, nil) }
        chain.removeAll(keepingCapacity: true)
      }
      chain.append(pair)
    }
    for demonstration in maker.repaired(chain).rows { try body(demonstration, nil) }
  }

  private func forEachConversation(_ body: (JudgedConversation) throws -> Void) throws {
    let reader = JudgedConversationReader(layout: layout, overlay: try VerdictOverlay(layout))
    for manifest in try DatasetFiles.manifests(in: layout) { try reader.forEach(in: manifest, body) }
  }
}

/// Texts that were seen, by the beginnings of their digests.
struct SeenTexts {
  private var digests: Set<String> = []

  /// Whether these were seen before; they are now.
  mutating func holds(_ texts: [String]) -> Bool {
    !digests.insert(String(SHA256Hasher.hex(of: texts.joined(separator: "\u{1F}")).prefix(32))).inserted
  }
}
