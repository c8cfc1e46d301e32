/// What only the caller knows of an export, for its card. Nothing of it changes the data.
public struct ExportDescription: Hashable, Sendable {
  /// A name and a version, such as of the program, the rules, a model.
  public struct Version: Hashable, Sendable, Codable {
    public var name: String
    public var version: String

    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// One source of the conversations.
  public struct Source: Hashable, Sendable, Codable {
    public var name: String
    /// As its owner names it; empty where unknown, which the card says.
    public var licence: String
    public var url: String
    /// Whether its texts may not be passed on.
    public var isGated: Bool

    public init(name: String, licence: String, url: String = "", isGated: Bool = false) {
      self.name = name
      self.licence = licence
      self.url = url
      self.isGated = isGated
    }
  }

  public var title: String
  /// Year, month and day, `2025-11-25`: given, so that the same run makes the same files on another day.
  public var date: String
  public var sources: [Source] = []
  /// What made it, in the order in which it is to be read.
  public var versions: [Version] = []
  /// What was left out before the export, a sentence each.
  public var filters: [String] = []
  /// Who publishes it; empty where it is not published.
  public var creator = ""
  /// Where it is published; empty where it is not.
  public var url = ""

  public init(title: String, date: String) {
    self.title = title
    self.date = date
  }

  /// - Throws: `invalidSetting`.
  func check() throws(TrainingExportError) {
    if date.wholeMatch(of: /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/) == nil {
      throw .invalid("date", "it is not a day", "write it as 2025-11-25")
    }
  }
}
