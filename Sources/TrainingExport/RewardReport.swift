/// What the data is meant to reward, and what changed from export to export, `REWARD_REPORT.md`, after Reward Reports
/// (Gilbert et al. 2022, arXiv 2204.10817): a living document whose change log is its last part, the newest first.
struct RewardReport {
  private let history: [ExportSummary]
  private let title: String

  /// - Parameter history: This export and those before it, the newest first; not empty.
  init(_ history: [ExportSummary], _ description: ExportDescription) {
    self.history = history
    title = description.title
  }

  var text: String {
    let changes = history.indices.map { number in
      let before = number + 1 < history.count ? history[number + 1] : nil
      return entry(history[number], before: before)
    }
    return """
      # Reward report: \(title)

      ## Optimisation intent
      What is trained on these rows is rewarded for answers that users took, or praised, and punished for answers that
      they complained of, asked again for, or turned down. That stands for being helpful, and is not the same.

      ## Ways it can fail
      * Longer answers are rewarded for their length: see the deciles in README.md.
      * Pleasing is rewarded: users also take answers that are wrong and flattering.
      * What one user likes is taken for what all like: see `scope`.
      * The loudest are heard: users who give feedback are not like those who give none.

      ## Measured beside it
      Watch the length of answers, how often the model says farewell or agrees, and quality on tasks with known answers.

      ## Change log
      \(changes.joined(separator: "\n\n"))
      """ + "\n"
  }

  private func entry(_ summary: ExportSummary, before: ExportSummary?) -> String {
    let head = "### \(summary.date): \(summary.rows) rows of the shape \(summary.settings.shape.rawValue)"
    guard let before else { return "\(head)\n* The first export here. Data `\(summary.data.prefix(12))`." }
    var lines = ["* Data `\(before.data.prefix(12))` → `\(summary.data.prefix(12))`."]
    lines += Self.change("rows given", before.rowsGiven, summary.rowsGiven)
    lines += Self.change("rows written", before.rows, summary.rows)
    lines += Self.changes("left out for", before.leftOut, summary.leftOut)
    lines += Self.changes("split", before.splits, summary.splits)
    lines += Self.changes(summary.settings.shape.kindName, before.kinds, summary.kinds)
    lines += Self.changes("category", before.categories, summary.categories)
    lines += Self.changes("scope", before.scopes, summary.scopes)
    lines += Self.change("groups of nearly the same prompt", before.promptGroups, summary.promptGroups)
    lines += Self.change("rows of the largest component", before.largestComponent, summary.largestComponent)
    lines += Self.changes(before.settings, summary.settings)
    lines += Self.changes("version of", Self.named(before.versions), Self.named(summary.versions))
    lines += Self.changes("filter", before.filters, summary.filters)
    lines += Self.changes("source", before.sources, summary.sources)
    return head + "\n" + lines.joined(separator: "\n")
  }

  private static func named(_ versions: [ExportDescription.Version]) -> [String: String] {
    Dictionary(versions.map { ($0.name, $0.version) }) { first, second in "\(first), \(second)" }
  }

  private static func change(_ name: String, _ before: Int, _ after: Int) -> [String] {
    if before == after { return [] }
    return ["* \(name): \(before) → \(after) (\(after > before ? "+" : "−")\(abs(after - before)))"]
  }

  private static func changes(_ name: String, _ before: [String: Int], _ after: [String: Int]) -> [String] {
    Set(before.keys).union(after.keys).sorted().flatMap { key in
      change("\(name) \(key.isEmpty ? "none" : "`\(key)`")", before[key] ?? 0, after[key] ?? 0)
    }
  }

  private static func changes(_ name: String, _ before: [String: String], _ after: [String: String]) -> [String] {
    Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map { key in
      "* \(name) \(ExportCard.cell(key)): \(ExportCard.cell(before[key] ?? "none")) → "
        + ExportCard.cell(after[key] ?? "none")
    }
  }

  private static func changes(_ name: String, _ before: [String], _ after: [String]) -> [String] {
    before.filter { !after.contains($0) }.map { "* \(name) gone: \(ExportCard.cell($0))" }
      + after.filter { !before.contains($0) }.map { "* \(name) new: \(ExportCard.cell($0))" }
  }

  private static func changes(_ before: ExportSettings, _ after: ExportSettings) -> [String] {
    changes("setting", named(before), named(after))
  }

  private static func named(_ settings: ExportSettings) -> [String: String] {
    [
      "shape": settings.shape.rawValue, "format": settings.format.rawValue,
      "splits": settings.splits.map { "\($0.name)=\($0.fraction)" }.joined(separator: ","),
      "seed": String(settings.seed), "rows per prompt": settings.rowsPerPrompt.map(String.init) ?? "all",
      "prompt similarity": String(settings.promptSimilarity), "persona in prompt": String(settings.personaInPrompt),
      "without text": String(settings.withoutText), "formulas escaped": String(settings.escapesFormulas),
      "shard bytes": String(settings.shardBytes),
    ]
  }
}
