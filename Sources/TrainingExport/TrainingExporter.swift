internal import Digests
internal import Glibc
internal import NearDuplicates
internal import Records

/// Writes rows as a directory that trainers, the dataset hub and people can read: shards by split, a card, Croissant
/// metadata, and a report of what changed since the export that stood there before.
///
/// The rows are gone through twice and never held; what is kept of each is the sketch of its prompt, up to about 1.2
/// KB. The directory appears whole or not at all. Described for users in `docs/formats/export.md`.
public struct TrainingExporter: Sendable {
  public let settings: ExportSettings
  public let description: ExportDescription

  /// - Throws: `TrainingExportError` with `invalidSetting`.
  public init(settings: ExportSettings, description: ExportDescription) throws(TrainingExportError) {
    try settings.check()
    try description.check()
    self.settings = settings
    self.description = description
  }

  /// Writes the export.
  ///
  /// - Parameters:
  ///   - directory: New, empty, or an export with no other files in it, which is replaced.
  ///   - replacesChanges: Whether files of that export may go though they were changed since.
  /// - Throws: `TrainingExportError`, or what the source throws. Nothing has changed in the directory then.
  @discardableResult
  public func export(
    _ rows: some TrainingRowSource, to directory: String, replacesChanges: Bool = false
  ) throws -> ExportReport {
    let place = try ExportPlace(directory, replacesChanges: replacesChanges)
    do {
      let report = try write(rows, to: place)
      try place.commit()
      return report
    } catch {
      place.abandon()
      throw error
    }
  }

  private func write(_ rows: some TrainingRowSource, to place: ExportPlace) throws -> ExportReport {
    var survey = RowSurvey(settings)
    try rows.forEachRow { try survey.add($0) }
    let ids = survey.entries.map(\.id)
    let plan = SplitPlan(survey, settings)
    // The sketches are not needed any more.
    survey = RowSurvey(settings)
    let writer = SplitWriter(
      settings, ids: ids, fates: plan.fates, folder: "\(place.staging)/\(ExportPlace.dataFolder)")
    try rows.forEachRow { try writer.add($0) }
    let files = try writer.finish()
    guard writer.tally.total > 0 else { throw noRows(given: ids.count) }
    let report = ExportReport(summary(of: writer.tally, plan, files), plan: plan, tally: writer.tally, files: files)
    try writeTexts(report, to: place)
    return report
  }

  private func noRows(given: Int) -> TrainingExportError {
    TrainingExportError(
      .noRows, at: settings.shape.rawValue, reason: "of \(given) rows none was left to be written",
      nextStep: "loosen the filters, or look at what the dataset has")
  }

  private func summary(of tally: ExportTally, _ plan: SplitPlan, _ files: [ExportedFile]) -> ExportSummary {
    var leftOut: [String: Int] = [:]
    for case .leftOut(let reason) in plan.fates { leftOut[reason.rawValue, default: 0] += 1 }
    return ExportSummary(
      date: description.date, settings: settings, versions: description.versions, filters: description.filters,
      sources: description.sources.map { "\($0.name) (\($0.licence))" }, rowsGiven: plan.fates.count, leftOut: leftOut,
      splits: Dictionary(uniqueKeysWithValues: zip(settings.splits.map(\.name), tally.rows)),
      kinds: tally.kinds.mapValues { $0.reduce(0, +) }, categories: tally.categories, scopes: tally.scopes,
      promptGroups: plan.promptGroups, largestComponent: plan.largestComponent,
      data: SHA256Hasher.hex(of: files.map { "\($0.name) \($0.sha256)\n" }.joined()))
  }

  private func writeTexts(_ report: ExportReport, to place: ExportPlace) throws(TrainingExportError) {
    let history = ExportText.history(report.summary, before: place.former?.history ?? [])
    let texts = [
      (ExportText.card, ExportCard(report, settings, description).text),
      (ExportText.croissant, CroissantFile(report, settings, description).text),
      (ExportText.report, RewardReport(history, description).text),
    ]
    var files = report.files
    for (name, text) in texts {
      let digest = try ExportFile.write(text, to: "\(place.staging)/\(name)")
      files.append(ExportedFile(name: name, bytes: text.utf8.count, sha256: digest))
    }
    let marker = ExportMarker(files: files.sorted { $0.name < $1.name }, history: history)
    _ = try ExportFile.write(marker.text, to: "\(place.staging)/\(ExportMarker.name)")
  }
}

/// The names of the files without rows, and what they have in common.
enum ExportText {
  static let card = "README.md"
  static let croissant = "croissant.json"
  static let report = "REWARD_REPORT.md"

  /// The history with the newest export first; one that changed nothing but the date takes no place in it.
  static func history(_ summary: ExportSummary, before: [ExportSummary]) -> [ExportSummary] {
    guard let last = before.first else { return [summary] }
    var redated = summary
    redated.date = last.date
    return redated == last ? before : [summary] + before
  }
}

/// The second pass: writes every row that has a split.
private final class SplitWriter {
  private(set) var tally: ExportTally
  private let ids: [UInt64]
  private let fates: [SplitPlan.Fate]
  private let renderer: RowRenderer
  private let series: [ShardSeries]
  private var row = 0

  init(_ settings: ExportSettings, ids: [UInt64], fates: [SplitPlan.Fate], folder: String) {
    self.ids = ids
    self.fates = fates
    tally = ExportTally(splits: settings.splits.count)
    renderer = RowRenderer(settings)
    let columns = ExportColumn.columns(of: settings.shape)
    series = settings.splits.map {
      ShardSeries(split: $0.name, folder: folder, columns: columns, settings: settings)
    }
  }

  /// - Throws: `sourceChanged`, and what writing throws.
  func add(_ row: TrainingRow) throws(TrainingExportError) {
    guard self.row < ids.count, ids[self.row] == StableHash.of(row.id), renderer.shape.takes(row.content) else {
      throw sourceChanged(row.id)
    }
    if case .split(let split) = fates[self.row] {
      tally.add(row, to: split)
      try series[split].append(renderer.values(of: row))
    }
    self.row += 1
  }

  /// All shards, by the order of the splits.
  func finish() throws(TrainingExportError) -> [ExportedFile] {
    if row != ids.count { throw sourceChanged("the end") }
    var files: [ExportedFile] = []
    for one in series { files += try one.finish() }
    return files
  }

  private func sourceChanged(_ place: String) -> TrainingExportError {
    TrainingExportError(
      .sourceChanged, at: place, reason: "the rows came otherwise the second time they were read",
      nextStep: "export again when nothing writes to the dataset")
  }
}
