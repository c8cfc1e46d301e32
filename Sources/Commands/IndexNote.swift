internal import DatasetWriting
internal import FeedbackIndex

extension Console {
  /// Says so where an index lacks segments of its dataset, or holds some that are gone: its answers are then partial.
  func sayWhatIsMissing(from index: FeedbackIndex) throws {
    let coverage = try index.coverage()
    if coverage.isComplete { return }
    var parts: [String] = []
    if coverage.missing > 0 {
      parts.append(
        "\(Amount.count(coverage.missing)) of \(Amount.count(coverage.segments, "segment")) not in the index")
    }
    if coverage.gone > 0 { parts.append("\(Amount.count(coverage.gone, "segment")) in the index and gone") }
    say("note: \(parts.joined(separator: ", ")); next: gleaner index \(index.layout.root)")
  }
}
