internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Pipeline
internal import Records

struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Look at follow-ups that this machine and the chat model disagree on, and say what they are.",
    discussion: """
      On a terminal it shows one after the other, the most surprising first, and asks. Elsewhere, or with --list, it prints \
      them as JSON Lines. Labels are kept in the dataset; --export writes them with their conversations in the form that \
      `gleaner train --on` and `gleaner rules evaluate` read.

      Examples:
        gleaner label DATASET
        gleaner label DATASET --list --limit 20
        gleaner label DATASET --set 04b053f4ced15268-0-10-4=none
        gleaner label DATASET --export ours.jsonl
      """)

  @Argument(help: "The dataset.") var dataset: String
  @Flag(help: "Print what is to be looked at as JSON Lines; ask nothing.") var list = false
  @Option(help: ArgumentHelp("How many at most.", valueName: "n")) var limit: Int?
  @Option(help: ArgumentHelp("Label this follow-up; may be given more than once.", valueName: "id=category"))
  var set: [String] = []
  @Option(help: ArgumentHelp("Write the labels and their conversations to this file.", valueName: "file"))
  var export: String?
  @OptionGroup var common: CommonOptions

  private static let names = FeedbackCategory.allCases.map(\.rawValue) + ["none"]

  func run() throws {
    let settings = try common.settings()
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    if let limit, limit < 1 { throw UsageError("--limit is at least 1") }
    if !set.isEmpty { return try label(layout) }
    if let export {
      let lines = try LabelExport(layout, limits: settings.extraction.reading).lines(.people)
      do { try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: export), options: .atomic) } catch {
        throw UsageError("\(export) can't be written")
      }
      return common.console.say("wrote \(Amount.count(lines.count, "conversation")) to \(export)")
    }
    let items = Array(try LabelQueue(layout).items.prefix(limit ?? .max))
    let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    if list || !isTerminal { try items.forEach(Self.print) } else { try ask(items, layout) }
  }

  private func label(_ layout: DatasetLayout) throws {
    let lock = try DatasetLock(layout)
    defer { withExtendedLifetime(lock) {} }
    let store = try AnswerStore.open(layout)
    for assignment in set {
      let parts = assignment.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, Self.names.contains(parts[1]) else {
        throw UsageError(
          "`\(TerminalText.line(assignment))` is no label\n  write ID=CATEGORY, with one of \(Self.names.joined(separator: ", "))"
        )
      }
      guard try LabelQueue.isFollowUp(parts[0], in: layout) else {
        throw UsageError(
          "\(TerminalText.line(parts[0])) is no follow-up of this dataset\n  see: gleaner label \(dataset) --list")
      }
      try store.label(parts[0], parts[1], time: Date().ISO8601Format())
    }
  }

  private static func print(_ item: LabelQueue.Item) throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    Console.print(String(decoding: try encoder.encode(item), as: UTF8.self))
  }

  // MARK: On a terminal

  private func ask(_ items: [LabelQueue.Item], _ layout: DatasetLayout) throws {
    let store = try AnswerStore.open(layout)
    for (place, item) in items.enumerated() {
      show(item, place, of: items.count)
      while true {
        Console.complain("1–5 a category, 0 none, s to pass over, q to end: ", end: "")
        guard let answer = readLine()?.trimmingCharacters(in: .whitespaces), answer != "q" else { return }
        if answer == "s" { break }
        guard let number = Int(answer), (0...5).contains(number) else { continue }
        let name = number == 0 ? "none" : Self.names[number - 1]
        try store.label(item.feedbackId, name, time: Date().ISO8601Format())
        break
      }
    }
    Console.print("nothing is left to look at")
  }

  private func show(_ item: LabelQueue.Item, _ place: Int, of count: Int) {
    func text(_ value: String) -> String { TerminalText.line(String(value.prefix(1200))) }
    Console.print("\n\(place + 1) of \(count)  \(item.feedbackId)")
    Console.print("answer:    \(text(item.response))")
    Console.print("follow-up: \(common.console.emphasized(text(item.feedback), .bold))")
    Console.print("next:      \(text(String(item.nextResponse.prefix(300))))")
    Console.print(
      "here: \(item.localCategory) \(Amount.fixed(item.localProbability, 2)); "
        + "chat model: \(item.category.isEmpty ? item.status : item.category), \(text(item.explanation))")
    for (number, name) in Self.names.dropLast().enumerated() { Console.print("  \(number + 1) \(name)") }
  }
}
