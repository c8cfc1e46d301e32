import ArchiveReading
import DatasetWriting
import FeedbackIndex
import Foundation
import Pipeline
import Records
import Testing

@Suite("The main job") struct MainJobTests {
  private struct Counts: Decodable {
    let conversations: Int
    let messages: Int
    let followUps: Int
  }

  @Test("finds in each sample archive what its provenance says") func sampleArchives() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = try #require(FileManager.default.contents(atPath: Repository.path("fixtures/archives.counts.json")))
    let expected = try decoder.decode([String: Counts].self, from: data)
    let scratch = try Scratch()
    let report = try glean([Repository.path("fixtures/archives")], into: scratch.path + "/out")
    #expect(report.isComplete && !report.hasFailures)
    let byName = Dictionary(
      uniqueKeysWithValues: report.archives.map { (($0.path as NSString).lastPathComponent, $0.counts) })
    for (name, counts) in expected {
      let found = try #require(byName[name] ?? nil, "\(name) was not read")
      #expect(found.conversations == counts.conversations, "\(name)")
      #expect(found.messages == counts.messages, "\(name)")
      #expect(found.followUps == counts.followUps, "\(name)")
    }
    #expect(report.counts.categories.keys.count == FeedbackCategory.allCases.count)
  }

  @Test("gives the same bytes with any number of workers and in any order") func deterministic() throws {
    let scratch = try Scratch()
    let archives = try FileManager.default.contentsOfDirectory(atPath: Repository.path("fixtures/archives"))
      .filter { $0 != "PROVENANCE.md" }.map { Repository.path("fixtures/archives/\($0)") }.sorted()
    var settings = ExtractionSettings()
    // Small batches, so that there are many of them.
    settings.reading.batchBytes = 32 << 10
    var digests: Set<[String]> = []
    for (number, workers) in [1, 2, 8].enumerated() {
      let dataset = scratch.path + "/out\(number)"
      let order = number % 2 == 0 ? archives : archives.reversed()
      _ = try glean(order, into: dataset, workers: workers, settings: settings)
      let manifests = try DatasetFiles.manifests(in: DatasetLayout(root: dataset))
      digests.insert(
        manifests.flatMap { $0.tables.values.flatMap(\.shards).map(\.sha256) + [$0.segment.rawValue] }.sorted())
    }
    #expect(digests.count == 1)
  }

  @Test("does not read again what it knows, and replaces what has changed") func incremental() throws {
    let scratch = try Scratch()
    let path = try scratch.write(line("Write a poem", "Roses", "thanks, perfect"), to: "in/a.jsonl")
    try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "in/b.jsonl")
    let dataset = scratch.path + "/out"
    #expect(try glean([scratch.path + "/in"], into: dataset).archives.map(\.outcome) == [.extracted, .extracted])
    #expect(try glean([scratch.path + "/in"], into: dataset).archives.map(\.outcome) == [.known, .known])

    try scratch.write(
      line("Write a poem", "Roses", "no, shorter") + line("x", "y", "thanks", id: "d"), to: "in/a.jsonl")
    let third = try glean([scratch.path + "/in"], into: dataset)
    #expect(third.archives.map(\.outcome) == [.extracted, .known])
    let statistics = try FeedbackIndex.open(DatasetLayout(root: dataset), for: .reading).statistics()
    #expect(statistics.archives == 2 && statistics.conversations == 3)

    try FileManager.default.moveItem(atPath: path, toPath: scratch.path + "/in/renamed.jsonl")
    let fourth = try glean([scratch.path + "/in"], into: dataset)
    #expect(fourth.archives.map(\.outcome) == [.known, .known])
    #expect(try DatasetVerification(DatasetLayout(root: dataset)).run().faults == [])
  }

  @Test("counts the same content under two names once") func duplicates() throws {
    let scratch = try Scratch()
    for name in ["a", "b"] { try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "in/\(name).jsonl") }
    let report = try glean([scratch.path + "/in"], into: scratch.path + "/out")
    #expect(report.archives.map(\.outcome) == [.extracted, .duplicate])
    #expect(report.counts.conversations == 1)
    #expect(!report.hasFailures)
  }

  @Test("makes the segments of another recipe anew, and drops the old ones") func otherRecipe() throws {
    let scratch = try Scratch()
    let path = try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "a.jsonl")
    _ = try glean([path], into: scratch.path + "/out")
    let without = try glean([path], into: scratch.path + "/out", settings: ExtractionSettings(withoutText: true))
    #expect(without.archives.map(\.outcome) == [.extracted])
    let layout = DatasetLayout(root: scratch.path + "/out")
    #expect(try DatasetFiles.manifests(in: layout).map(\.recipe.withoutText) == [true])
    #expect(try DatasetVerification(layout).run().faults == [])
  }

  @Test("writes no text where none is wanted") func withoutText() throws {
    let scratch = try Scratch()
    let path = try scratch.write(
      line("secretprompt", "secretanswer", "that's not what I asked for, secretreason")
        + "{\"messages\":[{\"secretbroken\n", to: "a.jsonl")
    let dataset = scratch.path + "/out"
    _ = try glean([path], into: dataset, settings: ExtractionSettings(withoutText: true))
    let index = try FeedbackIndex.open(DatasetLayout(root: dataset), for: .reading)
    let hits = try index.hits(FeedbackFilter())
    #expect(hits.count == 1)
    let hit = try #require(hits.first)
    #expect(hit.quote.isEmpty && hit.said.isEmpty && hit.span.length > 0)
    let row = String(decoding: try index.fullRow(of: hit), as: UTF8.self)
    #expect(!row.contains("secret"))
    let conversation = try #require(try index.conversations(matching: hit.origin.recordID).first)
    #expect(!String(decoding: try index.fullRow(of: conversation), as: UTF8.self).contains("secret"))
    #expect(conversation.opening.isEmpty)
  }

  @Test("makes an index anew that holds what the old one held") func rebuild() throws {
    let scratch = try Scratch()
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([Repository.path("fixtures/archives")], into: layout.root)
    let before = try FeedbackIndex.open(layout, for: .reading).contentDigest()
    try DatasetPublication(layout).publish(rebuildingIndex: true)
    #expect(try FeedbackIndex.open(layout, for: .reading).contentDigest() == before)
    try FileManager.default.removeItem(atPath: layout.index)
    try DatasetPublication(layout).publish()
    #expect(try FeedbackIndex.open(layout, for: .reading).contentDigest() == before)
  }

  @Test("lets nobody write beside it") func locked() throws {
    let scratch = try Scratch()
    let path = try scratch.write(line("a", "b", "thanks"), to: "a.jsonl")
    let lock = try DatasetLock(DatasetLayout(root: scratch.path + "/out"))
    #expect(throws: DatasetError.self) { try glean([path], into: scratch.path + "/out") }
    withExtendedLifetime(lock) {}
  }

  @Test("stops when it is told to, and the next run gives what one run would have given") func resumed() throws {
    let scratch = try Scratch()
    for number in 0..<12 {
      try scratch.write(line("Sum \(number) and 2", "5", "that is wrong", id: "c\(number)"), to: "in/\(number).jsonl")
    }
    let layout = DatasetLayout(root: scratch.path + "/stopped")
    var asked = 0
    let stopped = try GleanerRun(
      inputs: [scratch.path + "/in"], into: layout, setup: Repository.setup, settings: ExtractionSettings(), workers: 1
    ).run(
      progress: RunProgress(),
      shouldStop: {
        asked += 1
        return asked > 20
      })
    #expect(!stopped.isComplete)
    #expect(stopped.archives.contains { $0.outcome == .pending })
    #expect(try glean([scratch.path + "/in"], into: layout.root).isComplete)
    _ = try glean([scratch.path + "/in"], into: scratch.path + "/whole")
    #expect(
      try DatasetFiles.manifests(in: layout) == DatasetFiles.manifests(in: DatasetLayout(root: scratch.path + "/whole"))
    )
  }

  @Test("sweeps what a killed run left: shards without a manifest, and a record that was not written") func killed()
    throws
  {
    let scratch = try Scratch()
    let path = try scratch.write(line("Sum 2 and 2", "5", "that's not what I asked for"), to: "a.jsonl")
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([path], into: layout.root)
    let segment = try #require(try DatasetFiles.manifests(in: layout).first)
    let orphan = layout.path("data/feedback/0123456789abcdef-01234567-00000.jsonl.zst")
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: orphan))
    try FileManager.default.removeItem(atPath: layout.archiveRecord(of: segment.archive))
    #expect(try glean([path], into: layout.root).archives.map(\.outcome) == [.known])
    #expect(!FileManager.default.fileExists(atPath: orphan))
    #expect(try DatasetFiles.archives(in: layout).map(\.segment) == [segment.segment])
    #expect(try DatasetVerification(layout).run().faults == [])
  }

  @Test("drops the former segment of a file when the run that replaced it was killed before it could")
  func killedBeforeRemoval()
    throws
  {
    let scratch = try Scratch()
    let layout = DatasetLayout(root: scratch.path + "/out")
    let path = try scratch.write(line("Sum 2 and 2", "5", "that's not what I asked for"), to: "a.jsonl")
    _ = try glean([path], into: layout.root)
    try FileManager.default.copyItem(atPath: layout.root, toPath: scratch.path + "/before")
    try scratch.write(line("Sum 2 and 3", "5", "thank you, perfect") + line("x", "y", id: "d"), to: "a.jsonl")
    _ = try glean([path], into: layout.root)
    for folder in ["_gleaner/segments", "_gleaner/archives", "data/feedback", "data/conversations"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/before/" + folder) {
        try FileManager.default.copyItem(
          atPath: "\(scratch.path)/before/\(folder)/\(name)", toPath: layout.path("\(folder)/\(name)"))
      }
    }
    #expect(try DatasetFiles.manifests(in: layout).count == 2)
    _ = try glean([path], into: layout.root)
    #expect(try DatasetFiles.manifests(in: layout).count == 1)
    #expect(try FeedbackIndex.open(layout, for: .reading).statistics().conversations == 2)
    #expect(try DatasetVerification(layout).run().faults == [])
  }
}
