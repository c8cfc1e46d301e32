internal import Records

extension ExportCard {
  var introduction: String {
    let total = tally.total
    let what =
      switch settings.shape {
      case .preference: "\(total) pairs of answers to one prompt, of which one is preferred"
      case .unpaired: "\(total) answers, each told as wanted or unwanted"
      case .sft: "\(total) conversations whose last answer is to be imitated"
      case .icai: "\(total) pairs of texts, of which one is preferred, for Inverse Constitutional AI"
      }
    return """
      # \(description.title)

      \(what). They were mined from logs of conversations, out of what people said of an answer in \
      passing\(judgements). \(textNote)
      """
  }

  /// Not all preferences were given in passing.
  private var judgements: String {
    let asked = [PairOrigin.vote, .rank].map(\.rawValue).filter { tally.kinds[$0] != nil }
    if asked.isEmpty { return "" }
    return ", and, where the origin is \(asked.joined(separator: " or ")), out of judgements that they were asked for"
  }

  private var textNote: String {
    settings.withoutText
      ? "**Without texts:** messages, feedback and personas are left out. With the source logs the rows can be found "
        + "again by `record_id`, `target_index` and `message_index`."
      : "Texts stand as the sources have them."
  }

  var sourceSection: String {
    var lines = ["## Sources and licences"]
    if description.sources.isEmpty {
      lines.append("The sources were not named. Their licences apply to the texts: find them out before you use these.")
      return lines.joined(separator: "\n")
    }
    lines += ["| source | licence | texts may be passed on |", "|---|---|---|"]
    for source in description.sources {
      let name = source.url.isEmpty ? Self.cell(source.name) : "[\(Self.cell(source.name))](\(Self.cell(source.url)))"
      let licence = source.licence.isEmpty ? "**unknown**" : Self.cell(source.licence)
      lines.append("| \(name) | \(licence) | \(source.isGated ? "**no**: gated" : "as the licence says") |")
    }
    if !settings.withoutText, description.sources.contains(where: \.isGated) {
      lines.append("\n**Texts of a gated source are in here. Do not pass this export on.**")
    }
    return lines.joined(separator: "\n")
  }

  var makingSection: String {
    let versions = description.versions.map { "* \(Self.cell($0.name)) \(Self.cell($0.version))" }
    let filters = description.filters.map { "* \(Self.cell($0))" }
    let leftOut = LeftOutReason.allCases.compactMap { reason in
      report.summary.leftOut[reason.rawValue].map { "* \($0) for \(reason.meaning) (`\(reason.rawValue)`)" }
    }
    return """
      ## How it was made
      \(Self.list(versions, none: "The versions were not named."))

      ### Filters
      \(Self.list(filters, none: "None before the export."))

      Of \(report.summary.rowsGiven) rows that passed, \(tally.total) are in the export. \
      \(leftOut.isEmpty ? "None was left out." : "Left out were:\n" + leftOut.joined(separator: "\n"))

      ### Splits
      \(splitNote)
      """
  }

  private var splitNote: String {
    let names = settings.splits.map { "\($0.name) \(Self.decimal($0.fraction * 100)) %" }.joined(separator: ", ")
    let limit = settings.rowsPerPrompt.map { "At most \($0) rows of nearly the same prompt are kept." } ?? ""
    return """
      Wanted were \(names) of the users. All rows of a user are in one split (of a conversation, where the user is not \
      known), and so are rows of nearly the same prompt: what the user wrote has a Jaccard similarity of at least \
      \(settings.promptSimilarity) in word 3-shingles. \(limit) There were \(report.summary.promptGroups) groups \
      of such prompts, the largest of \(report.largestPromptGroup) rows. A hash of the users decides, so that most \
      rows stay in their split when others are added (seed \(settings.seed)).
      """
  }

  var countSection: String {
    let names = settings.splits.map(\.name)
    var lines = [
      "## Rows", "| \(settings.shape.kindName) | \(names.joined(separator: " | ")) | all |",
      "|---|" + String(repeating: "---|", count: names.count + 1),
    ]
    for (kind, rows) in tally.kinds.sorted(by: { $0.key < $1.key }) { lines.append(Self.row("`\(kind)`", rows)) }
    lines.append(Self.row("all", tally.rows))
    let warnings = report.warnings.map { "* **Note:** \($0.description)." }
    if !warnings.isEmpty { lines += [""] + warnings }
    return lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ rows: [Int]) -> String {
    "| \(name) | \(rows.map(String.init).joined(separator: " | ")) | \(rows.reduce(0, +)) |"
  }

  private static func list(_ lines: [String], none: String) -> String {
    lines.isEmpty ? none : lines.joined(separator: "\n")
  }
}
