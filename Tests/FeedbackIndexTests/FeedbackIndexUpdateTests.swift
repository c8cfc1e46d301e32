import DatasetWriting
import FeedbackIndex
import Foundation
import Records
import Testing

@Suite("The index follows the segments")
struct FeedbackIndexUpdateTests {
  private let dataset: SampleDataset

  init() throws { dataset = try SampleDataset() }

  private func conversations(_ count: Int, said: String = "no, wrong") -> [SampleConversation] {
    (0..<count).map { row in
      SampleConversation(
        id: "c\(row)", row: row,
        feedback: [SampleFeedback(said: "\(said) \(row) 不对"), SampleFeedback(category: .positiveFeedback, message: 4)])
    }
  }

  private func update() throws -> IndexUpdate {
    let index = try FeedbackIndex.open(dataset.layout, for: .writing)
    defer { try? index.close() }
    return try index.update()
  }

  private func digest() throws -> String {
    try FeedbackIndex.open(dataset.layout, for: .reading).contentDigest()
  }

  private func count(_ filter: FeedbackFilter = FeedbackFilter()) throws -> Int {
    try FeedbackIndex.open(dataset.layout, for: .reading).count(filter)
  }

  @Test func `takes in new segments and leaves known ones`() throws {
    try dataset.add(archiveA, conversations(5))
    let first = try update()
    #expect(first.added.count == 1 && first.feedback == 10 && first.conversations == 5)
    try dataset.add(archiveB, conversations(3))
    let second = try update()
    #expect(second.added.count == 1 && second.unchanged == 1 && second.dropped.isEmpty)
    #expect(try count() == 16)
    #expect(
      try update()
        == {
          var same = IndexUpdate(); same.unchanged = 2; return same
        }())
  }

  @Test func `has the same content after updates in any order as after a rebuild`() throws {
    try dataset.addRules(
      digest: "r1",
      [
        RuleSummary(
          id: RuleID("en.complaint.wrong"), title: "Wrong", category: .makeAwareWithoutCorrection, language: "en",
          status: "stable", hits: 10, right: 8, value: 0.75)
      ])
    try dataset.addRun("20240501T120000Z")
    try dataset.add(archiveC, conversations(3, said: "drop me"))
    _ = try update()
    let gone = try dataset.add(archiveA, conversations(4, said: "entirely different"))
    try dataset.add(archiveB, conversations(7))
    _ = try update()
    try DatasetFiles.remove(gone, in: dataset.layout)
    _ = try update()
    try dataset.add(archiveA, conversations(2))
    _ = try update()
    let updated = try digest()
    let rebuilt = try FeedbackIndex.rebuild(dataset.layout)
    #expect(rebuilt.added.count == 3)
    #expect(try digest() == updated)
  }

  @Test func `tells different contents apart`() throws {
    try dataset.add(archiveA, conversations(4))
    _ = try update()
    let before = try digest()
    try dataset.add(archiveA, conversations(4, said: "no, wronG"))
    _ = try update()
    #expect(try digest() != before)
  }

  @Test func `replaces a segment that other rules have made anew`() throws {
    let old = try dataset.add(archiveA, rules: "r1", conversations(4))
    _ = try update()
    let new = try dataset.add(archiveA, rules: "r2", conversations(2))
    let result = try update()
    #expect(result.added == [new.segment] && result.dropped == [old.segment])
    #expect(try count() == 4)
    var filter = FeedbackFilter()
    filter.text = "wrong 3"
    #expect(try count(filter) == 0)
    try DatasetFiles.remove(old, in: dataset.layout)
    #expect(try update().unchanged == 1)
  }

  @Test func `replaces a segment whose manifest has changed under the same name`() throws {
    let old = try dataset.add(archiveA, conversations(4))
    _ = try update()
    try dataset.add(archiveA, conversations(1, said: "changed"))
    let result = try update()
    #expect(result.added == [old.segment] && result.dropped == [old.segment])
    #expect(try count() == 2)
  }

  @Test func `drops segments that are gone, with what was said in them`() throws {
    let gone = try dataset.add(archiveA, conversations(3, said: "vanishing"))
    try dataset.add(archiveB, conversations(1))
    _ = try update()
    try DatasetFiles.remove(gone, in: dataset.layout)
    #expect(try update().dropped == [gone.segment])
    let index = try FeedbackIndex.open(dataset.layout, for: .reading)
    var filter = FeedbackFilter()
    filter.text = "vanishing"
    #expect(try index.count(filter) == 0)
    #expect(try index.count(FeedbackFilter()) == 2)
    #expect(try index.statistics().archives == 1)
  }

  @Test func `leaves out a segment that cannot be read, names it, and takes the rest`() throws {
    let broken = try dataset.add(archiveA, conversations(3))
    try dataset.add(archiveB, conversations(2))
    let shard = dataset.layout.path(try #require(broken.tables["feedback"]?.shards.first).file)
    let bytes = try #require(FileManager.default.contents(atPath: shard))
    try bytes.dropLast(7).write(to: URL(fileURLWithPath: shard))
    let result = try update()
    #expect(result.failures.map(\.code) == [.badShard])
    #expect(result.failures.first?.place == broken.tables["feedback"]?.shards.first?.file)
    #expect(result.added.count == 1)
    #expect(try count() == 4)
    let partial = try digest()
    _ = try FeedbackIndex.rebuild(dataset.layout)
    #expect(try digest() == partial)
  }

  @Test func `leaves out a manifest that is none`() throws {
    try dataset.add(archiveA, conversations(1))
    try DatasetFiles.write("{}", to: "\(dataset.layout.segments)/\(archiveB)-00000000.json", in: dataset.layout)
    let result = try update()
    #expect(result.failures.map(\.code) == [.badDescription])
    #expect(result.added.count == 1)
  }

  @Test func `works where the texts were left out`() throws {
    try dataset.add(archiveA, withoutText: true, conversations(3))
    _ = try update()
    let index = try FeedbackIndex.open(dataset.layout, for: .reading)
    let hits = try index.hits(FeedbackFilter())
    #expect(hits.count == 6)
    #expect(hits.allSatisfy { $0.said.isEmpty && $0.quote.isEmpty && $0.span.length > 0 })
    var filter = FeedbackFilter()
    filter.text = "wrong"
    #expect(try index.count(filter) == 0)
  }

  @Test func `keeps the beginning of a long follow-up, cut between characters, and no NUL`() throws {
    let long = SampleFeedback(said: "a\0" + String(repeating: "é", count: 1_500))
    try dataset.add(archiveA, [SampleConversation(feedback: [long])])
    _ = try update()
    let hit = try #require(try FeedbackIndex.open(dataset.layout, for: .reading).hits(FeedbackFilter()).first)
    #expect(hit.said == "a\u{FFFD}" + String(repeating: "é", count: 999))
  }
}
