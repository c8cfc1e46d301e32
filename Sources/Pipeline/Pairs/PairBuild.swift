public import DatasetWriting
internal import Digests
public import FeedbackIndex
internal import Foundation
internal import Personas
internal import PreferencePairs
internal import Records

/// Makes the table `pairs`: the preferences that the logs hold, over all segments.
///
/// What it is made of is in the tables: no archive is read. Where nothing it depends on has changed, it stays.
public struct PairBuild {
  private let layout: DatasetLayout

  /// The version of how pairs are made; another one makes them anew.
  private static let version = 2
  /// A frame is closed when it holds so many bytes of rows.
  private static let frameBytes = 1 << 20

  private let personas: UserPersonas

  /// - Parameter index: Of the segments that there are now.
  public init(_ layout: DatasetLayout, index: FeedbackIndex) {
    self.layout = layout
    personas = UserPersonas(index)
  }

  /// - Returns: What the table has now.
  /// - Throws: `DatasetError`, `ShardError`.
  @discardableResult
  public func build() throws -> BuiltManifest {
    let manifests = try DatasetFiles.manifests(in: layout)
    let inputs = try inputs(manifests)
    // One that can't be read is made anew.
    if let built = try? DatasetFiles.built(.pairs, in: layout), built.inputs == inputs, built.isThere(in: layout) {
      return built
    }
    let writer = try BuiltTableWriter(.pairs, from: inputs, in: layout)
    do {
      var sink = PairSink(FrameSink(writer, bytes: Self.frameBytes), personas)
      var tally = PairTally()
      let reader = JudgedConversationReader(layout: layout, overlay: try VerdictOverlay(layout))
      let repairs = RepairPairs()
      for manifest in manifests {
        try reader.forEach(in: manifest) { conversation in
          let harvest = repairs.harvest(conversation)
          tally.add(harvest.tally)
          for pair in harvest.rows { try sink.write(pair, &tally) }
        }
      }
      let resent = ResentPairs().harvest(try ResentRows(layout).requests(manifests))
      tally.add(resent.tally)
      for pair in resent.rows { try sink.write(pair, &tally) }
      let compared = try ComparedRows(layout).harvest(manifests)
      tally.add(compared.tally)
      for pair in compared.rows { try sink.write(pair, &tally) }
      let rewrites = try RewritePairs(layout).harvest()
      tally.add(rewrites.tally)
      for pair in rewrites.rows { try sink.write(pair, &tally) }
      try sink.finish()
      return try writer.commit(books: tally.books)
    } catch {
      writer.abandon()
      throw error
    }
  }

  /// The digest of all that the pairs are made from.
  private func inputs(_ manifests: [SegmentManifest]) throws -> String {
    var parts =
      ["pairs \(Self.version)", "personas \(PersonaBuild.version)"] + manifests.map(\.segment.rawValue).sorted()
    for file in [DatasetLayout.verdicts, DatasetLayout.rewrites, DatasetLayout.acrossConversations] {
      parts.append("\(file) \(FileDigest(ofFile: layout.path(file))?.hex ?? "none")")
    }
    return SHA256Hasher.hex(of: parts.joined(separator: "\n"))
  }
}

extension PairTally {
  /// As a manifest keeps them.
  var books: [String: Int] {
    var books = ["candidates": taken, "pairs": kept]
    for (reason, count) in leftOut { books["left_out.\(reason.rawValue)"] = count }
    return books
  }
}

/// Writes pairs, each of them once: archives that hold the same conversation give the same pairs.
private struct PairSink {
  private var frames: FrameSink
  private var seen = SeenTexts()

  private let personas: UserPersonas

  init(_ frames: FrameSink, _ personas: UserPersonas) {
    self.frames = frames
    self.personas = personas
  }

  mutating func write(_ pair: PreferencePair, _ tally: inout PairTally) throws {
    let texts = pair.prompt.map { "\($0.role.rawValue) \($0.content)" } + [pair.chosen, pair.rejected]
    if seen.holds(texts) { return tally.withdraw(.duplicate) }
    var pair = pair
    if pair.persona.isEmpty { pair.persona = try personas.text(for: pair.source) }
    try frames.write { PairRow(pair).write(to: $0) }
  }

  mutating func finish() throws { try frames.finish() }
}

extension BuiltManifest {
  /// Whether all shards are as they were written: one that is not is made anew with the others.
  func isThere(in layout: DatasetLayout) -> Bool {
    rows == shards.reduce(0) { $0 + $1.rows }
      && shards.allSatisfy { FileDigest(ofFile: layout.path($0.file))?.hex == $0.sha256 }
  }
}

/// Rows to frames of some size, in their order.
struct FrameSink {
  private let writer: BuiltTableWriter
  private let encoder = FrameEncoder()
  private let rows = RowBuffer()
  private let bytes: Int

  init(_ writer: BuiltTableWriter, bytes: Int) {
    self.writer = writer
    self.bytes = bytes
  }

  mutating func write(_ row: (RowBuffer) -> Void) throws {
    row(rows)
    if rows.count >= bytes { try finish() }
  }

  /// Writes what is in hand.
  mutating func finish() throws {
    if let frame = try encoder.encode(rows) { try writer.append(frame) }
    rows.removeAll()
  }
}
