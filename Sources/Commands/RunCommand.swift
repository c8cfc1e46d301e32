internal import ArgumentParser

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Extract feedback from archives into a dataset, and index it.",
    discussion: """
      Archives are told by their content, never by their names: JSON Lines, one JSON array or single documents; plain, or \
      in gzip, zstd, xz, bzip2 or lz4; in tar, zip, 7z or cpio, also inside one another. What is known is not read again, \
      so the same command can run every night over a growing directory.

      Examples:
        gleaner run logs/ --into feedback
        gleaner run 2024-05-*.jsonl.zst --into feedback --workers 8
        gleaner run gated-logs/ --into shareable --without-text
      """)

  @OptionGroup var options: ExtractionOptions

  func run() throws { try Extraction(options, buildsIndex: true).run() }
}

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Only extract: write segments, and leave the index for later.",
    discussion: """
      For clusters and scripts: extract archive by archive wherever there is room, then run `gleaner index` once.
      """)

  @OptionGroup var options: ExtractionOptions

  func run() throws { try Extraction(options, buildsIndex: false).run() }
}
