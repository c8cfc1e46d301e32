internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// Writes the table `rewrites`: what a chat model wrote for the feedback that the dataset has now.
struct RewritePublication {
  let layout: DatasetLayout

  /// - Throws: `FeedbackIndexError` where the answers can't be read, `DatasetError`.
  /// - Returns: How many rows there are.
  @discardableResult
  func write(_ manifests: [SegmentManifest]) throws -> Int {
    let rows = RowBuffer()
    // Texts of archives whose rows are without are nowhere.
    let archives = Set(manifests.filter { !$0.recipe.withoutText }.map(\.archive))
    if let store = try AnswerStore.existing(layout), !archives.isEmpty {
      try store.latestProducts(of: archives) { rows.append(row: $0) }
    }
    try DatasetFiles.replace(layout.path(DatasetLayout.rewrites), with: FrameEncoder().encode(rows)?.bytes, in: layout)
    return rows.rows
  }
}
