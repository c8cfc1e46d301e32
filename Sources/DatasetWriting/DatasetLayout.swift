internal import Foundation
public import Records

/// Where everything in a dataset directory is. Described for users in `docs/formats/dataset.md`.
public struct DatasetLayout: Hashable, Sendable {
  /// The dataset directory, as it was given.
  public let root: String

  public init(root: String) {
    self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
  }

  /// Whether the directory has been written to by Gleaner.
  public var exists: Bool { !root.isEmpty && FileManager.default.fileExists(atPath: path("_gleaner")) }

  /// Sees to it that a dataset may be written here: into what is one, an empty directory, or nothing at all.
  ///
  /// - Throws: `DatasetError` with `otherContent`.
  public func checkPlace() throws(DatasetError) {
    if root.isEmpty { throw DatasetError(.otherContent, path: root) }
    var isDirectory: ObjCBool = false
    guard !exists, FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory) else { return }
    guard isDirectory.boolValue else { throw DatasetError(.otherContent, path: root, detail: "it is a file") }
    // A directory that can't be listed can't be written to either, which is said when it is tried.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    if !names.isEmpty {
      throw DatasetError(.otherContent, path: root, detail: "the directory holds other files and no dataset")
    }
  }

  /// The path of something named relative to the dataset.
  public func path(_ relative: String) -> String { root + "/" + relative }

  public var card: String { path("README.md") }
  public var lock: String { path("_gleaner/lock") }
  public var index: String { path("_gleaner/index.sqlite") }
  /// The replies of chat models that were paid for; never rebuilt, never deleted.
  public var answers: String { path("_gleaner/answers.sqlite") }
  /// Where files stand until they are complete.
  public var temporary: String { path("_gleaner/tmp") }
  public var segments: String { path("_gleaner/segments") }
  public var archives: String { path("_gleaner/archives") }
  public var runs: String { path("_gleaner/runs") }
  /// What each run of the second stage has asked.
  public var classifications: String { path("_gleaner/classifications") }
  /// What each run that had answers written anew has asked.
  public var rewritings: String { path("_gleaner/rewritings") }
  /// What each segment adds to the reformulation graph.
  public var graph: String { path("_gleaner/graph") }
  public var rejected: String { path("_gleaner/rejected") }
  /// What describes the tables that are made over all segments.
  public var built: String { path("_gleaner/built") }
  public var rules: String { path("_gleaner/rules") }

  public func manifest(of segment: SegmentID) -> String { "\(segments)/\(segment).json" }
  public func archiveRecord(of archive: ArchiveID) -> String { "\(archives)/\(archive).json" }
  public func graphContribution(of segment: SegmentID) -> String { "\(graph)/\(segment).json" }
  public func builtManifest(of table: DatasetTable) -> String { "\(built)/\(table.rawValue).json" }
  public func ruleList(digest: String) -> String { "\(rules)/\(digest).json" }

  /// The name of a shard, relative to the dataset: `data/feedback/<segment>-00000.jsonl.zst`.
  public static func shard(_ number: Int, of table: DatasetTable, in segment: SegmentID) -> String {
    "data/\(table.rawValue)/\(segment)-\(String(repeating: "0", count: max(0, 5 - String(number).count)))\(number).jsonl.zst"
  }

  /// The name of the shard without rows that stands in for a table without any, relative to the dataset.
  public static func emptyShard(of table: DatasetTable) -> String { "data/\(table.rawValue)/empty.jsonl.zst" }

  /// The name of the shard of reformulations across conversations, relative to the dataset.
  public static let acrossConversations = "data/\(DatasetTable.reformulations.rawValue)/across-00000.jsonl.zst"

  /// The name of the shard of verdicts of a chat model, relative to the dataset.
  public static let verdicts = "data/\(DatasetTable.verdicts.rawValue)/llm-00000.jsonl.zst"

  /// The name of the shard of answers that a chat model wrote, relative to the dataset.
  public static let rewrites = "data/\(DatasetTable.rewrites.rawValue)/llm-00000.jsonl.zst"

  /// The name of a shard of a table over all segments: `data/pairs/built-<8 digits>-00000.jsonl.zst`.
  static func builtShard(_ number: Int, of table: DatasetTable, from inputs: String) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return "data/\(table.rawValue)/\(builtStem)\(inputs.prefix(8))-\(padded).jsonl.zst"
  }

  static let builtStem = "built-"

  /// The name of a segment's list of rejected records, relative to the dataset.
  public static func rejected(of segment: SegmentID) -> String { "_gleaner/rejected/\(segment).jsonl.zst" }
}

/// The identity of a segment: the archive's, a hyphen, and eight hexadecimal digits of the recipe's digest.
public struct SegmentID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(archive: ArchiveID, recipe: Recipe) { rawValue = "\(archive)-\(recipe.digest.prefix(8))" }
  public var description: String { rawValue }
  public static func < (left: SegmentID, right: SegmentID) -> Bool { left.rawValue < right.rawValue }
}
