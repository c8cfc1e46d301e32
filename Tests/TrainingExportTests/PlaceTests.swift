import Foundation
import Records
import Testing
import TrainingExport

@Suite("The directory of an export") struct PlaceTests {
  private let settings = ExportSettings(shape: .preference, format: .jsonLines)

  private func code(_ work: () throws -> Void) -> TrainingExportError.Code? {
    do {
      try work()
      return nil
    } catch {
      return (error as? TrainingExportError)?.code
    }
  }

  @Test("is the same after the same run, byte for byte, and nothing else is left") func repeatable() throws {
    let scratch = try Scratch()
    try export(Sample.pairs(40), settings, to: scratch.out)
    let before = try scratch.everything()
    try export(Sample.pairs(40), settings, to: scratch.out)
    #expect(try scratch.everything() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
    #expect(
      Set(before.keys) == [
        "README.md", "REWARD_REPORT.md", "croissant.json", "gleaner-export.yaml", "data/train-00000-of-00001.jsonl",
        "data/test-00000-of-00001.jsonl",
      ])
  }

  @Test("loses the files of the former export, and no others") func replaced() throws {
    let scratch = try Scratch()
    var small = settings
    small.shardBytes = 2_000
    try export(Sample.pairs(40), small, to: scratch.out)
    #expect(try scratch.everything().count > 8)
    try export(Sample.pairs(40), settings, to: scratch.out)
    #expect(try scratch.everything().count == 6)
  }

  @Test("may be an empty one") func empty() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.out, withIntermediateDirectories: true)
    try export(Sample.pairs(4), settings, to: scratch.out + "/")
    #expect(try scratch.everything()["README.md"] != nil)
  }

  @Test("is the one that a link leads to") func link() throws {
    let scratch = try Scratch()
    let target = scratch.path + "/elsewhere/real"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: scratch.out, withDestinationPath: target)
    for count in [4, 9] { try export(Sample.pairs(count), settings, to: scratch.out) }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.out) == target)
    #expect(try String(contentsOfFile: target + "/README.md", encoding: .utf8).contains("9 pairs of answers"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/elsewhere") == ["real"])
  }

  @Test("is refused where it holds what no export has written", arguments: ["notes.txt", "data/mine.csv", ".git/HEAD"])
  func strangers(name: String) throws {
    let scratch = try Scratch()
    for isExport in [false, true] {
      if isExport {
        try FileManager.default.removeItem(atPath: scratch.out)
        try export(Sample.pairs(4), settings, to: scratch.out)
      }
      let path = URL(fileURLWithPath: "\(scratch.out)/\(name)")
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: path)
      let before = try scratch.everything()
      #expect(code { try export(Sample.pairs(9), settings, to: scratch.out) } == .otherContent)
      #expect(try String(contentsOf: path, encoding: .utf8) == "mine")
      #expect(try scratch.everything() == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
    }
  }

  @Test("is refused where a file was changed, unless that is allowed") func changes() throws {
    let scratch = try Scratch()
    try export(Sample.pairs(4), settings, to: scratch.out)
    let card = try scratch.text("README.md").replacing("odc-by", with: "odc-BY")
    try Data(card.utf8).write(to: URL(fileURLWithPath: scratch.out + "/README.md"))
    #expect(code { try export(Sample.pairs(9), settings, to: scratch.out) } == .changedFile)
    #expect(try scratch.text("README.md") == card)
    try export(Sample.pairs(9), settings, to: scratch.out, replacesChanges: true)
    #expect(try scratch.text("README.md") != card)
  }

  @Test("is as it was when the source fails in the middle, and nothing else is left") func failingSource() throws {
    struct Failure: Error {}
    struct Source: TrainingRowSource {
      let failing: Int
      let passes = Passes()
      final class Passes { var count = 0 }
      func forEachRow(_ body: (TrainingRow) throws -> Void) throws {
        passes.count += 1
        for (number, row) in Sample.pairs(20).enumerated() {
          if passes.count == failing, number == 10 { throw Failure() }
          try body(row)
        }
      }
    }
    let scratch = try Scratch()
    try export(Sample.pairs(4), settings, to: scratch.out)
    let before = try scratch.everything()
    for pass in [1, 2] {
      #expect(throws: Failure.self) { try export(Source(failing: pass), settings, to: scratch.out) }
      #expect(try scratch.everything() == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
    }
  }

  @Test("is as it was when the rows come otherwise the second time", arguments: [19, 21]) func changingSource(
    count: Int
  ) throws {
    final class Source: TrainingRowSource {
      var counts: [Int]
      init(_ counts: [Int]) { self.counts = counts }
      func forEachRow(_ body: (TrainingRow) throws -> Void) throws {
        for row in Sample.pairs(counts.removeFirst()) { try body(row) }
      }
    }
    let scratch = try Scratch()
    #expect(code { try export(Source([20, count]), settings, to: scratch.out) } == .sourceChanged)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
  }

  @Test("gets its former export back after a run that was killed between the two renames") func recovery() throws {
    let scratch = try Scratch()
    try export(Sample.pairs(4), settings, to: scratch.out)
    let aside = scratch.path + "/.out.gleaner-export-former"
    try FileManager.default.moveItem(atPath: scratch.out, toPath: aside)
    #expect(code { try export([], settings, to: scratch.out) } == .noRows)
    #expect(try scratch.text("README.md").contains("4 pairs of answers"))
    // Killed behind the second rename: the former export is still there, and goes.
    try FileManager.default.copyItem(atPath: scratch.out, toPath: aside)
    try export(Sample.pairs(9), settings, to: scratch.out)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])
    #expect(try scratch.text("REWARD_REPORT.md").contains("rows written: 4 → 9 (+5)"))
  }

  @Test("is made anew over what a killed run has left beside it, but not over the files of others") func leftovers()
    throws
  {
    let scratch = try Scratch()
    let staging = scratch.path + "/.out.gleaner-export"
    try FileManager.default.createDirectory(atPath: staging + "/data", withIntermediateDirectories: true)
    try Data("half".utf8).write(to: URL(fileURLWithPath: staging + "/data/train-00000.part"))
    try Data("whole".utf8).write(to: URL(fileURLWithPath: staging + "/data/train-00000-of-00002.jsonl.zst"))
    try export(Sample.pairs(4), settings, to: scratch.out)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["out"])

    try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: staging + "/notes.txt"))
    #expect(code { try export(Sample.pairs(4), settings, to: scratch.out) } == .otherContent)
    #expect(FileManager.default.fileExists(atPath: staging + "/notes.txt"))
  }

  @Test("is refused while another run exports to it") func busy() throws {
    final class Inner: TrainingRowSource {
      let out: String
      var seen: TrainingExportError.Code?
      init(out: String) { self.out = out }
      func forEachRow(_ body: (TrainingRow) throws -> Void) throws {
        do {
          try export(Sample.pairs(4), ExportSettings(shape: .preference), to: out)
        } catch let error as TrainingExportError {
          seen = error.code
        }
        for row in Sample.pairs(6) { try body(row) }
      }
    }
    let scratch = try Scratch()
    let source = Inner(out: scratch.out)
    #expect(try export(source, settings, to: scratch.out).summary.rows == 6)
    #expect(source.seen == .busy)
  }

  @Test("is refused where a later version has written to it, or its list can't be read") func laterVersions() throws {
    let scratch = try Scratch()
    try export(Sample.pairs(4), settings, to: scratch.out)
    let marker = URL(fileURLWithPath: scratch.out + "/gleaner-export.yaml")
    for text in [#"{"format_version": 2}"#, "---\nnot: ours\n"] {
      try Data(text.utf8).write(to: marker)
      #expect(code { try export(Sample.pairs(4), settings, to: scratch.out) } == .notUnderstood)
    }
  }

  @Test("is refused where its list names what no export writes, which is left alone") func foreignNames() throws {
    let scratch = try Scratch()
    try export(Sample.pairs(4), settings, to: scratch.out)
    let precious = URL(fileURLWithPath: scratch.path + "/precious.txt")
    try Data("mine".utf8).write(to: precious)
    let marker = URL(fileURLWithPath: scratch.out + "/gleaner-export.yaml")
    let written = try String(contentsOf: marker, encoding: .utf8)
    for name in ["../precious.txt", precious.path, "data/../../precious.txt", "notes.txt"] {
      let text = written.replacing("\"README.md\"", with: "\"\(name)\"")
      #expect(text != written)
      try Data(text.utf8).write(to: marker)
      #expect(code { try export(Sample.pairs(4), settings, to: scratch.out) } == .notUnderstood)
    }
    #expect(try Data(contentsOf: precious) == Data("mine".utf8))
  }

  @Test("is not made where no row is left") func noRows() throws {
    let scratch = try Scratch()
    #expect(code { try export([], settings, to: scratch.out) } == .noRows)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
  }
}
