internal import ArgumentParser
internal import Settings

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Settings.", subcommands: [ConfigShowCommand.self])
}

struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print every setting with its value, where it comes from and what it means.",
    discussion: """
      The output is a valid gleaner.yaml. Flags win over the environment (GLEANER_NAME), which wins over the file, which \
      wins over the defaults.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let settings = try common.settings()
    for setting in SettingCatalogue.all {
      let unit = setting.unit.isEmpty ? "" : ", \(setting.unit)"
      Console.print(
        "# \(setting.meaning) (\(Self.kind(setting))\(unit); default \(setting.fallback); \(setting.environmentName))")
      Console.print(
        "\(setting.name): \(Self.scalar(settings.text(setting)))  # \(settings.source(of: setting).rawValue)")
    }
  }

  /// A value as YAML: as it is, or in quotes where it would be something else.
  private static func scalar(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || "/._-:+".utf8.contains(byte)
    }
    return plain && !text.hasPrefix("-") && !text.hasSuffix(":") ? text : "'\(text.replacing("'", with: "''"))'"
  }

  private static func kind(_ setting: Setting) -> String {
    switch setting.kind {
    case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .truth: "true or false"
    case .text: "text"
    }
  }
}
