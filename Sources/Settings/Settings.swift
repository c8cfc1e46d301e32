internal import YAMLReading

/// The settings of one call: flags win over the environment, which wins over the file, which wins over the defaults.
public struct Settings: Hashable, Sendable {
  /// Where a value came from.
  public enum Source: String, Hashable, Sendable {
    case fallback = "default"
    case file, environment, flag
  }

  private var values: [String: (value: String, source: Source)] = [:]

  /// Puts the settings together.
  ///
  /// - Parameters:
  ///   - flags: By setting name.
  ///   - environment: The whole environment; variables that begin with `GLEANER_` count.
  ///   - file: The text of the configuration file; nil where there is none.
  ///   - fileName: Its name, for messages.
  /// - Throws: `SettingsError` at the first unknown name or wrong value, wherever it came from.
  public init(
    flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil, fileName: String = ""
  ) throws(SettingsError) {
    if let file { try read(file, name: fileName) }
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("GLEANER_") {
      let known = SettingCatalogue.all.first { $0.environmentName == name }
      guard let known else {
        throw SettingsError(
          place: "the environment", problem: "\(name) is no setting",
          mend: Self.nearest(name, SettingCatalogue.all.map(\.environmentName)))
      }
      try take(value, for: known, from: .environment, place: "the environment variable \(name)")
    }
    for (name, value) in flags.sorted(by: { $0.key < $1.key }) {
      guard let known = SettingCatalogue.all.first(where: { $0.name == name }) else {
        preconditionFailure("\(name) is no setting")
      }
      try take(value, for: known, from: .flag, place: "--" + name.replacing("_", with: "-"))
    }
  }

  public func text(_ setting: Setting) -> String { values[setting.name]?.value ?? setting.fallback }
  public func source(of setting: Setting) -> Source { values[setting.name]?.source ?? .fallback }
  public func truth(_ setting: Setting) -> Bool { text(setting) == "true" }

  public func integer(_ setting: Setting) -> Int {
    guard let value = Int(text(setting)) else {
      preconditionFailure("\(setting.name) was checked to be a whole number")
    }
    return value
  }

  public func number(_ setting: Setting) -> Double {
    guard let value = Double(text(setting)) else { preconditionFailure("\(setting.name) was checked to be a number") }
    return value
  }

  private mutating func read(_ text: String, name: String) throws(SettingsError) {
    let root: YAMLNode?
    do {
      root = try YAMLNode.compose(text)
    } catch {
      throw SettingsError(
        place: "\(name):\(error.line):\(error.column)", problem: error.problem, mend: "write `name: value` lines")
    }
    guard let root, !root.isNull else { return }
    guard case .mapping(let fields) = root.content else {
      throw SettingsError(
        place: "\(name):\(root.line):\(root.column)", problem: "the file is no map of settings",
        mend: "write `name: value` lines")
    }
    for field in fields { try read(field, name: name) }
  }

  private mutating func read(_ field: YAMLField, name: String) throws(SettingsError) {
    let key = field.key.text ?? ""
    let place = "\(name):\(field.key.line):\(field.key.column)"
    guard let known = SettingCatalogue.all.first(where: { $0.name == key }) else {
      throw SettingsError(
        place: place, problem: "`\(key)` is no setting", mend: Self.nearest(key, SettingCatalogue.all.map(\.name)))
    }
    guard let value = field.value.text else {
      throw SettingsError(place: place, problem: "`\(key)` must have one value", mend: "write `\(key): value`")
    }
    let valuePlace = "\(name):\(field.value.line):\(field.value.column)"
    try take(value, for: known, from: .file, place: "\(valuePlace): `\(key)`")
  }

  private mutating func take(
    _ value: String, for setting: Setting, from source: Source, place: String
  ) throws(SettingsError) {
    if let fault = setting.fault(of: value) {
      throw SettingsError(place: place, problem: "`\(value)` does not fit: \(fault)", mend: setting.meaning)
    }
    values[setting.name] = (value, source)
  }

  private static func nearest(_ name: String, _ known: [String]) -> String {
    if let near = NearestName.nearest(to: name, in: known) { return "did you mean \(near)?" }
    return "known are \(known.joined(separator: ", ")); see `gleaner config show`"
  }

  public static func == (left: Settings, right: Settings) -> Bool {
    SettingCatalogue.all.allSatisfy { left.text($0) == right.text($0) && left.source(of: $0) == right.source(of: $0) }
  }

  public func hash(into hasher: inout Hasher) {
    for setting in SettingCatalogue.all { hasher.combine(text(setting)) }
  }
}

/// A setting that is wrong, and where it was said.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  public let place: String
  public let problem: String
  public let mend: String

  public var description: String { "\(place): \(problem) (\(mend))" }
}
