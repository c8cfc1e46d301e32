internal import ArgumentParser
internal import FeedbackIndex
internal import Foundation
internal import Pipeline
internal import Records

/// The filters of `gleaner query`.
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Category; several with commas or by repeating.", valueName: "name"))
  var category: [String] = []

  @Option(help: ArgumentHelp("positive or negative.", valueName: "p"))
  var polarity: String?

  @Flag(help: "Only where praise stands beside the complaint.")
  var mixed = false

  @Option(help: ArgumentHelp("Model; * stands for any text.", valueName: "name"))
  var model: [String] = []

  @Option(help: ArgumentHelp("Language, an ISO 639-1 code or a name; '' for unknown.", valueName: "code"))
  var language: [String] = []

  @Option(help: ArgumentHelp("User, by the source's key.", valueName: "key"))
  var user: [String] = []

  @Option(help: ArgumentHelp("From this time on: 2024, 2024-05, 2024-05-01 or 2024-05-01T12:00.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Up to this time; a date means the whole day.", valueName: "time"))
  var until: String?

  @Option(help: ArgumentHelp("Rule among the evidence; * stands for any text.", valueName: "id"))
  var rule: [String] = []

  @Option(help: ArgumentHelp("What users said: words, \"phrases\", AND, OR, NOT, begin*.", valueName: "query"))
  var text: String?

  @Option(help: ArgumentHelp("Confidence from here, 0 to 1.", valueName: "p"))
  var minConfidence: Double?

  @Option(help: ArgumentHelp("Archive, by id, path or file name; * stands for any text.", valueName: "archive"))
  var archive: [String] = []

  @Option(help: ArgumentHelp("Conversation, by the source's id or by record_id.", valueName: "id"))
  var conversation: [String] = []

  @Option(help: ArgumentHelp("At most this many results.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("Pass over this many first.", valueName: "n"))
  var offset = 0

  @Option(help: ArgumentHelp("place, newest, oldest or confidence.", valueName: "order"))
  var order = "place"

  /// - Throws: `UsageError` where a value is none of those known.
  func filter() throws -> FeedbackFilter {
    var filter = FeedbackFilter()
    filter.categories = try Self.split(category, for: "--category").map { try Self.value($0, for: "--category") }
    filter.polarity = try polarity.map { try Self.value($0, for: "--polarity") }
    filter.mixed = mixed ? true : nil
    filter.models = model
    filter.languages = try Self.languages(language)
    filter.users = user
    filter.since = since
    filter.until = until
    filter.rules = try Self.split(rule, for: "--rule")
    filter.text = text
    filter.minimumConfidence = minConfidence
    filter.archives = archive + archive.compactMap(Self.absolute)
    filter.conversations = conversation
    filter.order = try Self.value(order, for: "--order")
    if let limit, limit < 0 { throw UsageError("--limit expects a number from 0, not \(limit)") }
    if offset < 0 { throw UsageError("--offset expects a number from 0, not \(offset)") }
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw UsageError("--min-confidence expects a number from 0 to 1, not \(minConfidence)")
    }
    filter.limit = limit
    filter.offset = offset
    return filter
  }

  /// The names between the commas, without the white space around them.
  static func split(_ values: [String], for option: String) throws -> [String] {
    let names = values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    if names.contains("") { throw UsageError("\(option) has an empty name\n  write names with commas between them") }
    return names
  }

  /// The codes of languages that are named in any way; an empty text is the unknown one.
  static func languages(_ values: [String]) throws -> [String] {
    let named = try split(values.filter { !$0.isEmpty }, for: "--language")
    return named.map(LanguageNames.code) + (values.contains("") ? [""] : [])
  }

  /// The absolute path of a relative one, as the index has it; nil for ids, names, and patterns that begin with a star.
  private static func absolute(_ archive: String) -> String? {
    guard archive.contains("/"), !archive.hasPrefix("/"), !archive.hasPrefix("*") else { return nil }
    return URL(fileURLWithPath: archive).standardizedFileURL.path
  }

  static func value<Value: RawRepresentable & CaseIterable>(_ text: String, for option: String) throws -> Value
  where Value.RawValue == String {
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw UsageError("\(option) does not know `\(TerminalText.line(text))`\n  known are: \(known)")
  }
}
