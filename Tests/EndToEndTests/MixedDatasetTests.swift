import DatasetWriting
import FeedbackIndex
import Foundation
import Pipeline
import Testing

@Suite("A dataset of two recipes") struct MixedDatasetTests {
  private let scratch: Scratch
  private var dataset: String { scratch.path + "/out" }
  private var layout: DatasetLayout { DatasetLayout(root: dataset) }
  private var logs: String { scratch.path + "/logs" }

  init() throws {
    scratch = try Scratch()
    try scratch.write(line("Sum 2 and 2", "5", "that's not what I asked for"), to: "logs/kept.jsonl")
    try scratch.write(line("Sum 2 and 3", "6", "that's not what I asked for"), to: "logs/gone.jsonl")
    _ = try glean([logs], into: dataset)
  }

  private func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(logs)/\(name)") }

  @Test("is said to be one by run, stats, verify and the card") func mixed() throws {
    #expect(try gleaner("stats", dataset).complaint.isEmpty)
    try remove("gone.jsonl")
    // Of two that are as frequent the digests decide which comes first.
    func says(_ text: String) -> Bool {
      ["0.95; 1 with floor=0.5", "0.5; 1 with floor=0.95"].contains {
        text.contains("the segments were made under 2 recipes: 1 with floor=\($0)")
      }
    }
    let run = try gleaner("run", logs, "--into", dataset, "--floor", "0.95")
    #expect(run.status == 0 && run.complaint.contains("warning: ") && says(run.complaint))
    #expect(says(try gleaner("stats", dataset).complaint))
    let verify = try gleaner("verify", dataset)
    #expect(verify.status == 0 && says(verify.output))
    #expect(says(try String(contentsOfFile: layout.card, encoding: .utf8)))
  }

  @Test("is not made where texts would stay that are not wanted") func textsStay() throws {
    try remove("gone.jsonl")
    let manifests = try DatasetFiles.manifests(in: layout)
    let call = try gleaner("run", logs, "--into", dataset, "--without-text")
    #expect(call.status == 2 && call.complaint.contains("\(logs)/gone.jsonl"))
    #expect(!call.complaint.contains("kept.jsonl"))
    #expect(try DatasetFiles.manifests(in: layout) == manifests)
  }

  @Test("is not made where the archive has only moved: its texts go, too") func moved() throws {
    try FileManager.default.moveItem(atPath: logs + "/gone.jsonl", toPath: logs + "/moved.jsonl")
    let call = try gleaner("run", logs, "--into", dataset, "--without-text")
    #expect(call.status == 0 && !call.complaint.contains("warning"))
    #expect(try DatasetFiles.manifests(in: layout).map(\.recipe.withoutText) == [true, true])
  }
}

@Suite("A dataset with damaged or missing parts") struct DamagedDatasetTests {
  private let scratch: Scratch
  private var dataset: String { scratch.path + "/out" }
  private var layout: DatasetLayout { DatasetLayout(root: dataset) }
  private let log: String

  init() throws {
    scratch = try Scratch()
    log = try scratch.write(line("Sum 2 and 2", "5", "that's not what I asked for"), to: "logs/a.jsonl")
    try scratch.write(line("Sum 2 and 3", "6", "that's not what I asked for"), to: "logs/b.jsonl")
    _ = try glean([scratch.path + "/logs"], into: dataset)
  }

  @Test("is listed as such by verify, and mended as the message says", arguments: ["segments", "archives"])
  func damaged(folder: String) throws {
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: layout.path("_gleaner/" + folder)).sorted().first)
    let path = layout.path("_gleaner/\(folder)/\(name)")
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    let verify = try gleaner("verify", dataset)
    #expect(verify.status == 1 && verify.output.contains("\(path) is damaged") && verify.output.contains("1 fault(s)"))
    let run = try gleaner("run", scratch.path + "/logs", "--into", dataset)
    #expect(run.status == 3 && run.complaint.contains("remove it and run the same command again"))
    try FileManager.default.removeItem(atPath: path)
    #expect(try gleaner("run", scratch.path + "/logs", "--into", dataset).status == 0)
    #expect(try gleaner("verify", dataset).status == 0)
  }

  @Test("of a later version is not taken for a damaged one") func laterVersion() throws {
    let path = try #require(DatasetFiles.manifestPaths(in: layout).first)
    try Data("{\"format_version\": 99}".utf8).write(to: URL(fileURLWithPath: path))
    let run = try gleaner("run", log, "--into", dataset)
    #expect(run.status == 3 && run.complaint.contains("format version 99") && !run.complaint.contains("remove it"))
  }

  @Test("says on standard error that its index is not whole") func partialIndex() throws {
    try scratch.write(line("Sum 2 and 4", "7", "that's not what I asked for"), to: "logs/c.jsonl")
    #expect(try gleaner("extract", scratch.path + "/logs", "--into", dataset).status == 0)
    let note = "note: 1 of 3 segments not in the index; next: gleaner index \(dataset)\n"
    for call in [
      try gleaner("query", dataset, "--count"), try gleaner("stats", dataset), try gleaner("show", dataset, "c"),
    ] {
      #expect(call.status == 0 && call.complaint.hasPrefix(note))
    }
    #expect(try gleaner("query", dataset, "--count").output == "2\n")
    #expect(try gleaner("index", dataset).status == 0)
    let whole = try gleaner("query", dataset, "--count")
    #expect(whole.output == "3\n" && whole.complaint.isEmpty)
  }

  @Test("says so, too, where the index holds what is gone") func staleIndex() throws {
    let manifest = try #require(try DatasetFiles.manifests(in: layout).first)
    try DatasetFiles.remove(manifest, in: layout)
    let coverage = try FeedbackIndex.open(layout, for: .reading).coverage()
    #expect(coverage.segments == 1 && coverage.missing == 0 && coverage.gone == 1)
  }
}
