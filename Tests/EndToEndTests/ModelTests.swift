import DatasetWriting
import Foundation
import Pipeline
import Records
import Testing

@Suite("The embedded model in a run") struct ModelTests {
  private static let again =
    line(
      "How long do I boil an egg?", "Ten minutes", "How long do I boil an egg so that it stays soft?", "Four", "thanks",
      id: "egg")

  private func glean(_ text: String, settings: ExtractionSettings = ExtractionSettings()) throws -> (Scratch, String) {
    let scratch = try Scratch()
    let path = try scratch.write(text, to: "a.jsonl")
    _ = try EndToEndTests.glean([path], into: scratch.path + "/out", settings: settings)
    return (scratch, scratch.path + "/out")
  }

  @Test("tells how a message follows on the one before, and what changed") func reformulations() throws {
    let (scratch, dataset) = try glean(Self.again)
    let rows = try RowsTests.rows(.reformulations, in: dataset)
    let row = try #require(rows.first { $0["message_index"] as? Int == 2 })
    #expect(row["relation"] as? String == "refine")
    #expect(row["previous"] as? String == "How long do I boil an egg?")
    let message = Array(try #require(row["message"] as? String).utf8)
    let (start, end) = (try #require(row["changed_start"] as? Int), try #require(row["changed_end"] as? Int))
    #expect(String(decoding: message[start..<end], as: UTF8.self) == " so that it stays soft")
    #expect(row["replaced_start"] as? Int == row["replaced_end"] as? Int)
    #expect(try #require(row["similarity"] as? Double) > 0.5)
    withExtendedLifetime(scratch) {}
  }

  @Test("estimates satisfaction with each answer, and says by what") func satisfaction() throws {
    let (scratch, dataset) = try glean(Self.again)
    let rows = try RowsTests.rows(.satisfaction, in: dataset)
    #expect(rows.map { $0["message_index"] as? Int } == [1, 3])
    let estimates = rows.compactMap { $0["satisfaction"] as? Double }
    #expect(estimates[0] < 0.4 && estimates[1] > 0.6)
    #expect((rows[0]["signals"] as? [String])?.contains("reformulation") == true)
    #expect((rows[1]["signals"] as? [String])?.contains("gratitude") == true)
    #expect(Set(rows.compactMap { $0["conversation_satisfaction"] as? Double }).count == 1)
    withExtendedLifetime(scratch) {}
  }

  @Test("an answer that nothing followed tells nothing") func end() throws {
    let (scratch, dataset) = try glean(line("Sum 2 and 2", "4"))
    let row = try #require(try RowsTests.rows(.satisfaction, in: dataset).first)
    #expect(row["satisfaction"] as? Double == 0.5)
    #expect(row["signals"] as? [String] == ["end"])
    withExtendedLifetime(scratch) {}
  }

  @Test("without texts leaves them out of every table") func withoutText() throws {
    let (scratch, dataset) = try glean(Self.again, settings: ExtractionSettings(withoutText: true))
    for table in DatasetTable.allCases {
      let rows = try RowsTests.rows(table, in: dataset)
      for row in rows {
        for (name, value) in row {
          #expect(!"\(value)".contains("boil"), "\(table.rawValue).\(name)")
        }
      }
    }
    withExtendedLifetime(scratch) {}
  }

  @Test("says what decided") func deciders() throws {
    let (scratch, dataset) = try glean(Self.again + line("Sum 2 and 2", "5", "that is wrong", id: "sum"))
    let rows = try RowsTests.rows(.feedback, in: dataset)
    for row in rows {
      let evidence = try #require(row["evidence"] as? [String])
      let rules = evidence.filter { !$0.hasPrefix("model:") }
      #expect(row["decided_by"] as? String == "model" || !rules.isEmpty)
      #expect(evidence.starts(with: rules))
    }
    #expect(rows.contains { $0["decided_by"] as? String == "both" })
    withExtendedLifetime(scratch) {}
  }

  @Test("a run without a model is one of rules alone, and another recipe") func none() throws {
    let scratch = try Scratch()
    let path = try scratch.write(Self.again, to: "a.jsonl")
    let layout = DatasetLayout(root: scratch.path + "/out")
    let setup = DetectionSetup(rules: Repository.rules, model: nil)
    func run(_ setup: DetectionSetup) throws -> RunReport {
      try GleanerRun(inputs: [path], into: layout, setup: setup, settings: ExtractionSettings(), workers: 1)
        .run(progress: RunProgress(), shouldStop: { false })
    }
    _ = try run(setup)
    let rows = try RowsTests.rows(.feedback, in: layout.root)
    for row in rows { #expect(row["decided_by"] as? String == "rules") }
    #expect(try RowsTests.rows(.satisfaction, in: layout.root).isEmpty)
    #expect(try run(Repository.setup).archives.map(\.outcome) == [.extracted])
    #expect(try RowsTests.rows(.satisfaction, in: layout.root).count == 2)
  }
}

@Suite("Rates that move") struct RateDriftTests {
  /// So many conversations of one follow-up each.
  private func log(_ count: Int, _ followUp: String, _ id: String) -> String {
    (0..<count).map { number in
      """
      {"id":"\(id)\(number)","model":"m","messages":[{"role":"user","content":"Sum \(number) and 2"},\
      {"role":"assistant","content":"That is something of the usual length, with all that there is to say about the sum."},\
      {"role":"user","content":"\(followUp)"}]}

      """
    }.joined()
  }

  @Test("are told by the run that moved them, and steady ones are not") func drift() throws {
    let scratch = try Scratch()
    let dataset = scratch.path + "/out"
    try scratch.write(log(120, "thanks, perfect", "a"), to: "in/a.jsonl")
    #expect(try glean([scratch.path + "/in"], into: dataset).warnings.isEmpty)
    try scratch.write(log(110, "thanks, perfect!", "b"), to: "in/b.jsonl")
    #expect(try glean([scratch.path + "/in"], into: dataset).warnings.isEmpty)
    try scratch.write(log(110, "that is wrong", "c"), to: "in/c.jsonl")
    let warnings = try glean([scratch.path + "/in"], into: dataset).warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasPrefix("negative feedback on answers of m moved to 100.0 %") ?? false)
  }
}
