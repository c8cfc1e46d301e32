internal import ArchiveReading
internal import DatasetWriting
internal import FeedbackClassification
internal import FeedbackDetection
internal import FeedbackRules
internal import Glibc
internal import Personas
internal import Records
internal import TranscriptParsing

/// Turns batches of records into rows. One for each thread; the rows depend on the batch alone.
final class BatchExtractor {
  private let setup: DetectionSetup
  private let settings: ExtractionSettings
  private let parser = TranscriptParser()
  private let scanner: FollowUpScanner
  private let encoder: FrameEncoder
  private let feedbackRows = RowBuffer()
  private let conversationRows = RowBuffer()
  private let reformulationRows = RowBuffer()
  private let satisfactionRows = RowBuffer()
  private let followUpRows = RowBuffer()
  private let preferenceRows = RowBuffer()
  private let comparisonRows = RowBuffer()
  private let preferences = PreferenceReader()
  private let topics = TopicReader()
  private let requests = RequestComparison()
  private let rejectedRows = RowBuffer()
  private let labelFields = RowBuffer(capacity: 1024)
  private var languages = LanguageMemo()

  init(plan: DetectionPlan, setup: DetectionSetup, settings: ExtractionSettings) {
    self.setup = setup
    self.settings = settings
    scanner = FollowUpScanner(setup: setup, plan: plan, floor: settings.floor)
    encoder = FrameEncoder(level: settings.compressionLevel)
  }

  /// The rows of one batch of `archive`.
  ///
  /// - Throws: `DatasetError` where rows can't be compressed.
  func extract(_ batch: RecordBatch, archive: ArchiveID) throws(DatasetError) -> BatchProduct {
    for rows in tables.map(\.rows) + [rejectedRows] { rows.removeAll() }
    var product = BatchProduct()
    for fault in batch.faults { take(fault, archive: archive, into: &product) }
    for record in batch.records {
      let origin = RecordOrigin(archive: archive, member: batch.memberName(of: record), record: record)
      take(batch.bytes(of: record), from: origin, into: &product)
    }
    product.counts.ruleFailures = scanner.takeFailures()
    let failures = preferences.takeFailures()
    if failures > 0 { product.counts.ruleFailures["preferences/limit", default: 0] += failures }
    for (table, rows) in tables {
      if let frame = try encoder.encode(rows) { product.tables.append((table, frame)) }
    }
    product.rejected = try encoder.encode(rejectedRows)
    return product
  }

  private var tables: [(table: DatasetTable, rows: RowBuffer)] {
    [
      (.feedback, feedbackRows), (.conversations, conversationRows), (.reformulations, reformulationRows),
      (.satisfaction, satisfactionRows), (.followUps, followUpRows), (.preferences, preferenceRows),
      (.comparisons, comparisonRows),
    ]
  }

  private func take(_ bytes: UnsafeRawBufferPointer, from origin: RecordOrigin, into product: inout BatchProduct) {
    let view: ConversationView
    do {
      view = try parser.parse(bytes)
    } catch {
      product.counts.records.reject(error.reason)
      product.note(origin.record.member, isLog: error.reason != .unknownShape)
      RejectedRow(origin, error, head: head(of: bytes)).write(to: rejectedRows)
      return
    }
    product.counts.records.pass()
    product.note(origin.record.member, isLog: true)
    if view.paths == 1 { return take(view, from: origin, counts: &product.counts) }
    for path in 0..<view.paths {
      var origin = origin
      origin.path = path
      take(path == 0 ? view : parser.select(path: path), from: origin, counts: &product.counts)
    }
    writeEvidence(of: view, from: origin)
  }

  /// What a record tells of which of its answers are better, and of requests that were edited.
  private func writeEvidence(of view: ConversationView, from origin: RecordOrigin) {
    let language = languages.code(of: view.language)
    let paths = RecordPaths(parser, origin: origin, language: language, withoutText: settings.withoutText)
    for (number, comparison) in parser.comparisons.enumerated() {
      paths.write(comparison, number: number, to: comparisonRows, labelFields)
    }
    for edit in parser.editedRequests { paths.write(edit, requests, to: reformulationRows, labelFields) }
  }

  private func take(_ view: ConversationView, from origin: RecordOrigin, counts: inout SegmentCounts) {
    let language = languages.code(of: view.language)
    let readings = scanner.readings(in: view, language: language)
    let labels = ConversationLabels(view, origin: origin, language: language, in: labelFields)
    for reading in readings {
      if let verdict = reading.verdict {
        counts.categories[verdict.category.rawValue, default: 0] += 1
        FeedbackRow(reading, verdict, of: view, labels: labels, rules: setup.rules, settings: settings)
          .write(to: feedbackRows)
      }
      writeReformulation(reading, of: view, labels: labels)
      FollowUpRow(reading, of: view, labels: labels).write(to: followUpRows)
    }
    if setup.model != nil { SatisfactionRows(readings, of: view, labels: labels).write(to: satisfactionRows) }
    count(view, language: language, into: &counts)
    ConversationRow(
      view, labels: labels, verdicts: readings.compactMap(\.verdict), topics: topics, withoutText: settings.withoutText
    ).write(to: conversationRows)
    // Whose they are must be known.
    if view.user.isEmpty { return }
    PreferenceRows(view, labels: labels, withoutText: settings.withoutText).write(to: preferenceRows, preferences)
  }

  private func writeReformulation(
    _ reading: FollowUpReading, of view: ConversationView, labels: ConversationLabels
  ) {
    guard let opinion = reading.opinion, let previous = reading.previous, let relation = reading.relation,
      relation.isReformulation
    else { return }
    ReformulationRow(
      reading, relation, opinion, previous: previous, of: view, labels: labels, withoutText: settings.withoutText
    ).write(to: reformulationRows)
  }

  private func count(_ view: ConversationView, language: String, into counts: inout SegmentCounts) {
    counts.conversations += 1
    counts.messages += view.messages.count
    counts.followUps += scanner.followUps
    counts.formats[view.format.rawValue, default: 0] += 1
    counts.languages[language, default: 0] += 1
    if view.repairedTexts > 0 { counts.faults["repaired_surrogates", default: 0] += view.repairedTexts }
  }

  private func take(_ fault: ReadingFault, archive: ArchiveID, into product: inout BatchProduct) {
    if fault.scope == .record {
      product.counts.records.reject(fault.reason)
    } else {
      product.counts.faults[fault.reason.rawValue, default: 0] += 1
      product.details.merge([fault.reason: fault.detail]) { first, _ in first }
    }
    RejectedRow(fault, archive: archive, withoutText: settings.withoutText).write(to: rejectedRows)
  }

  private func head(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    settings.withoutText
      ? UnsafeRawBufferPointer(rebasing: bytes[..<0]) : UnsafeRawBufferPointer(rebasing: bytes.prefix(512))
  }
}

/// The code of a language name; logs name few languages, and mostly the same one again.
private struct LanguageMemo {
  private var lastName: [UInt8] = []
  private var lastCode = ""

  mutating func code(of name: UnsafeRawBufferPointer) -> String {
    if isLast(name) { return lastCode }
    lastName = Array(name)
    lastCode = LanguageName.normalized(name)
    return lastCode
  }

  private func isLast(_ name: UnsafeRawBufferPointer) -> Bool {
    guard name.count == lastName.count, let start = name.baseAddress else { return name.isEmpty && lastName.isEmpty }
    return memcmp(start, lastName, name.count) == 0
  }
}
