internal import ArgumentParser
internal import Foundation
internal import Settings

/// The options that nearly every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read settings from this file.", discussion: "Default: gleaner.yaml here, if it is there.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "The directory of rule packs.", discussion: "Default: the one that came with gleaner.", valueName: "dir"))
  var rules: String?

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  var console: Console { Console(quiet: quiet) }

  /// The settings of this call, with flags of the command's own.
  ///
  /// - Throws: `SettingsError`, `UsageError` where the file can't be read.
  func settings(flags: [String: String] = [:]) throws -> Settings {
    var flags = flags
    if let rules { flags["rules"] = rules }
    let (file, name) = try configurationFile()
    return try Settings(flags: flags, environment: ProcessInfo.processInfo.environment, file: file, fileName: name)
  }

  /// Sees to it that what is named is there and right, for commands that do without it.
  func check() throws {
    _ = try settings()
    if let rules, !RuleDirectory.isDirectory(rules) { throw UsageError("there is no directory \(rules) (--rules)") }
  }

  private func configurationFile() throws -> (text: String?, name: String) {
    let path = config ?? "gleaner.yaml"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      if config == nil { return (nil, path) }
      throw UsageError(
        "the configuration file \(path) can't be read\n  see `gleaner config show` for what may stand in it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw UsageError("the configuration file \(path) is not UTF-8 text")
    }
    return (text, path)
  }
}

/// Where the rule packs are.
enum RuleDirectory {
  /// The directory that the settings name; else the one beside the program: `share/gleaner/Rules` of an installation,
  /// or `Rules` of the checkout that it was built in; else `Rules` here.
  ///
  /// - Throws: `UsageError` where there is none.
  static func path(for settings: Settings) throws -> String {
    if settings.source(of: SettingCatalogue.rules) != .fallback { return settings.text(SettingCatalogue.rules) }
    if let directory = ofProgram { return directory }
    throw UsageError("no rule packs were found beside the program nor in ./Rules\n  name their directory with --rules")
  }

  /// The directory that came with the program; nil where there is none.
  static var ofProgram: String? { (besideProgram + ["Rules"]).first(where: isDirectory) }

  private static var besideProgram: [String] {
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return [] }
    var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
    var found = [folder.deletingLastPathComponent().appendingPathComponent("share/gleaner/Rules").path]
    while folder.path != "/" {
      let package = folder.appendingPathComponent("Package.swift").path
      if FileManager.default.fileExists(atPath: package) { found.append(folder.appendingPathComponent("Rules").path) }
      folder.deleteLastPathComponent()
    }
    return found
  }

  static func isDirectory(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}
