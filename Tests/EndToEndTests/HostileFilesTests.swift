import ArchiveReading
import DatasetWriting
import Foundation
import Pipeline
import Records
import Testing

/// What a careful reader must count for one hostile file: an entry of `fixtures/hostile/EXPECTED.json`.
struct HostileExpectation: Decodable, Sendable {
  /// An exact number, or a range where the right number depends on a decoder's buffers.
  struct Count: Decodable, Sendable {
    let range: ClosedRange<Int>

    private enum Bound: String, CodingKey { case min, max }

    init(from decoder: any Decoder) throws {
      if let number = try? decoder.singleValueContainer().decode(Int.self) {
        range = number...number
      } else {
        let bounds = try decoder.container(keyedBy: Bound.self)
        range = try bounds.decode(Int.self, forKey: .min)...bounds.decode(Int.self, forKey: .max)
      }
    }
  }

  struct Rejection: Decodable, Sendable {
    let reason: String
    let count: Count
    let alsoFine: [String]?
  }

  let about: String
  let conversations: Count
  let messages: Count?
  let followUps: Count?
  let rejections: [Rejection]

  static let all: [String: HostileExpectation] = {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let data = FileManager.default.contents(atPath: Repository.path("fixtures/hostile/EXPECTED.json")),
      let all = try? decoder.decode([String: HostileExpectation].self, from: data)
    else { fatalError("fixtures/hostile/EXPECTED.json can't be read") }
    return all
  }()
}

@Suite("Hostile files") struct HostileFilesTests {
  @Test("cost only themselves, and are counted", arguments: HostileExpectation.all.keys.sorted())
  func counted(name: String) throws {
    let expected = try #require(HostileExpectation.all[name])
    let scratch = try Scratch()
    let good = try scratch.write(
      line("Write a poem", "Roses are red", "thanks, that is perfect"), to: "in/zz-good.jsonl")
    let report = try glean([Repository.path("fixtures/hostile/\(name)"), good], into: scratch.path + "/out")
    let counts = report.counts

    #expect(counts.records.balances && counts.members.balances && report.inputs.balances)
    #expect(report.inputs.taken == 2)
    // The good file beside it gives its one conversation whatever happens to the other.
    #expect(
      expected.conversations.range.contains(counts.conversations - 1), "conversations: \(counts.conversations - 1)")
    #expect(counts.conversations == counts.records.passed)
    if let messages = expected.messages { #expect(messages.range.contains(counts.messages - 3)) }
    if let followUps = expected.followUps { #expect(followUps.range.contains(counts.followUps - 1)) }
    check(Self.rejections(of: report), against: expected)
    #expect(try DatasetVerification(DatasetLayout(root: scratch.path + "/out")).run().faults == [])
  }

  @Test("have an expectation each, and the other way round") func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.path("fixtures/hostile"))
      .filter { !["EXPECTED.json", "PROVENANCE.md"].contains($0) }
    #expect(Set(files) == Set(HostileExpectation.all.keys))
  }

  private func check(_ found: [String: Int], against expected: HostileExpectation) {
    var left = found
    for rejection in expected.rejections {
      let count = ([rejection.reason] + (rejection.alsoFine ?? [])).reduce(0) {
        $0 + (left.removeValue(forKey: $1) ?? 0)
      }
      #expect(rejection.count.range.contains(count), "\(rejection.reason): \(count)")
    }
    #expect(left.isEmpty, "not expected: \(left)")
  }

  static func rejections(of report: RunReport) -> [String: Int] {
    var sum: [String: Int] = [:]
    for tally in [report.counts.records, report.counts.members, report.inputs] {
      for (reason, count) in tally.rejected { sum[reason.rawValue, default: 0] += count }
    }
    // The reason for which an archive was refused is that of one of its members, too.
    for archive in report.archives where archive.outcome == .refused {
      if let reason = archive.dropReason { sum[reason.rawValue, default: 0] -= 1 }
    }
    return sum.filter { $0.value != 0 }
  }
}

@Suite("What can't be shipped as a file") struct UnshippableInputTests {
  @Test("a line of 100 MB is rejected, and its neighbours are kept") func hugeLine() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/huge.jsonl"
    try Data(line("a", "b", "thanks").utf8).write(to: URL(fileURLWithPath: path))
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("{\"messages\":[{\"role\":\"user\",\"content\":\"".utf8))
    let block = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<100 { try file.write(contentsOf: block) }
    try file.write(contentsOf: Data(("\"}]}\n" + line("c", "d", "no, shorter")).utf8))
    try file.close()
    let report = try glean([path], into: scratch.path + "/out", workers: 1)
    #expect(report.counts.conversations == 2)
    #expect(report.counts.records.rejected == [.recordTooLarge: 1])
  }

  @Test("a loop of symbolic links is walked once") func symlinkLoop() throws {
    let scratch = try Scratch()
    try scratch.write(line("a", "b", "thanks"), to: "in/day/log.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/in/day/up", withDestinationPath: scratch.path + "/in")
    let report = try glean([scratch.path + "/in"], into: scratch.path + "/out")
    #expect(report.counts.conversations == 1)
    #expect(report.inputs.rejected == [.symbolicLink: 1])
  }

  @Test("an input that is not there is said to be so, and the rest is read") func missing() throws {
    let scratch = try Scratch()
    let good = try scratch.write(line("a", "b", "thanks"), to: "log.jsonl")
    let report = try glean([scratch.path + "/nowhere.jsonl", good], into: scratch.path + "/out")
    #expect(report.counts.conversations == 1)
    #expect(report.inputs.rejected == [.unreadable: 1])
    #expect(report.hasFailures)
  }

  @Test("a dataset among the inputs is not read as logs") func ownDataset() throws {
    let scratch = try Scratch()
    try scratch.write(line("a", "b", "thanks"), to: "log.jsonl")
    _ = try glean([scratch.path], into: scratch.path + "/out")
    let second = try glean([scratch.path], into: scratch.path + "/out")
    #expect(second.inputs.rejected == [.gleanerDataset: 1])
    #expect(!second.hasFailures)
  }
}
