internal import DatasetWriting
internal import Foundation
internal import Pipeline
internal import Records

/// A run report in a few lines.
struct RunSummary {
  private let report: RunReport
  private let dataset: String

  init(_ report: RunReport, dataset: String) {
    self.report = report
    self.dataset = dataset
  }

  /// Archives that should have been read and were not; of all inputs, where none was read.
  var problems: [String] { Self.listed(lost.filter(isProblem)) }

  var lines: [String] {
    var lines = Self.listed(lost.filter { !isProblem($0) }) + [archiveLine]
    let counts = report.countsOfLogs
    if !counts.members.rejected.isEmpty { lines.append("members: \(books(counts.members, passed: "read"))") }
    if counts.records.taken > 0 || counts.members.taken > 0 {
      // A record holds one conversation or, where it is a tree, several.
      let isOneEach = counts.records.passed == counts.conversations
      lines.append("records: \(books(counts.records, passed: isOneEach ? "conversations" : "read"))")
      if !isOneEach { lines.append("conversations: \(Amount.count(counts.conversations))") }
      lines.append(
        "follow-ups: \(Amount.count(counts.followUps)), of which \(Amount.count(feedback)) carry feedback"
          + (counts.followUps > 0 ? " (\(Amount.percent(Double(feedback) / Double(counts.followUps))))" : ""))
    }
    lines += faultLines + [throughput, "dataset: \(dataset)"].compactMap { $0 }
    lines += report.warnings.map { "warning: \($0)" }
    if !report.isComplete { lines.append("the run is not complete") }
    return lines
  }

  static func json(_ report: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  private var feedback: Int { report.counts.categories.values.reduce(0, +) }

  private var lost: [RunReport.Archive] {
    report.archives.filter { [.refused, .skipped, .failed].contains($0.outcome) }
  }

  private func isProblem(_ archive: RunReport.Archive) -> Bool {
    report.hasReadNothing || !(archive.dropReason?.isExpected ?? false)
  }

  private static let archivesListed = 10

  private static func listed(_ archives: [RunReport.Archive]) -> [String] {
    let lines = archives.prefix(archivesListed).map {
      "\(TerminalText.line($0.path)): \(TerminalText.line($0.reason))"
    }
    let more = archives.count - archivesListed
    return lines + (more > 0 ? ["and \(Amount.count(more)) more: see _gleaner/runs in the dataset"] : [])
  }

  /// How many archives came to what; behind each the reasons of those, and of no others.
  private var archiveLine: String {
    let outcomes: [(RunReport.Outcome, String)] = [
      (.extracted, "read"), (.known, "known"), (.duplicate, "the same as another"), (.refused, "refused"),
      (.skipped, "passed over"), (.failed, "failed"), (.pending, "left for the next run"),
    ]
    let parts = outcomes.compactMap { outcome, words -> String? in
      let archives = report.archives.filter { $0.outcome == outcome }
      if archives.isEmpty { return nil }
      let isTold = outcome == .refused || outcome == .skipped || outcome == .failed
      let reasons = Dictionary(archives.compactMap(\.dropReason).map { ($0, 1) }, uniquingKeysWith: +)
      return "\(Amount.count(archives.count)) \(words)\(isTold ? self.reasons(reasons) : "")"
    }
    return "archives: \(parts.isEmpty ? "none" : parts.joined(separator: ", "))"
  }

  private func books(_ tally: Tally, passed: String) -> String {
    "\(Amount.count(tally.taken)) in = \(Amount.count(tally.passed)) \(passed) + \(Amount.count(tally.dropped)) dropped"
      + " + \(Amount.count(tally.failed)) failed\(reasons(tally.rejected))"
  }

  /// Faults of archives and members, each with its place.
  private var faultLines: [String] {
    let failures = report.counts.ruleFailures.sorted { $0.key < $1.key }.map {
      "rule \($0.key): \($0.value) match(es) broken off"
    }
    let repaired =
      report.counts.faults["repaired_surrogates"].map { ["texts with lone surrogates, repaired: \($0)"] } ?? []
    return failures + report.indexFailures + repaired
      + (hasRejected ? ["what was rejected is listed under \(dataset)/_gleaner/rejected"] : [])
  }

  private var hasRejected: Bool {
    !report.counts.records.rejected.isEmpty || !report.counts.members.rejected.isEmpty
      || report.counts.faults.contains { DropReason(rawValue: $0.key) != nil }
  }

  private func reasons(_ counts: [DropReason: Int]) -> String {
    if counts.isEmpty { return "" }
    let parts = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
    return " (\(parts.joined(separator: ", ")))"
  }

  private var throughput: String? {
    guard report.counts.bytesExpanded > 0, report.seconds > 0 else { return nil }
    let rate = Double(report.counts.bytesExpanded) / report.seconds
    return "time: \(Amount.fixed(report.seconds, 2)) s, \(Amount.bytes(report.counts.bytesRead)) read,"
      + " \(Amount.bytes(report.counts.bytesExpanded)) expanded, \(Amount.bytes(Int(rate)))/s, \(report.workers) worker(s)"
  }
}
