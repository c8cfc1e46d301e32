internal import ArchiveReading
internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackClassification
internal import FeedbackRules
internal import Foundation
internal import ModelClient
internal import Pipeline
internal import Records
internal import Settings

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this machine has and lacks, and the command that mends it.",
    discussion: "With INPUT and --into it also looks at what a run would read and write.")

  @Argument(help: ArgumentHelp("Files and directories that a run would read.", valueName: "input"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("The dataset that a run would write to.", valueName: "dataset"))
  var into: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let (rules, set) = rules()
    var checks = [program, try configuration(), rules, model(set), libraries]
    if let judge = judge() { checks.append(judge) }
    if !inputs.isEmpty { checks.append(input) }
    if let into { checks.append(space(for: into)) }
    for check in checks { Console.print("\(check.isFine ? "ok  " : "BAD ") \(check.name): \(check.finding)") }
    if checks.contains(where: { !$0.isFine }) { throw ExitCode(1) }
  }

  private struct Check {
    let name: String
    let isFine: Bool
    let finding: String
  }

  private var program: Check {
    Check(
      name: "gleaner", isFine: true,
      finding: "\(Gleaner.version), \(ProcessInfo.processInfo.activeProcessorCount) cores")
  }

  private func configuration() throws -> Check {
    do {
      let settings = try common.settings()
      return Check(
        name: "settings", isFine: true,
        finding: "\(settings.workerCount) worker(s), floor \(settings.text(SettingCatalogue.floor))")
    } catch let error as SettingsError {
      return Check(name: "settings", isFine: false, finding: error.description)
    }
  }

  private func rules() -> (Check, RuleSet?) {
    do {
      let directory = try RuleDirectory.path(for: try common.settings())
      let rules = try RuleSet.load(directory: directory)
      let measured = rules.measurements == nil ? "not measured: run `gleaner rules evaluate --write`" : "measured"
      return (Check(name: "rules", isFine: true, finding: "\(rules.rules.count) in \(directory), \(measured)"), rules)
    } catch let error as UsageError {
      return (Check(name: "rules", isFine: false, finding: error.text), nil)
    } catch let error as RuleLoadingError {
      let finding = "they can't be used; see `gleaner rules check` (\(Self.firstLine("\(error)")))"
      return (Check(name: "rules", isFine: false, finding: finding), nil)
    } catch {
      return (Check(name: "rules", isFine: false, finding: "settings must be right first"), nil)
    }
  }

  private func model(_ rules: RuleSet?) -> Check {
    guard let rules else { return Check(name: "model", isFine: false, finding: "rules must be right first") }
    do {
      let settings = try common.settings()
      let setup = try ModelLocation.setup(rules: rules, settings)
      guard let model = setup.model else {
        return Check(name: "model", isFine: true, finding: "none: the rules decide")
      }
      let isOfRules = model.header.rules == rules.digest
      return Check(
        name: "model", isFine: isOfRules,
        finding: "\(model.digest), trained on \(model.header.followUps) follow-ups "
          + (isOfRules ? "with these rules" : "with other rules; next: gleaner train"))
    } catch let error as UsageError {
      return Check(name: "model", isFine: false, finding: Self.firstLine(error.text))
    } catch {
      return Check(name: "model", isFine: false, finding: "settings must be right first")
    }
  }

  /// The server of the second stage, where one is named; it is asked for its models, and nothing else.
  private func judge() -> Check? {
    guard let settings = try? common.settings(), JudgeLocation.isNamed(settings) else { return nil }
    func bad(_ finding: String) -> Check { Check(name: "llm", isFine: false, finding: Self.firstLine(finding)) }
    do {
      let judge = try JudgeLocation.judge(settings, allowsOpenText: true, threshold: 0.5)
      let models = try JudgeProbe.models(judge)
      let server = "\(judge.client.server), model \(TerminalText.line(judge.judge))"
      guard models?.contains(judge.judge) ?? true else { return bad("\(server): the server has no such model") }
      return Check(
        name: "llm", isFine: true, finding: "\(server)\(models == nil ? "; the server does not list its models" : "")")
    } catch let error as UsageError {
      return bad(error.text)
    } catch {
      return bad("\(error)")
    }
  }

  private var libraries: Check {
    let found = ArchiveLibraries.versions.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    return Check(name: "libraries", isFine: true, finding: found)
  }

  private var input: Check {
    let search = ArchiveFinder.find(inputs)
    let bytes = search.archives.reduce(0) { $0 + $1.byteCount }
    let faults = search.faults.filter { !$0.reason.isExpected }
    if let first = faults.first {
      return Check(name: "input", isFine: false, finding: "\(TerminalText.line(first.archive)): \(first.detail)")
    }
    return Check(
      name: "input", isFine: !search.archives.isEmpty,
      finding: "\(search.archives.count) file(s), \(Amount.bytes(bytes))")
  }

  private func space(for dataset: String) -> Check {
    do throws(DatasetError) {
      try DatasetLayout(root: dataset).checkPlace()
    } catch {
      return Check(name: "dataset", isFine: false, finding: "\(error)")
    }
    var folder = URL(fileURLWithPath: dataset)
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) { folder.deleteLastPathComponent() }
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    let isWritable = access(folder.path, W_OK) == 0
    return Check(
      name: "dataset", isFine: isWritable && free > 100_000_000,
      finding: isWritable ? "\(Amount.bytes(free)) free at \(folder.path)" : "\(folder.path) can't be written to")
  }

  private static func firstLine(_ text: String) -> String { text.split(separator: "\n").first.map(String.init) ?? "" }
}
