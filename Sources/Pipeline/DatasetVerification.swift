internal import ArchiveReading
public import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// Compares a dataset's files with what its manifests say of them.
public struct DatasetVerification {
  /// What was looked at, and what is wrong with it.
  public struct Outcome: Hashable, Sendable {
    public var segments = 0
    public var shards = 0
    public var rows = 0
    public var bytes = 0
    /// One sentence each; empty where all is well.
    public var faults: [String] = []
    /// What is not wrong and should be known, one sentence each.
    public var notes: [String] = []
  }

  private let layout: DatasetLayout

  public init(_ layout: DatasetLayout) { self.layout = layout }

  /// Reads every small file and every shard, decodes every frame, and counts the rows; then compares the index's books
  /// with the manifests'.
  ///
  /// - Throws: `DatasetError` with `missing` where there is no dataset. All else that is wrong is among the faults.
  public func run() throws(DatasetError) -> Outcome {
    guard layout.exists else { throw DatasetError(.missing, path: layout.root) }
    var outcome = Outcome()
    var damaged: [String] = []
    let manifests = readable(DatasetFiles.manifestPaths(in: layout), &damaged, &outcome, DatasetFiles.manifest(at:))
    checkDescriptions(&outcome)
    for manifest in manifests {
      outcome.segments += 1
      check(manifest, &outcome)
    }
    checkFolders(manifests, checkBuilt(&outcome), besides: damaged, &outcome)
    checkVerdicts(&outcome)
    // Without all manifests there is nothing to compare the index with.
    if damaged.isEmpty { checkIndex(manifests, &outcome) }
    outcome.notes = [RecipeMix(manifests).difference].compactMap { $0 }
    return outcome
  }

  /// The files that can be read; the names of the others, without `.json`, go to `damaged`, and what is wrong with them
  /// to the faults.
  private func readable<Value>(
    _ paths: [String], _ damaged: inout [String], _ outcome: inout Outcome,
    _ read: (String) throws(DatasetError) -> Value
  ) -> [Value] {
    var values: [Value] = []
    for path in paths {
      do throws(DatasetError) {
        values.append(try read(path))
      } catch {
        damaged.append(((path as NSString).lastPathComponent as NSString).deletingPathExtension)
        let remedy = error.code == .damaged ? "; remove it and run again" : ""
        outcome.faults.append("\(error)\(remedy)")
      }
    }
    return values
  }

  /// The tables over all segments.
  private func checkBuilt(_ outcome: inout Outcome) -> [BuiltManifest] {
    var found: [BuiltManifest] = []
    for table in DatasetTable.allCases where table.isBuilt {
      do throws(DatasetError) {
        guard let manifest = try DatasetFiles.built(table, in: layout) else { continue }
        found.append(manifest)
        for shard in manifest.shards { check(shard, &outcome) }
      } catch {
        outcome.faults.append("\(error); next: gleaner index \(layout.root)")
      }
    }
    return found
  }

  private func checkDescriptions(_ outcome: inout Outcome) {
    var damaged: [String] = []
    _ = readable(DatasetFiles.archivePaths(in: layout), &damaged, &outcome) { path throws(DatasetError) in
      try DatasetFiles.read(ArchiveRecord.self, from: path)
    }
    _ = readable(DatasetFiles.ruleListPaths(in: layout), &damaged, &outcome) { path throws(DatasetError) in
      try DatasetFiles.read([RuleSummary].self, from: path)
    }
  }

  private func check(_ manifest: SegmentManifest, _ outcome: inout Outcome) {
    if !manifest.counts.records.balances || !manifest.counts.members.balances {
      outcome.faults.append("segment \(manifest.segment): its books do not balance")
    }
    // A record holds one conversation or, where it is a tree, several.
    if manifest.counts.conversations != manifest.rows(of: .conversations)
      || manifest.counts.records.passed > manifest.counts.conversations
    {
      outcome.faults.append("segment \(manifest.segment): conversations and records do not agree")
    }
    let shards =
      manifest.tables.sorted { $0.key < $1.key }.flatMap(\.value.shards) + [manifest.rejected].compactMap { $0 }
    for shard in shards { check(shard, &outcome) }
  }

  private func check(_ shard: ShardManifest, _ outcome: inout Outcome) {
    outcome.shards += 1
    outcome.bytes += shard.bytes
    outcome.rows += shard.rows
    if let fault = fault(of: shard) { outcome.faults.append("\(shard.file): \(fault)") }
  }

  private func fault(of shard: ShardManifest) -> String? {
    let path = layout.path(shard.file)
    guard let found = FileDigest(ofFile: path) else { return "it is missing, or can't be read" }
    if found.bytes != shard.bytes { return "it has \(found.bytes) bytes, not \(shard.bytes)" }
    if found.hex != shard.sha256 { return "its bytes have changed" }
    do throws(ShardError) {
      let reader = try ShardReader(file: path)
      var rows = 0
      while try reader.next() != nil { rows += 1 }
      return rows == shard.rows ? nil : "it has \(rows) rows, not \(shard.rows)"
    } catch {
      return "it can't be decoded"
    }
  }

  /// Files that no manifest speaks of: left by a run that was killed while it replaced a segment.
  private func checkFolders(
    _ manifests: [SegmentManifest], _ built: [BuiltManifest], besides damaged: [String], _ outcome: inout Outcome
  ) {
    let known = Set(
      manifests.flatMap { $0.tables.values.flatMap(\.shards).map(\.file) + [$0.rejected?.file].compactMap { $0 } }
        + DatasetTable.allCases.map(DatasetLayout.emptyShard) + [
          DatasetLayout.acrossConversations, DatasetLayout.verdicts, DatasetLayout.rewrites,
        ] + built.flatMap(\.shards).map(\.file))
    for folder in DatasetTable.allCases.map({ "data/\($0.rawValue)" }) + ["_gleaner/rejected"] {
      // A folder that is not there holds nothing.
      let names = (try? FileManager.default.contentsOfDirectory(atPath: layout.path(folder))) ?? []
      for name in names.sorted()
      where !known.contains("\(folder)/\(name)") && !damaged.contains(where: name.hasPrefix) {
        outcome.faults.append("\(folder)/\(name): no segment speaks of it")
      }
    }
  }

  /// The answers that were paid for, and the verdicts that were published of them; no manifest speaks of either.
  private func checkVerdicts(_ outcome: inout Outcome) {
    do throws(FeedbackIndexError) {
      try AnswerStore.existing(layout)?.check()
    } catch {
      outcome.faults.append("\(error)")
    }
    for file in [DatasetLayout.verdicts, DatasetLayout.rewrites] {
      let path = layout.path(file)
      guard FileManager.default.fileExists(atPath: path) else { continue }
      do throws(ShardError) {
        let reader = try ShardReader(file: path)
        while try reader.next() != nil { outcome.rows += 1 }
        outcome.shards += 1
      } catch {
        outcome.faults.append("\(file): it can't be decoded; next: gleaner index \(layout.root)")
      }
    }
  }

  private func checkIndex(_ manifests: [SegmentManifest], _ outcome: inout Outcome) {
    do throws(FeedbackIndexError) {
      let statistics = try FeedbackIndex.open(layout, for: .reading).statistics()
      let feedback = manifests.reduce(0) { $0 + $1.rows(of: .feedback) }
      let conversations = manifests.reduce(0) { $0 + $1.rows(of: .conversations) }
      if statistics.localFeedback != feedback || statistics.conversations != conversations {
        outcome.faults.append(
          "_gleaner/index.sqlite: \(statistics.localFeedback) feedback in \(statistics.conversations) conversations, "
            + "but the segments have \(feedback) in \(conversations); next: gleaner index \(layout.root)")
      }
    } catch {
      outcome.faults.append("\(error)")
    }
  }
}
