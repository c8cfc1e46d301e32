public import ArchiveReading
public import DatasetWriting
internal import Digests
internal import FeedbackRules
internal import Personas

/// What decides how archives are read and what rows are made of them.
public struct ExtractionSettings: Hashable, Sendable {
  /// A category stands only where its best rule is worth this much. From 0 to 1, default 0.5.
  public var floor: Double
  /// How many bytes of earlier messages a feedback row's `prompt` may hold; the message before the judged answer is
  /// always there. Default 32 KiB.
  public var historyBytes: Int
  /// Leaves texts out of all rows; ids and byte spans stay, so that results on gated logs can be shared.
  public var withoutText: Bool
  /// zstd level of the shards, 1 to 19.
  public var compressionLevel: Int
  public var reading: ReadingLimits

  public init(
    floor: Double = 0.5, historyBytes: Int = 32 << 10, withoutText: Bool = false,
    compressionLevel: Int = FrameEncoder.defaultLevel, reading: ReadingLimits = ReadingLimits()
  ) {
    self.floor = floor
    self.historyBytes = historyBytes
    self.withoutText = withoutText
    self.compressionLevel = compressionLevel
    self.reading = reading
  }

  /// What decides which stated preferences and topics are found.
  private static let preferences = String(
    SHA256Hasher.hex(of: PreferenceReader.behaviour + "\n" + TopicReader.behaviour).prefix(16))

  /// The recipe of segments made with these settings and what decides.
  public func recipe(for setup: DetectionSetup) -> Recipe {
    Recipe(
      format: SegmentManifest.formatVersion, rules: setup.rules.digest, withoutText: withoutText,
      settings: setup.recipe + [
        "batch_bytes=\(reading.batchBytes)", "compression_level=\(compressionLevel)",
        "expansion_ratio=\(reading.expansionRatio)", "floor=\(floor)", "history_bytes=\(historyBytes)",
        "nesting_depth=\(reading.nestingDepth)", "preferences=\(Self.preferences)",
        "record_bytes=\(reading.recordBytes)",
      ])
  }
}
