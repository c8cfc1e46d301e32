import DatasetWriting
import Foundation
import Testing

@Suite("Reading shards")
final class ShardReaderTests {
  private let directory = NSTemporaryDirectory() + "gleaner-shards-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  deinit {
    // A directory that stays costs a test nothing.
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Rows `{"n":…}`, in frames of the given sizes; a frame of no rows is left out by the encoder.
  private func frames(of sizes: [Int], text: String = "") throws -> [[UInt8]] {
    var number = 0
    return try sizes.compactMap { size in
      let rows = RowBuffer()
      for _ in 0..<size {
        rows.beginRow()
        rows.field("n", number)
        if !text.isEmpty { rows.field("text", text) }
        rows.endRow()
        number += 1
      }
      return try FrameEncoder().encode(rows)?.bytes
    }
  }

  private func file(_ bytes: some Sequence<UInt8>) throws -> String {
    let path = "\(directory)/\(UUID().uuidString).jsonl.zst"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func string(_ row: ShardRow) -> String { String(decoding: row.bytes, as: UTF8.self) }

  private func allRows(in path: String) throws -> [(text: String, frame: Int, row: Int)] {
    let reader = try ShardReader(file: path)
    var rows: [(String, Int, Int)] = []
    while let row = try reader.next() { rows.append((string(row), row.frameOffset, row.rowInFrame)) }
    return rows
  }

  private func error(of work: () throws -> Void) -> ShardError.Code? {
    do { try work() } catch let error as ShardError { return error.code } catch { return nil }
    return nil
  }

  @Test func `gives all rows in order, with their places`() throws {
    let frames = try frames(of: [3, 1, 2])
    let rows = try allRows(in: try file(frames.joined()))
    #expect(rows.map(\.text) == (0..<6).map { "{\"n\":\($0)}" })
    let second = frames[0].count
    #expect(rows.map(\.frame) == [0, 0, 0, second, second + frames[1].count, second + frames[1].count])
    #expect(rows.map(\.row) == [0, 1, 2, 0, 0, 1])
  }

  @Test func `gives one row by its place, in any order`() throws {
    let path = try file(try frames(of: [3, 1, 400, 2]).joined())
    let places = try allRows(in: path)
    let reader = try ShardReader(file: path)
    for place in places.reversed() + places + [places[5], places[5], places[2]] {
      #expect(string(try reader.row(place.row, inFrameAt: place.frame)) == place.text)
    }
  }

  @Test func `reads on from a row that was asked for`() throws {
    let frames = try frames(of: [2, 2])
    let reader = try ShardReader(file: try file(frames.joined()))
    _ = try reader.row(1, inFrameAt: 0)
    #expect(try reader.next().map(string) == "{\"n\":2}")
  }

  @Test func `gives rows that are longer than its buffers`() throws {
    for length in [100_000, 262_000, 262_144, 300_000, 5_000_000] {
      let text = String(repeating: "a", count: length)
      let rows = try allRows(in: try file(try frames(of: [1, 3, 1], text: text).joined()))
      #expect(rows.count == 5)
      #expect(rows.allSatisfy { $0.text.utf8.count == length + "{\"n\":0,\"text\":\"\"}".utf8.count })
    }
  }

  @Test func `leaves the padding of a row readable`() throws {
    let reader = try ShardReader(
      file: try file(try frames(of: [5_000], text: String(repeating: "b", count: 97)).joined()))
    var sum = 0
    while let row = try reader.next() {
      let behind = UnsafeRawBufferPointer(start: row.bytes.baseAddress, count: row.bytes.count + ShardReader.padding)
      sum += Int(behind[behind.count - 1])
    }
    #expect(sum >= 0)
  }

  @Test func `an empty file has no rows`() throws {
    #expect(try allRows(in: try file([])).isEmpty)
  }

  @Test func `says what is wrong with a file`() throws {
    let frames = try frames(of: [3, 2])
    let whole = Array(frames.joined())
    #expect(error { _ = try ShardReader(file: directory + "/none") } == .cannotOpen)
    #expect(error { _ = try allRows(in: directory) } == .cannotRead)
    #expect(error { _ = try allRows(in: try file("no zstd at all".utf8)) } == .corruptFrame)
    #expect(error { _ = try allRows(in: try file(whole + [1, 2, 3, 4, 5])) } == .corruptFrame)
    for cut in 1..<frames[1].count {
      #expect(error { _ = try allRows(in: try file(whole.dropLast(cut))) } == .truncated)
    }
    var flipped = whole
    flipped[frames[0].count - 1] ^= 1
    #expect(error { _ = try allRows(in: try file(flipped)) } == .corruptFrame)
  }

  @Test func `says that a frame ends inside a row`() throws {
    let rows = RowBuffer()
    rows.beginRow()
    rows.endRow()
    rows.beginRow()
    let frame = try #require(try FrameEncoder().encode(rows))
    #expect(error { _ = try allRows(in: try file(frame.bytes)) } == .unclosedRow)
  }

  @Test func `says that there is no such row`() throws {
    let frames = try frames(of: [3, 2])
    let path = try file(frames.joined())
    for (row, offset) in [
      (3, 0), (-1, 0), (0, -1), (0, frames[0].count + frames[1].count), (0, 1_000_000), (2, frames[0].count),
    ] {
      #expect(error { _ = try ShardReader(file: path).row(row, inFrameAt: offset) } == .noSuchRow)
    }
    #expect(error { _ = try ShardReader(file: path).row(0, inFrameAt: 1) } == .corruptFrame)
  }

  @Test func `an error names the file and holds none of its text`() throws {
    let path = try file("secret".utf8)
    do {
      _ = try allRows(in: path)
    } catch {
      #expect(String(describing: error).contains(path) && !String(describing: error).contains("secret"))
    }
  }
}
