/// All settings that there are. `gleaner config show` prints them, and `docs/guide/configuration.md` is held to them.
public enum SettingCatalogue {
  public static let workers = Setting(
    name: "workers", kind: .integer(0...1024), unit: "threads", fallback: "0",
    meaning: "Threads that extract; 0 takes one for each core")
  public static let rules = Setting(
    name: "rules", kind: .text, unit: "path", fallback: "Rules",
    meaning: "The directory of rule packs; by default the one that came with the program")
  public static let floor = Setting(
    name: "floor", kind: .number(0...1), unit: "probability", fallback: "0.5",
    meaning: "Where rules decide alone, a category stands only where its best rule is worth this much")
  public static let model = Setting(
    name: "model", kind: .text, unit: "path", fallback: "models/feedback.model",
    meaning:
      "The embedded model's file; by default the one that came with the program; none lets the rules decide alone")
  public static let precision = Setting(
    name: "precision", kind: .number(0...1), unit: "share", fallback: "0",
    meaning: "How precise feedback is to be, by the model's cross-validation; 0 takes the threshold of the greatest F1")
  public static let historyBytes = Setting(
    name: "history_bytes", kind: .integer(0...(1 << 30)), unit: "bytes", fallback: "32768",
    meaning: "How much of the earlier messages a feedback row's prompt may hold")
  public static let withoutText = Setting(
    name: "without_text", kind: .truth, unit: "", fallback: "false",
    meaning: "Leave all texts out; ids and byte spans stay")
  public static let compressionLevel = Setting(
    name: "compression_level", kind: .integer(1...19), unit: "zstd level", fallback: "1",
    meaning: "How hard shards are compressed")
  public static let recordBytes = Setting(
    name: "record_bytes", kind: .integer(1024...(1 << 31)), unit: "bytes", fallback: "67108864",
    meaning: "A longer record is rejected")
  public static let batchBytes = Setting(
    name: "batch_bytes", kind: .integer(4096...(1 << 28)), unit: "bytes", fallback: "1048576",
    meaning: "How much text is handed to one thread at a time; also how much makes one zstd frame")
  public static let nestingDepth = Setting(
    name: "nesting_depth", kind: .integer(1...16), unit: "layers", fallback: "4",
    meaning: "How many compressions and containers may stand inside one another")
  public static let expansionRatio = Setting(
    name: "expansion_ratio", kind: .integer(10...1_000_000), unit: "to 1", fallback: "1000",
    meaning: "An archive that gives more bytes than this for each of its own is a bomb, once it gave over 1 GiB")

  public static let all =
    [
      workers, rules, model, precision, floor, historyBytes, withoutText, compressionLevel, recordBytes, batchBytes,
      nestingDepth, expansionRatio,
    ] + judge
}
