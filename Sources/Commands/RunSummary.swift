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

  var lines: [String] {
    var lines = archiveLines
    let counts = report.counts
    if counts.records.taken > 0 || counts.members.taken > 0 {
      lines.append(
        "records: \(Amount.count(counts.records.taken)) in = \(Amount.count(counts.records.passed)) conversations"
          + " + \(Amount.count(counts.records.dropped)) dropped + \(Amount.count(counts.records.failed)) failed\(reasons(counts.records))"
      )
      lines.append(
        "follow-ups: \(Amount.count(counts.followUps)), of which \(Amount.count(feedback)) carry feedback"
          + (counts.followUps > 0 ? " (\(Amount.percent(Double(feedback) / Double(counts.followUps))))" : ""))
    }
    lines += faultLines + [throughput, "dataset: \(dataset)"].compactMap { $0 }
    if !report.isComplete { lines.append("the run is not complete") }
    return lines
  }

  static func json(_ report: RunReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  private var feedback: Int { report.counts.categories.values.reduce(0, +) }

  private var archiveLines: [String] {
    var lines = report.archives.filter { $0.outcome == .failed }.map {
      "\(TerminalText.line($0.path)): \(TerminalText.line($0.reason))"
    }
    let outcomes: [(RunReport.Outcome, String)] = [
      (.extracted, "read"), (.known, "known"), (.duplicate, "the same as another"), (.failed, "failed"),
      (.pending, "left for the next run"),
    ]
    let parts = outcomes.compactMap { outcome, words -> String? in
      let count = report.archives.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(Amount.count(count)) \(words)"
    }
    lines.append("archives: \(parts.isEmpty ? "none" : parts.joined(separator: ", "))\(reasons(report.counts.members))")
    return lines
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

  private func reasons(_ tally: Tally) -> String {
    if tally.rejected.isEmpty { return "" }
    let parts = tally.rejected.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
    return " (\(parts.joined(separator: ", ")))"
  }

  private var throughput: String? {
    guard report.counts.bytesExpanded > 0, report.seconds > 0 else { return nil }
    let rate = Double(report.counts.bytesExpanded) / report.seconds
    return "time: \(Amount.fixed(report.seconds, 2)) s, \(Amount.bytes(report.counts.bytesRead)) read,"
      + " \(Amount.bytes(report.counts.bytesExpanded)) expanded, \(Amount.bytes(Int(rate)))/s, \(report.workers) worker(s)"
  }
}
