/// The shards of one table under construction.
final class ShardSeries {
  private let folder: String
  private let stem: String
  private let shardBytes: Int
  private let name: (Int) -> String
  private var files: [(file: DurableFile, frames: [[Int]], rows: Int)] = []

  init(folder: String, stem: String, shardBytes: Int, name: @escaping (Int) -> String) {
    self.folder = folder
    self.stem = stem
    self.shardBytes = shardBytes
    self.name = name
  }

  func append(_ frame: EncodedFrame) throws(DatasetError) {
    if files.isEmpty || files[files.count - 1].file.count >= shardBytes {
      files.append((try DurableFile(at: "\(folder)/\(stem)-\(files.count)"), [], 0))
    }
    let last = files.count - 1
    try files[last].file.write(frame.bytes)
    files[last].frames.append([frame.bytes.count, frame.rows])
    files[last].rows += frame.rows
  }

  func publish(in layout: DatasetLayout) throws(DatasetError) -> [ShardManifest] {
    var shards: [ShardManifest] = []
    for (number, (file, frames, rows)) in files.enumerated() {
      let digest = try file.finish()
      let target = layout.path(name(number))
      try DurableFiles.makeDirectory(FilePath.parent(of: target))
      try DurableFiles.rename(file.path, to: target)
      shards.append(ShardManifest(file: name(number), bytes: file.count, rows: rows, sha256: digest, frames: frames))
    }
    return shards
  }
}
