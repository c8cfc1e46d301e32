import DatasetWriting
import Foundation
import Pipeline
import Records
import Testing

@Suite("Archives of which nothing can be had") struct RefusedArchivesTests {
  private let scratch: Scratch
  private var dataset: String { scratch.path + "/out" }
  private var logs: String { scratch.path + "/logs" }

  init() throws { scratch = try Scratch() }

  private func writeLog() throws {
    try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "logs/log.jsonl")
  }

  /// A file of a known format that is not read.
  private func writeRAR(_ name: String = "z.rar", content: String = "x") throws {
    try scratch.write("Rar!\u{1A}\u{07}\u{01}" + content, to: "logs/" + name)
  }

  @Test("are named with their reason by every run, and keep the status") func everyNight() throws {
    try writeLog()
    try writeRAR()
    for read in ["1 read", "1 known"] {
      let call = try gleaner("run", logs, "--into", dataset)
      #expect(call.status == 1)
      #expect(call.complaint.contains("\(logs)/z.rar: unsupported_format: RAR is not read"))
      #expect(call.complaint.contains("archives: \(read), 1 refused (unsupported_format 1)"))
      let quiet = try gleaner("run", logs, "--into", dataset, "--quiet")
      #expect(quiet.status == 1 && quiet.complaint == "\(logs)/z.rar: unsupported_format: RAR is not read\n")
    }
  }

  @Test("are no failure where that was to be expected") func expected() throws {
    try writeLog()
    try scratch.write("# Notes\n", to: "logs/notes.md")
    for _ in 0..<2 {
      let report = try glean([logs], into: dataset)
      #expect(report.archives.map(\.outcome).last == .refused && report.archives.last?.dropReason == .notALog)
      #expect(report.inputs.rejected == [.notALog: 1] && report.inputs.balances && !report.hasFailures)
    }
    let quiet = try gleaner("run", logs, "--into", dataset, "--quiet")
    #expect(quiet.status == 0 && quiet.complaint.isEmpty)
  }

  @Test("are listed, the first ten of them") func many() throws {
    for number in 10..<23 { try writeRAR("\(number).rar", content: "\(number)") }
    let call = try gleaner("run", logs, "--into", dataset)
    #expect(call.complaint.split(separator: "\n").count { $0.contains("RAR is not read") } == 10)
    #expect(call.complaint.contains("and 3 more: see _gleaner/runs"))
  }

  @Test("are looked at again by another version of the reader, and only then") func otherReader() throws {
    try writeRAR()
    let layout = DatasetLayout(root: dataset)
    #expect(try glean([logs], into: dataset).archives.first?.counts != nil)
    #expect(try glean([logs], into: dataset).archives.first?.counts == nil)
    var record = try #require(try DatasetFiles.archives(in: layout).first)
    #expect(record.refusal?.reason == .unsupportedFormat)
    record.refusal?.reader = 0
    try DatasetFiles.write(record, to: layout.archiveRecord(of: record.archive), in: layout)
    let again = try glean([logs], into: dataset)
    #expect(again.archives.first?.counts != nil && again.archives.first?.outcome == .refused)
    #expect(try DatasetFiles.archives(in: layout).first?.refusal?.reader != 0)
    #expect(try DatasetVerification(layout).run().faults == [])
  }

  @Test("make the status 1 where nothing else was named, and are named even so quietly") func nothingRead() throws {
    try writeLog()
    #expect(try gleaner("run", logs, "--into", dataset).status == 0)
    let notes = try scratch.write("# Notes\n", to: "notes.md")
    for (input, reason) in [("/dev/null", "not_a_log"), (notes, "not_a_log"), (dataset, "gleaner_dataset")] {
      let call = try gleaner("run", input, "--into", scratch.path + "/other", "--quiet")
      #expect(call.status == 1, "\(input)")
      #expect(call.complaint.hasPrefix("\(input): \(reason): "), "\(input)")
    }
    #expect(try gleaner("run", logs, "/dev/null", "--into", dataset).status == 0)
  }

  @Test("are those too that are other JSON, if they were met and not named") func strays() throws {
    try writeLog()
    let stray = try scratch.write("{\"files\": 3}\n", to: "logs/COUNTS.json")
    for _ in 0..<2 {
      let met = try glean([logs], into: dataset)
      #expect(met.archives.first?.outcome == .refused && met.archives.first?.dropReason == .notALog)
      #expect(!met.hasFailures && met.countsOfLogs.records.failed == 0)
    }
    let named = try glean([stray], into: scratch.path + "/named")
    #expect(named.hasFailures && named.counts.records.rejected == [.unknownShape: 1])
  }

  @Test("are not those with many records of an unknown shape, or with one of a known") func notStray() throws {
    let unknown = "{\"files\": 3}\n"
    try scratch.write(String(repeating: unknown, count: 11), to: "logs/many.jsonl")
    try scratch.write(unknown + line("a", "b", "thanks"), to: "logs/one.jsonl")
    let report = try glean([logs], into: dataset)
    #expect(report.archives.map(\.outcome) == [.extracted, .extracted] && report.hasFailures)
  }
}

@Suite("The summary of a run") struct RunSummaryTests {
  @Test("adds up: every archive is in one part, and reasons stand behind their own") func addsUp() throws {
    let scratch = try Scratch()
    for name in ["a", "b"] { try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "in/\(name).jsonl") }
    try scratch.write("", to: "in/empty.jsonl")
    try scratch.write("# Notes\n", to: "in/notes.md")
    let logs = scratch.path + "/in"
    try FileManager.default.createSymbolicLink(atPath: logs + "/up", withDestinationPath: logs)
    let call = try gleaner("run", logs, "/dev/null", "--into", scratch.path + "/out")
    #expect(call.status == 0)
    #expect(
      call.complaint.contains(
        "archives: 1 read, 1 the same as another, 2 refused (empty 1, not_a_log 1), "
          + "2 passed over (not_a_log 1, symbolic_link 1)\n"))
  }

  @Test("has the books of members where some of an archive that was read were lost") func members() throws {
    let scratch = try Scratch()
    let log = try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "log.jsonl")
    try scratch.write("# Notes\n", to: "notes.md")
    let archive = scratch.path + "/logs.tar"
    let tar = try Process.run(
      URL(fileURLWithPath: "/bin/tar"), arguments: ["cf", archive, "-C", scratch.path, "log.jsonl", "notes.md"])
    tar.waitUntilExit()
    let call = try gleaner("run", archive, log, Repository.path("README.md"), "--into", scratch.path + "/out")
    #expect(call.complaint.contains("archives: 2 read, 1 refused (not_a_log 1)\n"))
    #expect(call.complaint.contains("members: 3 in = 2 read + 1 dropped + 0 failed (not_a_log 1)\n"))
  }

  @Test("counts no byte of an archive twice") func bytesRead() throws {
    let scratch = try Scratch()
    let path = Repository.path("fixtures/archives/sharegpt.zip")
    let report = try glean([path], into: scratch.path + "/out")
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(report.counts.bytesRead == size)
  }
}
