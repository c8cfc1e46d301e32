import DatasetWriting
import FeedbackIndex
import Foundation
import Pipeline
import Records
import Testing
import TrainingExport

@Suite("Pairs") struct PairTests {
  private let hard =
    "An egg needs ten minutes in boiling water, after which the yolk and the white are both set and hard."
  private let soft =
    "For a soft egg you need about four or five minutes in boiling water; then put it into cold water at once."

  private static func pairs(_ layout: DatasetLayout) throws -> [PreferencePair] {
    var pairs: [PreferencePair] = []
    try TrainingRows(layout, shape: .preference, filter: PairFilter()).forEachPair { pairs.append($0) }
    return pairs
  }

  @Test("come out of the sample archives, each of them sound and traceable") func samples() throws {
    let scratch = try Scratch()
    let layout = DatasetLayout(root: scratch.path)
    _ = try glean([Repository.path("fixtures/archives")], into: layout.root)
    let pairs = try Self.pairs(layout)
    let built = try #require(try DatasetFiles.built(.pairs, in: layout))
    #expect(pairs.count == built.rows && pairs.count > 10)
    #expect(built.books["candidates"] == built.books.filter { $0.key != "candidates" }.values.reduce(0, +))
    #expect(Set(pairs.map(\.id)).count == pairs.count)
    let index = try FeedbackIndex.open(layout, for: .reading)
    for pair in pairs {
      #expect(pair.chosen.lowercased() != pair.rejected.lowercased() && pair.margin > 0)
      #expect(pair.prompt.first?.role == .user && pair.prompt.last?.role == .user)
      #expect(zip(pair.prompt, pair.prompt.dropFirst()).allSatisfy { $0.role != $1.role })
      #expect(try !index.conversations(matching: pair.source.recordID, limit: 1).isEmpty)
      #expect(!pair.source.ids.isEmpty)
    }
    #expect(try DatasetVerification(layout).run().faults == [])
    let first = try #require(pairs.first)
    let shown = try gleaner("show", layout.root, first.id, "--lines", "3")
    #expect(shown.status == 0 && shown.output.contains("chosen") && shown.output.contains(first.source.recordID))
  }

  @Test("are not made again where nothing has changed, and are where something has") func incremental() throws {
    let scratch = try Scratch()
    let chain = [
      "How do I boil an egg?", hard, "No, that is wrong, I like it soft.", soft,
      "Perfect, thank you so much, this is exactly what I wanted!", "You are welcome.",
    ]
    try scratch.write(log(chain, id: "a"), to: "in/a.jsonl")
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([scratch.path + "/in"], into: layout.root)
    let first = try #require(try DatasetFiles.built(.pairs, in: layout))
    #expect(first.rows == 1)
    let shard = layout.path(try #require(first.shards.first?.file))
    let modified = try FileManager.default.attributesOfItem(atPath: shard)[.modificationDate] as? Date
    _ = try glean([scratch.path + "/in"], into: layout.root)
    #expect(try FileManager.default.attributesOfItem(atPath: shard)[.modificationDate] as? Date == modified)
    // The same conversation in another archive is no pair more.
    try scratch.write(log(chain, id: "a") + "\n" + log(["Hi", "Hello"], id: "b"), to: "in/b.jsonl")
    _ = try glean([scratch.path + "/in"], into: layout.root)
    let second = try #require(try DatasetFiles.built(.pairs, in: layout))
    #expect(second.inputs != first.inputs && second.rows == 1 && second.books["left_out.duplicate"] == 1)
    #expect(!FileManager.default.fileExists(atPath: shard))
    #expect(try DatasetVerification(layout).run().faults == [])
  }

  @Test("are made anew where a shard was damaged") func damaged() throws {
    let scratch = try Scratch()
    let layout = DatasetLayout(root: scratch.path)
    _ = try glean([Repository.path("fixtures/archives")], into: layout.root)
    let shard = layout.path(try #require(try DatasetFiles.built(.pairs, in: layout)?.shards.first?.file))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: shard))
    for damage in [bytes.prefix(100), Data(bytes.dropLast(4) + [1, 2, 3, 4])] {
      try damage.write(to: URL(fileURLWithPath: shard))
      #expect(try DatasetVerification(layout).run().faults.count == 1)
      #expect(try gleaner("index", layout.root).status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: shard)) == bytes)
    }
  }

  @Test("take nobody's key for a person") func nobody() throws {
    let scratch = try Scratch()
    let lines = (1...5).flatMap { day in
      ["anonymous", "NULL", "0000", "u1"].map { user in
        log(
          ["From now on always answer in bullet points. What is lake \(day) of \(user)?", "A lake."],
          id: "\(user)\(day)",
          user: user, day: day)
      }
    }
    try scratch.write(lines.joined(separator: "\n"), to: "in/a.jsonl")
    _ = try glean([scratch.path + "/in"], into: scratch.path + "/out")
    let listed = try gleaner("personas", scratch.path + "/out").output
    #expect(listed.contains("1 user with a card") && listed.contains("3 users without: unknown_user"))
    #expect(try gleaner("personas", scratch.path + "/out", "anonymous").output.contains("unknown_user"))
  }

  @Test("know of a user what other conversations said before, and nothing else") func personas() throws {
    let scratch = try Scratch()
    func told(_ words: String, day: Int, id: String) -> String {
      log(["\(words) Tell me about rivers number \(day) please.", "A river flows."], id: id, user: "u1", day: day)
    }
    let chain = [
      "How do I boil an egg in the mountains?", hard, "No, that is wrong, I like it soft.",
      soft,
      "Perfect, thank you so much, this is exactly what I wanted!", "You are welcome.",
    ]
    let lines = [
      told("From now on always answer in bullet points.", day: 1, id: "a"), told("Hello there.", day: 2, id: "b"),
      told("Good day.", day: 3, id: "c"), log(chain, id: "d", user: "u1", day: 4),
      told("From now on always answer in French.", day: 5, id: "e"),
      log(["From now on never use tables. What is a sea?", "Water."], id: "f", user: "u2", day: 1),
    ]
    try scratch.write(lines.joined(separator: "\n"), to: "in/a.jsonl")
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([scratch.path + "/in"], into: layout.root)
    let pair = try #require(try Self.pairs(layout).first)
    #expect(pair.persona.contains("bullet points"))
    #expect(!pair.persona.contains("French") && !pair.persona.contains("tables"))
    let now = try gleaner("personas", layout.root, "u1")
    #expect(now.status == 0 && now.output.contains("French") && now.output.contains("standing_instruction"))
    let then = try gleaner("personas", layout.root, "u1", "--before", "2024-05-04")
    #expect(then.status == 0 && !then.output.contains("French"))
    #expect(try gleaner("personas", layout.root, "u2").output.contains("too_little_history"))
    #expect(try gleaner("personas", layout.root, "nobody").status == 2)
    #expect(try gleaner("personas", layout.root).output.contains("1 user with a card"))
    let out = scratch.path + "/export"
    #expect(
      try gleaner("pairs", layout.root, "--personas", "--format", "jsonl", "--splits", "train=1", "--out", out).status
        == 0)
    let row = try String(contentsOfFile: out + "/data/train-00000-of-00001.jsonl", encoding: .utf8)
    #expect(row.contains(#""prompt":[{"role":"system","content":"#))
  }

  @Test("hold what people ranked and what they went on from, in logs of trees") func trees() throws {
    let scratch = try Scratch()
    let fixtures = Repository.path("Tests/TranscriptParsingTests/Fixtures")
    let layout = DatasetLayout(root: scratch.path)
    let report = try glean(
      ["openassistant", "arena", "chatgpt"].map { "\(fixtures)/\($0).jsonl" }, into: layout.root)
    #expect(!report.hasFailures && report.counts.records.passed < report.counts.conversations)
    let pairs = try Self.pairs(layout)
    #expect(pairs.contains { $0.origin == .rank })
    let ids = try RowsTests.rows(.followUps, in: layout.root).compactMap { $0["follow_up_id"] as? String }
    #expect(Set(ids).count == ids.count && ids.contains { $0.contains(".") })
    for pair in pairs { #expect(pair.margin > 0 && !pair.chosen.isEmpty) }
    let path = String(
      try #require(ids.first { $0.contains(".1-") }).split(separator: "-").dropLast().joined(separator: "-"))
    let shown = try gleaner("show", layout.root, path)
    #expect(shown.status == 0 && shown.output.contains("[0] user"))
    #expect(try DatasetVerification(layout).run().faults == [])
  }

  @Test("are exported in every shape and format, the same each time", arguments: ExportShape.allCases)
  func export(shape: ExportShape) throws {
    let scratch = try Scratch()
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([Repository.path("fixtures/archives")], into: layout.root)
    for format in ExportFormat.allCases {
      var digests: Set<[String: Data]> = []
      for number in 0..<2 {
        let out = "\(scratch.path)/\(format.rawValue)-\(number)"
        let call = try gleaner(
          "pairs", layout.root, "--shape", shape.rawValue, "--format", format.rawValue, "--out", out, "--date",
          "2025-01-01")
        #expect(call.status == 0, "\(call.complaint)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: out).sorted()
        #expect(names.contains("README.md") && names.contains { $0.hasPrefix("data/train-00000-of-0000") })
        var files: [String: Data] = [:]
        for name in names { files[name] = FileManager.default.contents(atPath: "\(out)/\(name)") }
        digests.insert(files)
      }
      #expect(digests.count == 1, "\(format)")
    }
  }

  @Test("are refused in words where the call can't be right") func refusals() throws {
    let scratch = try Scratch()
    try scratch.write(line("Write a poem", "Roses", "thanks, perfect"), to: "in/a.jsonl")
    let dataset = scratch.path + "/out"
    _ = try glean([scratch.path + "/in"], into: dataset)
    try scratch.write("mine", to: "full/notes.txt")
    for (arguments, word) in [
      (["--shape", "triple"], "preference"), (["--format", "xml", "--out", "x"], "jsonl"),
      (["--origin", "dream"], "repair"), (["--balance", "--out", "x"], "unpaired"),
      (["--splits", "train", "--out", "x"], "name=share"), (["--splits", "train=2", "--out", "x"], "fraction"),
      (["--out", scratch.path + "/full"], "other files"), (["--min-margin", "7"], "0 to 1"),
      (["--out", dataset + "/data/x"], "outside of it"), (["--since", "May"], "2024-05-01"),
      (["--source", "WildChat", "--out", "x"], "name=licence"),
    ] {
      let call = try gleaner(["pairs", dataset] + arguments)
      #expect(call.status == 2, "\(arguments)")
      #expect(call.complaint.contains(word), "\(arguments): \(call.complaint)")
    }
    #expect(try String(contentsOfFile: scratch.path + "/full/notes.txt", encoding: .utf8) == "mine")
    #expect(try gleaner("pairs", scratch.path + "/nowhere").status == 2)
  }

  /// An OpenAI-style conversation, user first.
  private func log(_ contents: [String], id: String, user: String = "", day: Int = 1) -> String {
    let messages = contents.enumerated().map { ["role": $0 % 2 == 0 ? "user" : "assistant", "content": $1] }
    return ScriptedJudge.json([
      "conversation_id": id, "user_id": user, "timestamp": "2024-05-0\(day)T12:00:00Z", "messages": messages,
    ])
  }
}
