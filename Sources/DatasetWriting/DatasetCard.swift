internal import Records

/// The dataset card, `README.md`: what the dataset hub and the `datasets` library read, and what a person reads first.
public struct DatasetCard: Sendable {
  private let counts: SegmentCounts
  private let rows: [DatasetTable: Int]
  private let archives: Int
  private let languages: [String]
  private let recipes: RecipeMix

  /// - Parameters:
  ///   - manifests: All segments of the dataset.
  ///   - besides: Rows of tables that belong to no segment.
  public init(manifests: [SegmentManifest], besides: [DatasetTable: Int] = [:]) {
    var counts = SegmentCounts()
    for manifest in manifests { counts.add(manifest.counts) }
    self.counts = counts
    archives = manifests.count
    recipes = RecipeMix(manifests)
    languages = counts.languages.keys.filter { $0.count == 2 }.sorted()
    rows = Dictionary(
      uniqueKeysWithValues: DatasetTable.allCases.map { table in
        (table, manifests.reduce(besides[table] ?? 0) { $0 + $1.rows(of: table) })
      })
  }

  /// The whole file.
  public var text: String { header + body }

  // MARK: What machines read

  private var header: String {
    var lines = [
      "---", "pretty_name: Feedback mined from conversations", "license: other",
      "license_name: that-of-the-source-logs",
    ]
    if !languages.isEmpty { lines += ["language:"] + languages.map { "- \($0 == "no" ? "'no'" : $0)" } }
    lines += ["task_categories:", "- text-classification", "- text-generation"]
    lines += ["tags:", "- implicit-feedback", "- preference", "- gleaner", "size_categories:", "- \(sizeCategory)"]
    lines.append("configs:")
    for table in DatasetTable.allCases { lines += configuration(of: table) }
    lines.append("dataset_info:")
    for table in DatasetTable.allCases { lines += features(of: table) }
    return (lines + ["---", ""]).joined(separator: "\n")
  }

  private func configuration(of table: DatasetTable) -> [String] {
    ["- config_name: \(table.rawValue)"]
      + (table == DatasetTable.allCases.first ? ["  default: true"] : [])
      + ["  data_files:", "  - split: train", "    path: data/\(table.rawValue)/*.jsonl.zst"]
  }

  private func features(of table: DatasetTable) -> [String] {
    ["- config_name: \(table.rawValue)", "  features:"] + table.columns.flatMap(Self.feature)
  }

  private static func feature(_ column: Column) -> [String] {
    let name = "  - name: \(column.name)"
    switch column.kind {
    case .string: return [name, "    dtype: string"]
    case .int64: return [name, "    dtype: int64"]
    case .float64: return [name, "    dtype: float64"]
    case .bool: return [name, "    dtype: bool"]
    case .strings: return [name, "    sequence: string"]
    case .messages:
      return [
        name, "    list:", "    - name: role", "      dtype: string", "    - name: content", "      dtype: string",
      ]
    }
  }

  private var sizeCategory: String {
    switch rows[.feedback] ?? 0 {
    case ..<1_000: "n<1K"
    case ..<10_000: "1K<n<10K"
    case ..<100_000: "10K<n<100K"
    case ..<1_000_000: "100K<n<1M"
    case ..<10_000_000: "1M<n<10M"
    default: "10M<n<100M"
    }
  }

  // MARK: What people read

  private var body: String {
    """

    # Feedback mined from conversations

    Made by Gleaner from \(archives) archive(s): \(counts.conversations) conversations with \(counts.messages) messages, \
    of which \(counts.followUps) are follow-ups (user messages after a first answer). Where a follow-up says something \
    about the answer before it, the table `feedback` has a row.

    ```python
    from datasets import load_dataset
    feedback = load_dataset("PATH/TO/THIS/DATASET", "feedback", split="train")
    ```

    \(emptyNote)## What was found
    | category | rows | share of follow-ups | 95 % interval |
    |---|---|---|---|
    \(categoryRows)

    Intervals are Wilson's and speak of counting alone: what the detector takes for feedback and is none, and what it
    misses, is in the confidence of each row and in the measured precision and recall of the rules.

    ## Books
    Records: \(counts.records.taken) in = \(counts.records.passed) read + \(counts.records.dropped) dropped + \
    \(counts.records.failed) failed.
    Members: \(counts.members.taken) in = \(counts.members.passed) read + \(counts.members.dropped) dropped + \
    \(counts.members.failed) failed. What did not make it is listed with reason and place under `_gleaner/rejected`.

    ## How it was made
    Detection is by rules and, unless it was left out, an embedded model that weighs them (`decided_by`); `evidence` names
    what spoke for a row, and `confidence` is a probability from labelled conversations, not a certainty. Texts stand as the
    logs have them. Rows depend on the archives, the rules, the model and the settings alone.\(recipeNote)

    ## Known limits
    * The labels behind the confidences come from one language model under a written guide, not from people.
    * English is covered best; see the rules for the other languages.
    * Satisfaction is what follow-ups show. Most show nothing (0.5), and what ratings say is often not voiced.
    * The texts are their authors'; the licence of the source logs applies to them.

    \(columnTables)
    """ + "\n"
  }

  private var emptyNote: String {
    let empty = DatasetTable.allCases.filter { rows[$0] ?? 0 == 0 }.map { "`\($0.rawValue)`" }
    if empty.isEmpty { return "" }
    return "There are no rows in \(empty.joined(separator: " and ")). The library refuses a split without rows; with "
      + "`streaming=True` it gives none.\n\n"
  }

  private var recipeNote: String {
    recipes.difference.map { "\n\n**Mixed:** \($0). Rows of different recipes are not to be compared." } ?? ""
  }

  private var categoryRows: String {
    FeedbackCategory.allCases.map { category in
      let count = counts.categories[category.rawValue] ?? 0
      let interval = WilsonInterval(successes: count, of: counts.followUps)
      return
        "| `\(category.rawValue)` | \(count) | \(percent(count)) | \(Self.percent(interval.lower)) – \(Self.percent(interval.upper)) |"
    }.joined(separator: "\n")
  }

  private func percent(_ count: Int) -> String {
    counts.followUps == 0 ? "–" : Self.percent(Double(count) / Double(counts.followUps))
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private var columnTables: String {
    DatasetTable.allCases.map { table in
      "## Columns of `\(table.rawValue)`\n| column | type | meaning |\n|---|---|---|\n"
        + table.columns.map { "| `\($0.name)` | \($0.kind) | \($0.meaning) |" }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
