internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// The command `gleaner`.
public enum GleanerProgram {
  /// Runs the command line and ends the process: 0 complete; 1 complete, but something was rejected or failed that should
  /// not have been; 2 could not start; 3 stopped part-way; 130 interrupted.
  public static func main() -> Never {
    signal(SIGPIPE, SIG_IGN)
    do {
      try checkHelp(Array(CommandLine.arguments.dropFirst()))
      var command = try GleanerCommand.parseAsRoot()
      try command.run()
      exit(0)
    } catch {
      exit(report(error))
    }
  }

  /// Sees to it that what follows `help` is a command; the parser prints its own help for any other word.
  private static func checkHelp(_ arguments: [String]) throws {
    guard arguments.first == "help" else { return }
    var commands = GleanerCommand.configuration.subcommands
    for word in arguments.dropFirst() where !word.hasPrefix("-") {
      guard let command = commands.first(where: { $0.configuration.commandName == word }) else {
        throw UsageError("there is no command `\(TerminalText.line(word))` to help with\n  see: gleaner --help")
      }
      commands = command.configuration.subcommands
    }
  }

  private static func report(_ error: any Error) -> Int32 {
    if let status = error as? ExitCode { return status.rawValue }
    if GleanerCommand.exitCode(for: error) == .success {
      Console.print(GleanerCommand.fullMessage(for: error))
      return 0
    }
    if let complaint = Complaint(error) {
      Console.complain("gleaner: \(complaint.text)")
      return complaint.status
    }
    Console.complain(GleanerCommand.fullMessage(for: error))
    return 2
  }
}

struct GleanerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gleaner",
    abstract: "Mines the feedback that people leave in passing out of chat logs.",
    discussion: """
      Gleaner reads archives of conversations between people and language models (WildChat, LMSYS-Chat-1M, ShareGPT, \
      OpenAI-style, OpenAssistant, Chatbot Arena and ChatGPT's export, compressed or not, in tar or zip or plain), finds what users say about the answers they got, and \
      writes it as a dataset that can be queried and trained on.

      Begin with:
        gleaner run LOGS --into DATASET
        gleaner stats DATASET
        gleaner query DATASET --category make_aware_with_correction
        gleaner show DATASET ID

      Exit status: 0 complete; 1 complete, but something was rejected or failed that should not have been; 2 could not \
      start; 3 stopped part-way, resumable; 130 interrupted.
      """,
    version: Gleaner.version,
    subcommands: [
      RunCommand.self, ExtractCommand.self, IndexCommand.self, ClassifyCommand.self, LabelCommand.self,
      QueryCommand.self, ShowCommand.self, StatsCommand.self, PairsCommand.self, PersonasCommand.self,
      GraphCommand.self,
      RewriteCommand.self,
      VerifyCommand.self, RulesCommand.self, TrainCommand.self, ConfigCommand.self, DoctorCommand.self,
    ])
}
