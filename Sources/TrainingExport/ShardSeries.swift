internal import Glibc

/// The shards of one split: written under names of their own, and renamed when it is known how many there are.
final class ShardSeries {
  private let split: String
  private let folder: String
  private let ending: String
  private let shardBytes: Int
  private let sink: any ExportSink
  private var shards: [FinishedShard] = []
  private var isOpen = false

  init(split: String, folder: String, columns: [ExportColumn], settings: ExportSettings) {
    self.split = split
    self.folder = folder
    ending = settings.format.rawValue
    shardBytes = settings.shardBytes
    sink = settings.format.makeSink(columns: columns, settings: settings)
  }

  func append(_ row: [ExportValue]) throws(TrainingExportError) {
    if isOpen, sink.plainBytes >= shardBytes { try close() }
    if !isOpen {
      try sink.beginShard(at: "\(folder)/\(split)-\(Self.digits(shards.count)).part")
      isOpen = true
    }
    try sink.append(row)
  }

  /// Gives the shards their names, `<split>-00000-of-00005.<ending>`; none where there were no rows.
  func finish() throws(TrainingExportError) -> [ExportedFile] {
    if isOpen { try close() }
    var files: [ExportedFile] = []
    for (number, shard) in shards.enumerated() {
      let name = "\(split)-\(Self.digits(number))-of-\(Self.digits(shards.count)).\(ending)"
      if rename(shard.path, "\(folder)/\(name)") != 0 { throw .writing("\(folder)/\(name)", errno) }
      files.append(
        ExportedFile(
          name: "\(ExportPlace.dataFolder)/\(name)", bytes: shard.bytes, sha256: shard.sha256, split: split,
          rows: shard.rows, plainBytes: shard.plainBytes))
    }
    return files
  }

  private func close() throws(TrainingExportError) {
    shards.append(try sink.finishShard())
    isOpen = false
  }

  private static func digits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}
