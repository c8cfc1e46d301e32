internal import ArchiveReading
internal import ArgumentParser
internal import Foundation
internal import Pipeline
internal import Settings

/// The options of the commands that read archives.
struct ExtractionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and directories; directories are read with all below them, in sorted order.", valueName: "input"))
  var inputs: [String]

  @Option(help: ArgumentHelp("The dataset to write to; it is made where it is not there.", valueName: "dataset"))
  var into: String

  @Option(help: ArgumentHelp("Threads. Default: one for each core.", valueName: "n"))
  var workers: String?

  @Option(
    help: ArgumentHelp("Where rules decide alone: the least worth of a rule, 0 to 1. Default: 0.5.", valueName: "p"))
  var floor: String?

  @Option(
    help: ArgumentHelp("The embedded model's file; none lets the rules decide alone.", valueName: "file"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "How precise feedback is to be, 0 to 1, by the model's cross-validation.",
      discussion: "Default: the threshold of the greatest F1.", valueName: "p"))
  var precision: String?

  @Flag(help: "Leave all texts out of the dataset; ids and byte spans stay.")
  var withoutText = false

  @Flag(help: "Print the run report as JSON on standard output.")
  var json = false

  @OptionGroup var common: CommonOptions

  func settings() throws -> Settings {
    var flags: [String: String] = [:]
    if let workers { flags["workers"] = workers }
    if let floor { flags["floor"] = floor }
    if let model { flags["model"] = model }
    if let precision { flags["precision"] = precision }
    if withoutText { flags["without_text"] = "true" }
    return try common.settings(flags: flags)
  }
}

extension Settings {
  var workerCount: Int {
    let wanted = integer(SettingCatalogue.workers)
    return wanted > 0 ? wanted : ProcessInfo.processInfo.activeProcessorCount
  }

  var extraction: ExtractionSettings {
    var reading = ReadingLimits()
    reading.recordBytes = integer(SettingCatalogue.recordBytes)
    reading.batchBytes = integer(SettingCatalogue.batchBytes)
    reading.nestingDepth = integer(SettingCatalogue.nestingDepth)
    reading.expansionRatio = integer(SettingCatalogue.expansionRatio)
    return ExtractionSettings(
      floor: number(SettingCatalogue.floor), historyBytes: integer(SettingCatalogue.historyBytes),
      withoutText: truth(SettingCatalogue.withoutText), compressionLevel: integer(SettingCatalogue.compressionLevel),
      reading: reading)
  }
}
