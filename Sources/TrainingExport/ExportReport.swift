/// What an export has come to.
public struct ExportReport: Sendable {
  /// What should be known of it before it is used.
  public enum Warning: Hashable, Sendable, CustomStringConvertible {
    /// More than half of the rows belong together through users and prompts, so that the splits can't have their
    /// shares.
    case giantComponent(rows: Int, of: Int)
    /// A split got no rows, and so has no file.
    case emptySplit(String)
    /// In some buckets of alike prompts not all pairs were compared, so that near duplicates may be in two splits.
    case unsettledPrompts(buckets: Int)
    /// An example is only told as wanted or only as unwanted, and KTO needs both.
    case oneLabel

    public var description: String {
      switch self {
      case .giantComponent(let rows, let all):
        "\(rows) of \(all) rows belong together through their users and prompts, and are in one split"
      case .emptySplit(let name): "the split \(name) has no rows, and no file"
      case .unsettledPrompts(let buckets):
        "\(buckets) times so many prompts were a little alike that not all pairs were compared: some that are nearly "
          + "the same may be in two splits"
      case .oneLabel: "all examples have the same label; KTO needs both"
      }
    }
  }

  public let summary: ExportSummary
  /// The shards, by the order of the splits.
  public let files: [ExportedFile]
  public let warnings: [Warning]
  /// Rows in the largest group of nearly the same prompt, before any were left out; 0 where there is none.
  public let largestPromptGroup: Int
  let tally: ExportTally

  init(_ summary: ExportSummary, plan: SplitPlan, tally: ExportTally, files: [ExportedFile]) {
    self.summary = summary
    self.files = files
    self.tally = tally
    largestPromptGroup = plan.largestPromptGroup
    warnings = Self.warnings(summary, plan, tally)
  }

  private static func warnings(_ summary: ExportSummary, _ plan: SplitPlan, _ tally: ExportTally) -> [Warning] {
    var warnings: [Warning] = []
    if plan.largestComponent * 2 > tally.total, tally.total > 1 {
      warnings.append(.giantComponent(rows: plan.largestComponent, of: tally.total))
    }
    for (split, rows) in zip(summary.settings.splits, tally.rows) where rows == 0 {
      warnings.append(.emptySplit(split.name))
    }
    if plan.unsettledBuckets > 0 { warnings.append(.unsettledPrompts(buckets: plan.unsettledBuckets)) }
    if summary.settings.shape == .unpaired, tally.kinds.count == 1 { warnings.append(.oneLabel) }
    return warnings
  }

  /// The files of a split.
  func files(of split: String) -> [ExportedFile] { files.filter { $0.split == split } }
}
