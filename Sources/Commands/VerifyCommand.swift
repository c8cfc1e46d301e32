internal import ArgumentParser
internal import DatasetWriting
internal import Pipeline

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that a dataset's files are what its manifests say.",
    discussion: "Reads every shard, decodes every frame, counts the rows, and compares the index with the segments.")

  @Argument(help: "The dataset.") var dataset: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    let outcome = try DatasetVerification(DatasetLayout(root: dataset)).run()
    for fault in outcome.faults { Console.print("BAD  \(TerminalText.line(fault))") }
    for note in outcome.notes { Console.print("note \(TerminalText.line(note))") }
    Console.print(
      "\(Amount.count(outcome.segments, "segment")), \(Amount.count(outcome.shards, "file")), "
        + "\(Amount.count(outcome.rows, "row")), \(Amount.bytes(outcome.bytes)): "
        + (outcome.faults.isEmpty ? "all as written" : "\(outcome.faults.count) fault(s)"))
    if !outcome.faults.isEmpty { throw ExitCode(1) }
  }
}
