internal import DatasetWriting
internal import Records

/// The card of an export, `README.md`: what the dataset hub and the `datasets` library read, and what a person reads
/// first.
struct ExportCard {
  let report: ExportReport
  let settings: ExportSettings
  let description: ExportDescription
  let columns: [ExportColumn]

  init(_ report: ExportReport, _ settings: ExportSettings, _ description: ExportDescription) {
    self.report = report
    self.settings = settings
    self.description = description
    columns = ExportColumn.columns(of: settings.shape)
  }

  var tally: ExportTally { report.tally }

  /// The whole file.
  var text: String {
    let sections = [
      introduction, sourceSection, makingSection, countSection, biasSection, mixSection, useSection, limitSection,
      columnSection,
    ]
    return header + "\n" + sections.joined(separator: "\n\n") + "\n"
  }

  // MARK: What machines read

  private var header: String {
    var lines = [
      "---", "pretty_name: \(Self.quoted(description.title))", "license: other", "license_name: that-of-the-sources",
    ]
    let languages = tally.languages.keys.filter { $0.count == 2 }.sorted()
    if !languages.isEmpty { lines += ["language:"] + languages.map { "- \($0 == "no" ? "'no'" : $0)" } }
    lines += ["task_categories:", "- text-generation", "tags:", "- implicit-feedback", "- gleaner"]
    lines += tags.map { "- \($0)" }
    lines += ["size_categories:", "- \(sizeCategory)", "configs:", "- config_name: \(settings.shape.rawValue)"]
    lines += ["  default: true", "  data_files:"]
    for split in filledSplits {
      lines += ["  - split: \(split)", "    path:"] + report.files(of: split).map { "    - \($0.name)" }
    }
    lines += ["dataset_info:", "- config_name: \(settings.shape.rawValue)", "  features:"] + columns.flatMap(feature)
    return (lines + sizes + ["---", ""]).joined(separator: "\n")
  }

  private var tags: [String] {
    switch settings.shape {
    case .preference: ["preference", "dpo", "reward-modeling"]
    case .unpaired: ["preference", "kto"]
    case .sft: ["sft"]
    case .icai: ["preference", "inverse-constitutional-ai"]
    }
  }

  /// In CSV lists are text.
  private func feature(_ column: ExportColumn) -> [String] {
    let name = "  - name: \(column.name)"
    switch column.kind {
    case .strings where settings.format.keepsLists: return [name, "    sequence: string"]
    case .messages where settings.format.keepsLists:
      return [
        name, "    list:", "    - name: role", "      dtype: string", "    - name: content", "      dtype: string",
      ]
    case .string, .strings, .messages: return [name, "    dtype: string"]
    case .int64: return [name, "    dtype: int64"]
    case .float64: return [name, "    dtype: float64"]
    case .bool: return [name, "    dtype: bool"]
    }
  }

  private var sizes: [String] {
    var lines = ["  splits:"]
    for split in filledSplits {
      let files = report.files(of: split)
      lines += ["  - name: \(split)", "    num_bytes: \(files.reduce(0) { $0 + ($1.plainBytes ?? 0) })"]
      lines += ["    num_examples: \(files.reduce(0) { $0 + ($1.rows ?? 0) })"]
    }
    let plain = report.files.reduce(0) { $0 + ($1.plainBytes ?? 0) }
    return lines + ["  download_size: \(report.files.reduce(0) { $0 + $1.bytes })", "  dataset_size: \(plain)"]
  }

  private var sizeCategory: String {
    switch tally.total {
    case ..<1_000: "n<1K"
    case ..<10_000: "1K<n<10K"
    case ..<100_000: "10K<n<100K"
    case ..<1_000_000: "100K<n<1M"
    case ..<10_000_000: "1M<n<10M"
    default: "10M<n<100M"
    }
  }

  var filledSplits: [String] { zip(settings.splits, tally.rows).filter { $0.1 > 0 }.map(\.0.name) }

  /// A YAML text in double quotes, whose escapes are JSON's.
  private static func quoted(_ text: String) -> String { JSONValue.string(text).text }

  // MARK: Numbers

  /// A share with its 95 % interval after Wilson, as `61.2 % (58.0 – 64.3)`; a dash where there is nothing to share.
  static func share(_ count: Int, of all: Int) -> String {
    guard all > 0 else { return "–" }
    let interval = WilsonInterval(successes: count, of: all)
    return "\(tenths(Double(count) / Double(all))) % (\(tenths(interval.lower)) – \(tenths(interval.upper)))"
  }

  private static func tenths(_ share: Double) -> String { decimal(share * 100) }

  /// One decimal.
  static func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A text in a cell of a table, on one line.
  static func cell(_ text: String) -> String {
    let line = text.map { $0.isNewline ? " " : String($0) }.joined()
    return line.replacing("|", with: "\\|")
  }
}
