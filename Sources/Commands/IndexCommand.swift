internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackIndex
internal import Pipeline

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Bring the index and the dataset card up to the segments.",
    discussion: "With --rebuild the index is made anew; the same segments give the same content.")

  @Argument(help: "The dataset.") var dataset: String
  @Flag(help: "Make the index anew, whatever is there.") var rebuild = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    let lock = try DatasetLock(layout)
    defer { withExtendedLifetime(lock) {} }
    let update = try DatasetPublication(layout).publish(rebuildingIndex: rebuild)
    common.console.say(
      "segments: \(update.added.count) added, \(update.dropped.count) dropped, \(update.unchanged) unchanged; "
        + "\(Amount.count(update.feedback)) feedback and \(Amount.count(update.conversations)) conversations taken in")
    for failure in update.failures { Console.complain("gleaner: \(failure)") }
    if !update.failures.isEmpty { throw ExitCode(1) }
  }
}
