import ArchiveReading
import Foundation
import Records
import Testing

@Suite struct ArchiveFinderTests {
  private let directory = TestDirectory()

  /// Paths below the test's directory.
  private func found(_ inputs: [String] = [""]) -> (paths: [String], faults: [String]) {
    let search = ArchiveFinder.find(inputs.map { $0.isEmpty ? directory.path : directory.path + "/" + $0 })
    func short(_ path: String) -> String { path.replacing(directory.path + "/", with: "") }
    return (
      search.archives.map { short($0.displayPath) }, search.faults.map { "\($0.reason.rawValue) \(short($0.archive))" }
    )
  }

  private func link(_ name: String, to target: String) {
    #expect(symlink(target, directory.path + "/" + name) == 0)
  }

  @Test("Files are found at any depth, sorted by the bytes of their paths")
  func sorted() {
    for name in ["b/a.jsonl", "b.jsonl", "b/\u{E9}", "b/z", "B", "a/b/c/d"] { directory.write(name, "{}") }
    #expect(found().paths == ["B", "a/b/c/d", "b.jsonl", "b/a.jsonl", "b/z", "b/\u{E9}"])
    #expect(found(["b.jsonl", "a"]).paths == ["a/b/c/d", "b.jsonl"])
  }

  @Test("What a file is like is told")
  func describes() throws {
    directory.write("a", "{\"a\":1}")
    let archive = try #require(ArchiveFinder.find([directory.path]).archives.first)
    #expect(archive.byteCount == 7)
    #expect(archive.path == Array((directory.path + "/a").utf8))
    #expect(archive.modified > 1_700_000_000_000_000_000)
  }

  @Test("Links to files are followed")
  func linkedFiles() {
    directory.write("a", "{}")
    link("b", to: "a")
    #expect(found().paths == ["a", "b"])
  }

  @Test("A directory loop ends")
  func loops() {
    directory.write("d/a", "{}")
    link("d/self", to: ".")
    link("d/up", to: "..")
    #expect(found().paths == ["d/a"])
    #expect(found().faults == ["symbolic_link d/self", "symbolic_link d/up"])
  }

  @Test("A link to a directory elsewhere is followed, and to one that is read anyway is not")
  func linkedDirectories() {
    directory.write("in/z/a", "{}")
    directory.write("out/b", "{}")
    link("in/a", to: "z")
    link("in/out", to: "../out")
    #expect(found(["in"]).paths == ["in/out/b", "in/z/a"])
    #expect(found(["in"]).faults == ["symbolic_link in/a"])
  }

  @Test("What does not exist is unreadable")
  func missing() {
    link("dangling", to: "nowhere")
    #expect(
      found(["missing", "", "nul\u{0}byte"]).faults == [
        "unreadable dangling", "unreadable missing", "unreadable nul\\u{0}byte",
      ])
  }

  @Test("What is named twice is read once")
  func namedTwice() {
    directory.write("d/a", "{}")
    #expect(found(["d/./", "d/a", "d"]).paths == ["d/a"])
    #expect(found(["d/a", "d"]).faults == ["duplicate_archive d/a"])
  }

  @Test("A dataset of Gleaner is passed over")
  func datasets() {
    directory.write("set/_gleaner/index.sqlite", "x")
    directory.write("set/data/a.jsonl", "{}")
    directory.write("a", "{}")
    #expect(found().paths == ["a"])
    #expect(found().faults == ["gleaner_dataset set"])
  }

  @Test("A pipe is never opened")
  func pipes() {
    #expect(mkfifo(directory.path + "/pipe", 0o644) == 0)
    #expect(found().paths == [])
    #expect(found().faults == ["not_a_log pipe"])
  }

  @Test("Names that are no UTF-8 are opened as they are and shown as they can be")
  func oddNames() throws {
    let name = Array((directory.path + "/").utf8) + [0xFF, 0x1B, 0x41]
    let file = try #require((name + [0]).withUnsafeBytes { fopen($0.bindMemory(to: CChar.self).baseAddress, "w") })
    fputs("{}", file)
    fclose(file)
    let archive = try #require(ArchiveFinder.find([directory.path]).archives.first)
    #expect(archive.path == name)
    #expect(archive.displayPath.hasSuffix("/\u{FFFD}\\u{1b}A"))
    #expect(Reading(archive).texts == ["{}"])
  }
}
