internal import NearDuplicates
internal import Records

/// What the first pass keeps of the rows: enough to decide where each goes, and no text.
struct RowSurvey {
  /// One row.
  struct Entry {
    let id: UInt64
    let confidence: Float
    /// The place in `units` of whom the row comes from.
    let unit: Int32
    /// Why it is left out; nil so far for the others.
    var fault: LeftOutReason?
  }

  private(set) var entries: [Entry] = []
  /// Whom rows come from, as hashes: users, and conversations of which no user is known. What is one unit stays
  /// together.
  private(set) var units: [UInt64] = []
  private(set) var finder: NearDuplicateFinder

  private let settings: ExportSettings
  private var unitPlaces: [UInt64: Int32] = [:]
  private var ids: Set<UInt64> = []

  init(_ settings: ExportSettings) {
    self.settings = settings
    finder = NearDuplicateFinder(rule: SimilarityRule(threshold: settings.promptSimilarity))
  }

  /// - Throws: `wrongRow`.
  mutating func add(_ row: TrainingRow) throws(TrainingExportError) {
    guard settings.shape.takes(row.content) else {
      throw TrainingExportError(
        .wrongRow, at: row.id, reason: "the row is not what the shape \(settings.shape.rawValue) is made of",
        nextStep: "give pairs to preference and icai, examples to unpaired, demonstrations to sft")
    }
    let id = StableHash.of(row.id)
    let fault = ids.insert(id).inserted ? row.fault(withoutText: settings.withoutText) : .repeatedID
    if fault == nil { finder.add(entries.count, text: row.request) }
    let unit = place(of: Self.unit(of: row))
    entries.append(Entry(id: id, confidence: Float(row.confidence), unit: unit, fault: fault))
  }

  private mutating func place(of unit: UInt64) -> Int32 {
    if let place = unitPlaces[unit] { return place }
    let place = Int32(units.count)
    unitPlaces[unit] = place
    units.append(unit)
    return place
  }

  private static func unit(of row: TrainingRow) -> UInt64 {
    let source = row.source
    if !source.user.isEmpty { return StableHash.of("user:\(source.user)") }
    if !source.conversationID.isEmpty { return StableHash.of("conversation:\(source.conversationID)") }
    return StableHash.of("record:\(source.recordID.isEmpty ? row.id : source.recordID)")
  }
}
