import DatasetWriting
import Foundation
import Records
import Testing

@Suite("A segment writer") struct SegmentWriterTests {
  private let layout = DatasetLayout(root: NSTemporaryDirectory() + "segment-writer-" + UUID().uuidString)
  private let archive = ArchiveID(rawValue: "0123456789abcdef")
  private let recipe = Recipe(format: 1, rules: "r", withoutText: false, settings: ["a=1"])
  private var segment: SegmentID { SegmentID(archive: archive, recipe: recipe) }

  private func frame(_ texts: [String]) throws -> EncodedFrame {
    let rows = RowBuffer()
    for text in texts {
      rows.beginRow()
      rows.field("text", text)
      rows.endRow()
    }
    return try #require(try FrameEncoder().encode(rows))
  }

  private func files() -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: layout.root)) ?? []).filter { $0.contains(".") }.sorted()
  }

  @Test("shows nothing before it commits") func invisible() throws {
    let writer = try SegmentWriter(segment, in: layout)
    try writer.append(try frame(["a"]), to: .feedback)
    #expect(try DatasetFiles.manifests(in: layout).isEmpty)
    #expect(!files().contains { $0.hasPrefix("data/") })
  }

  @Test("commits shards with their frames, and the manifest says what they hold") func commit() throws {
    let writer = try SegmentWriter(segment, in: layout)
    try writer.append(try frame(["a", "b"]), to: .feedback)
    try writer.append(try frame(["c"]), to: .feedback)
    try writer.append(try frame(["x"]), to: .conversations)
    try writer.appendRejected(try frame(["bad"]))
    var counts = SegmentCounts()
    counts.conversations = 7
    let manifest = try writer.commit(archive: archive, recipe: recipe, counts: counts)
    #expect(manifest.rows(of: .feedback) == 3)
    #expect(manifest.tables["feedback"]?.shards.first?.frames.map { $0[1] } == [2, 1])
    #expect(try DatasetFiles.manifests(in: layout) == [manifest])
    #expect(
      files() == [
        "_gleaner/rejected/\(segment).jsonl.zst", "_gleaner/segments/\(segment).json",
        "data/conversations/\(segment)-00000.jsonl.zst", "data/feedback/\(segment)-00000.jsonl.zst",
      ])
    let shard = try Data(contentsOf: URL(fileURLWithPath: layout.path("data/feedback/\(segment)-00000.jsonl.zst")))
    #expect(shard.count == manifest.tables["feedback"]?.shards.first?.bytes)
  }

  @Test("begins another shard when one is full") func rollover() throws {
    let writer = try SegmentWriter(segment, in: layout, shardBytes: 1)
    for text in ["a", "b", "c"] { try writer.append(try frame([text]), to: .feedback) }
    let manifest = try writer.commit(archive: archive, recipe: recipe, counts: SegmentCounts())
    #expect(
      manifest.tables["feedback"]?.shards.map(\.file).map { $0.suffix(16) } == [
        "-00000.jsonl.zst", "-00001.jsonl.zst", "-00002.jsonl.zst",
      ])
  }

  @Test("leaves nothing of a segment that is removed") func remove() throws {
    let writer = try SegmentWriter(segment, in: layout)
    try writer.append(try frame(["a"]), to: .feedback)
    try writer.appendRejected(try frame(["bad"]))
    let manifest = try writer.commit(archive: archive, recipe: recipe, counts: SegmentCounts())
    try DatasetFiles.remove(manifest, in: layout)
    #expect(files().isEmpty)
  }

  @Test("gives segments of another recipe another name") func recipes() {
    let other = Recipe(format: 1, rules: "r", withoutText: true, settings: ["a=1"])
    #expect(SegmentID(archive: archive, recipe: other) != segment)
    #expect(segment.rawValue.hasPrefix("0123456789abcdef-"))
  }
}

@Suite("The lock on a dataset") struct DatasetLockTests {
  @Test("is held by one, and names its holder") func oneHolder() throws {
    let layout = DatasetLayout(root: NSTemporaryDirectory() + "lock-" + UUID().uuidString)
    let lock = try DatasetLock(layout)
    let error = try #require(throws: DatasetError.self) { try DatasetLock(layout) }
    #expect(error.code == .locked)
    #expect(error.detail.contains("pid \(ProcessInfo.processInfo.processIdentifier)"))
    withExtendedLifetime(lock) {}
  }

  @Test("is free again when its holder lets go") func released() throws {
    let layout = DatasetLayout(root: NSTemporaryDirectory() + "lock-" + UUID().uuidString)
    do { withExtendedLifetime(try DatasetLock(layout)) {} }
    withExtendedLifetime(try DatasetLock(layout)) {}
  }
}
