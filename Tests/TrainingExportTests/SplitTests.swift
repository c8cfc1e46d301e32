import Foundation
import Records
import Testing
import TrainingExport

@Suite("Splits") struct SplitTests {
  private let settings: ExportSettings = {
    var settings = ExportSettings(shape: .preference, format: .jsonLines)
    settings.splits = [.init("train", 0.6), .init("validation", 0.2), .init("test", 0.2)]
    settings.rowsPerPrompt = nil
    return settings
  }()

  /// The split of every row by its id.
  private func assignment(_ rows: [TrainingRow], _ settings: ExportSettings) throws -> [String: String] {
    let scratch = try Scratch()
    try export(rows, settings, to: scratch.out)
    var splits: [String: String] = [:]
    for split in settings.splits.map(\.name) {
      for row in try scratch.rows(split) {
        let id = try #require(row["pair_id"] as? String)
        #expect(splits[id] == nil)
        splits[id] = split
      }
    }
    return splits
  }

  /// Users with some rows each, some of them without a name, and requests that some share, with small changes.
  private func randomRows(seed: UInt64) -> [PreferencePair] {
    var numbers = SeededNumbers(state: seed)
    return (0..<400).map { number in
      let user = Int.random(in: 0..<150, using: &numbers)
      let request =
        Int.random(in: 0..<5, using: &numbers) > 0 ? 1_000 + number : Int.random(in: 0..<20, using: &numbers)
      var text = (0..<4).map { Sample.request(request * 10 + $0) }.joined(separator: " ")
      if Bool.random(using: &numbers) { text += " please" }
      var pair = Sample.pair(number, user: user < 20 ? "" : "user-\(user)", request: text)
      pair.source.conversationID = "conversation-\(number / 2)"
      return pair
    }
  }

  @Test("have no user, no conversation and no request in common", arguments: [1, 2, 3])
  func apart(seed: UInt64) throws {
    let pairs = randomRows(seed: seed)
    let splits = try assignment(pairs.map { TrainingRow(.pair($0)) }, settings)
    #expect(splits.count == pairs.count)
    #expect(Set(splits.values) == ["train", "validation", "test"])
    var owner: [String: String] = [:]
    for pair in pairs {
      let split = try #require(splits[pair.id])
      let user = pair.source.user.isEmpty ? "c:" + pair.source.conversationID : "u:" + pair.source.user
      let request = "r:" + pair.prompt[0].content.replacing(" please", with: "")
      for key in [user, request] { #expect(owner.updateValue(split, forKey: key) ?? split == split) }
    }
  }

  @Test("do not depend on the order of the rows", arguments: [nil, 2]) func order(limit: Int?) throws {
    var numbers = SeededNumbers(state: 9)
    var settings = settings
    settings.rowsPerPrompt = limit
    let rows = randomRows(seed: 4).map { TrainingRow(.pair($0)) }
    #expect(try assignment(rows, settings) == assignment(rows.shuffled(using: &numbers), settings))
  }

  @Test("stay as they are for rows whose users have nothing to do with those that are added") func addedRows() throws {
    let before = try assignment(Sample.pairs(300), settings)
    let after = try assignment(Sample.pairs(600), settings)
    #expect(before.allSatisfy { after[$0.key] == $0.value })
  }

  @Test("move few users when a request joins them to a new one") func joinedUsers() throws {
    let pairs = (0..<200).flatMap { group in
      (0..<4).map { Sample.pair(group * 4 + $0, request: Sample.request(group)) }
    }
    let joining = (0..<200).map { Sample.pair(10_000 + $0, request: Sample.request($0)) }
    let before = try assignment(pairs.map { TrainingRow(.pair($0)) }, settings)
    let after = try assignment((pairs + joining).map { TrainingRow(.pair($0)) }, settings)
    let moved = before.count { after[$0.key] != $0.value }
    // One user in five is the smallest, and four in ten of those are given the split that they had.
    #expect(Double(moved) < 0.2 * Double(before.count))
  }

  @Test("have about the shares that were asked for, whatever the size of the components") func shares() throws {
    let pairs = (0..<2_000).map { Sample.pair($0, user: "user-\($0)", request: Sample.request($0 / 4)) }
    let splits = try assignment(pairs.map { TrainingRow(.pair($0)) }, settings)
    let counts = Dictionary(grouping: splits.values) { $0 }.mapValues { Double($0.count) / 2_000 }
    #expect(abs((counts["train"] ?? 0) - 0.6) < 0.08)
    #expect(abs((counts["test"] ?? 0) - 0.2) < 0.08)
  }

  @Test("are others under another seed") func seeds() throws {
    var other = settings
    other.seed = 1
    #expect(try assignment(Sample.pairs(200), settings) != assignment(Sample.pairs(200), other))
  }

  @Test("tell when more than half of the rows belong together") func giants() throws {
    let scratch = try Scratch()
    let pairs = (0..<30).map { Sample.pair($0, user: $0 < 20 ? "one" : "user-\($0)") }
    let report = try export(pairs.map { TrainingRow(.pair($0)) }, settings, to: scratch.out)
    #expect(report.warnings.contains(.giantComponent(rows: 20, of: 30)))
    #expect(try scratch.text("README.md").contains("20 of 30 rows belong together"))
  }

  @Test("that get no rows have no file, and the card does not name one") func emptySplits() throws {
    let scratch = try Scratch()
    let report = try export([TrainingRow(.pair(Sample.pair(1)))], settings, to: scratch.out)
    #expect(report.files.count == 1)
    #expect(report.warnings.filter { if case .emptySplit = $0 { true } else { false } }.count == 2)
    #expect(try scratch.text("README.md").components(separatedBy: "- split:").count == 2)
  }
}

@Suite("Rows that are left out") struct LeftOutTests {
  private func leftOut(_ pairs: [PreferencePair], limit: Int? = 5) throws -> (ids: [String], counts: [String: Int]) {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .preference, format: .jsonLines)
    settings.splits = [.init("train", 1)]
    settings.rowsPerPrompt = limit
    let report = try export(pairs.map { TrainingRow(.pair($0)) }, settings, to: scratch.out)
    return (try scratch.rows("train").compactMap { $0["pair_id"] as? String }, report.summary.leftOut)
  }

  @Test("are those of the same request beyond the limit, the most trusted ones staying") func promptLimit() throws {
    let pairs = (0..<8).map { number in
      var pair = Sample.pair(number, request: Sample.request(1) + (number % 2 == 0 ? "" : "  "))
      pair.confidence = Double(number) / 10
      return pair
    }
    let (ids, counts) = try leftOut(pairs + [Sample.pair(50)], limit: 3)
    #expect(ids == ["pair-5", "pair-6", "pair-7", "pair-50"])
    #expect(counts == ["prompt_limit": 5])
  }

  @Test("are those that no trainer can use, each counted by its reason") func faults() throws {
    var pairs = (0..<7).map { Sample.pair($0) }
    pairs[1].prompt = []
    pairs[2].prompt.insert(Message(role: .system, content: "Be brief."), at: 0)
    pairs[3].chosen = ""
    pairs[4].rejected = pairs[4].chosen
    pairs[5].margin = .nan
    pairs[6].id = "pair-0"
    let (ids, counts) = try leftOut(pairs)
    #expect(ids == ["pair-0"])
    #expect(
      counts == [
        "no_request": 1, "unusable_role": 1, "empty_answer": 1, "same_answers": 1, "number_out_of_range": 1,
        "repeated_id": 1,
      ])
  }

  @Test("are not found where all stay") func none() throws {
    #expect(try leftOut((0..<8).map { Sample.pair($0, request: "the same request") }, limit: nil).counts == [:])
  }
}
