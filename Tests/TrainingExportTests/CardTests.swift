import Digests
import Foundation
import Records
import Testing
import TrainingExport

@Suite("The card of an export") struct CardTests {
  @Test("counts pairs whose chosen answer is longer, overall and by how different the lengths are") func lengths()
    throws
  {
    let scratch = try Scratch()
    // Of 100 pairs of unequal length the chosen one is longer in all but the most alike ten, and ten are equal.
    let rows = (0..<110).map { number -> TrainingRow in
      var pair = Sample.pair(number)
      let (long, short) = (String(repeating: "é", count: 101 + number), String(repeating: "e", count: 100))
      if number < 10 {
        (pair.chosen, pair.rejected) = (short, long)
      } else if number < 100 {
        (pair.chosen, pair.rejected) = (long, short)
      } else {
        (pair.chosen, pair.rejected) = (short, String(repeating: "f", count: 100))
      }
      return TrainingRow(.pair(pair))
    }
    try export(rows, ExportSettings(shape: .preference), to: scratch.out)
    let card = try scratch.text("README.md")
    #expect(card.contains("The chosen answer is the longer one in 90.0 % (82.6 – 94.5) of 100 pairs; 10 more pairs"))
    #expect(card.contains("| 1 | 1.01 – 1.10 | 10 | 0.0 % (0.0 – 27.8) |"))
    #expect(card.contains("| 2 | 1.11 – 1.20 | 10 | 100.0 % (72.2 – 100.0) |"))
    #expect(card.contains("| 10 | 1.91 – 2.00 | 10 | 100.0 % (72.2 – 100.0) |"))
    // Chosen: 10 × 100, the sum of 111 … 200, 10 × 100; rejected: the sum of 101 … 110, 90 × 100, 10 × 100.
    #expect(card.contains("Chosen answers have 145.4 characters on average, rejected ones 100.5."))
  }

  @Test("counts rows by origin and split, toxicity, languages and what was left out") func counts() throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .preference)
    settings.splits = [.init("train", 1)]
    try export(Sample.rows(30, for: .preference) + Sample.pairs(1), settings, to: scratch.out)
    let card = try scratch.text("README.md")
    #expect(card.contains("| origin | train | all |\n|---|---|---|\n| `regenerated` | 10 | 10 |"))
    #expect(card.contains("| all | 30 | 30 |"))
    #expect(card.contains("Of 30 rows whose source has been moderated, 10.0 %"))
    #expect(card.contains("| de | 8 | 26.7 %"))
    #expect(card.contains("* 1 for the id of another row (`repeated_id`)"))
    #expect(card.contains("| LMSYS-Chat-1M | its own | **no**: gated |"))
    #expect(card.contains("Texts of a gated source are in here. Do not pass this export on."))
    #expect(card.contains("* Only confidence ≥ 0.5"))
  }

  @Test("says how the labels of unpaired examples are balanced") func balance() throws {
    let scratch = try Scratch()
    try export(Sample.rows(30, for: .unpaired), ExportSettings(shape: .unpaired), to: scratch.out)
    let card = try scratch.text("README.md")
    #expect(card.contains("33.3 % (19.2 – 51.2) of the answers are desirable, 20 are not."))
    #expect(card.contains("`desirable_weight=2.00`"))
  }

  @Test("keeps a title with quotes in its front matter whole") func title() throws {
    let scratch = try Scratch()
    try export(Sample.pairs(3), ExportSettings(shape: .preference), to: scratch.out)
    #expect(try scratch.text("README.md").contains(#"pretty_name: "Pairs from \"logs\": a test""#))
  }
}

@Suite("Croissant metadata") struct CroissantTests {
  @Test("name every shard with its digest, and every column of every split", arguments: ExportShape.allCases)
  func files(shape: ExportShape) throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: shape)
    settings.shardBytes = 20_000
    try export(Sample.rows(200, for: shape), settings, to: scratch.out)
    let root = try #require(
      try JSONSerialization.jsonObject(with: scratch.data("croissant.json")) as? [String: Any])
    let distribution = try #require(root["distribution"] as? [[String: Any]])
    let objects = distribution.filter { $0["@type"] as? String == "cr:FileObject" }
    #expect(objects.count == (try FileManager.default.contentsOfDirectory(atPath: scratch.out + "/data")).count)
    for object in objects {
      let name = try #require(object["contentUrl"] as? String)
      #expect(SHA256Hasher.hex(of: Array(try scratch.data(name))) == object["sha256"] as? String)
    }
    let sets = try #require(root["recordSet"] as? [[String: Any]])
    #expect(sets.compactMap { $0["@id"] as? String } == ["train", "test"])
    let fields = try #require(sets[0]["field"] as? [[String: Any]])
    let named = Set(fields.compactMap { ($0["source"] as? [String: Any])?["extract"] as? [String: String] })
    #expect(named == Set(ExportColumn.columns(of: shape).map { ["column": $0.name] }))
  }
}

@Suite("The reward report") struct RewardReportTests {
  private func log(_ scratch: Scratch) throws -> String {
    try String(scratch.text("REWARD_REPORT.md").split(separator: "## Change log\n")[1])
  }

  @Test("says what changed since the export before, the newest first, and keeps what it said") func changes() throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .preference, format: .jsonLines)
    settings.splits = [.init("train", 1)]
    try export(Sample.pairs(10), settings, to: scratch.out, date: "2025-11-01")
    let first = try log(scratch)
    #expect(first.contains("### 2025-11-01: 10 rows of the shape preference\n* The first export here."))
    settings.rowsPerPrompt = 3
    try export(Sample.pairs(13), settings, to: scratch.out, date: "2025-11-02")
    let second = try log(scratch)
    #expect(second.hasPrefix("### 2025-11-02: 13 rows of the shape preference\n"))
    #expect(second.hasSuffix(first))
    for line in [
      "rows written: 10 → 13 (+3)", "origin `repair`: 4 → 5 (+1)",
      "category `make_aware_with_correction`: 10 → 13 (+3)",
      "setting rows per prompt: 5 → 3",
    ] { #expect(second.contains("* \(line)\n")) }
    #expect(!second.contains("prompt similarity"))
  }

  @Test("says nothing of a run that changed nothing") func nothing() throws {
    let scratch = try Scratch()
    let settings = ExportSettings(shape: .preference)
    try export(Sample.pairs(10), settings, to: scratch.out, date: "2025-11-01")
    let before = try log(scratch)
    try export(Sample.pairs(10), settings, to: scratch.out, date: "2025-11-09")
    #expect(try log(scratch) == before)
    #expect(try scratch.text("croissant.json").contains("2025-11-09"))
  }
}

@Suite("Settings of an export") struct SettingsTests {
  private func code(_ change: (inout ExportSettings) -> Void) -> TrainingExportError.Code? {
    var settings = ExportSettings(shape: .preference)
    change(&settings)
    do {
      _ = try TrainingExporter(settings: settings, description: Sample.description())
      return nil
    } catch {
      return error.code
    }
  }

  @Test("are refused where they can't be") func refused() {
    #expect(code { _ in } == nil)
    #expect(code { $0.splits = [] } == .invalidSetting)
    #expect(code { $0.splits = [.init("train", 0.5), .init("train", 0.5)] } == .invalidSetting)
    #expect(code { $0.splits = [.init("train", 0.5), .init("test", 0.4)] } == .invalidSetting)
    #expect(code { $0.splits = [.init("../x", 1)] } == .invalidSetting)
    #expect(code { $0.splits = [.init("all", 1)] } == .invalidSetting)
    #expect(code { $0.splits = [.init("train", .nan)] } == .invalidSetting)
    #expect(code { $0.promptSimilarity = 0 } == .invalidSetting)
    #expect(code { $0.rowsPerPrompt = 0 } == .invalidSetting)
    #expect(code { $0.shardBytes = 0 } == .invalidSetting)
    #expect(code { ($0.shape, $0.withoutText) = (.icai, true) } == .invalidSetting)
    #expect(code { $0.escapesFormulas = true } == .invalidSetting)
  }

  @Test("take no day that is none", arguments: ["", "25.11.2025", "2025-13-01", "2025-11-25T00:00:00Z"])
  func dates(date: String) {
    #expect(throws: TrainingExportError.self) {
      try TrainingExporter(settings: ExportSettings(shape: .sft), description: Sample.description(date: date))
    }
  }

  @Test("come with errors that say what is wrong and what to do") func words() throws {
    var settings = ExportSettings(shape: .preference)
    settings.rowsPerPrompt = 0
    let error = #expect(throws: TrainingExportError.self) {
      try TrainingExporter(settings: settings, description: Sample.description())
    }
    #expect(error?.description == "rowsPerPrompt: it is below 1; give 1 or more, or none")
  }
}
