internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// Writes the table `verdicts`: what the kept answers say of the follow-ups that the dataset has now.
struct VerdictPublication {
  let layout: DatasetLayout

  /// - Throws: `FeedbackIndexError` where the answers can't be read, `DatasetError`.
  /// - Returns: How many rows there are.
  @discardableResult
  func write(_ manifests: [SegmentManifest]) throws -> Int {
    let rows = RowBuffer()
    let archives = Set(manifests.filter { $0.rows(of: .followUps) > 0 }.map(\.archive))
    if let store = try AnswerStore.existing(layout), !archives.isEmpty {
      try store.latestRows(of: archives) { rows.append(row: $0) }
    }
    try DatasetFiles.replace(layout.path(DatasetLayout.verdicts), with: FrameEncoder().encode(rows)?.bytes, in: layout)
    return rows.rows
  }
}
