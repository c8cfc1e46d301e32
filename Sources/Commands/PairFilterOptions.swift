internal import ArgumentParser
internal import FeedbackIndex
internal import Pipeline
internal import Records

/// The filters of `gleaner pairs`; those that `gleaner query` has too mean the same.
struct PairFilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where a pair comes from: \(PairOrigin.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
  var origin: [String] = []

  @Option(
    help: ArgumentHelp(
      "To whom the feedback applies: \(FeedbackScope.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var scope: [String] = []

  @Option(help: ArgumentHelp("Category; several with commas or by repeating.", valueName: "name"))
  var category: [String] = []

  @Option(help: ArgumentHelp("Model; * stands for any text.", valueName: "name"))
  var model: [String] = []

  @Option(help: ArgumentHelp("Language, an ISO 639-1 code or a name; '' for unknown.", valueName: "code"))
  var language: [String] = []

  @Option(help: ArgumentHelp("User, by the source's key.", valueName: "key"))
  var user: [String] = []

  @Option(help: ArgumentHelp("Archive, by id; * stands for any text.", valueName: "archive"))
  var archive: [String] = []

  @Option(help: ArgumentHelp("From this time on: 2024, 2024-05, 2024-05-01 or 2024-05-01T12:00.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Up to this time; a date means the whole day.", valueName: "time"))
  var until: String?

  @Option(help: ArgumentHelp("Confidence from here, 0 to 1.", valueName: "p"))
  var minConfidence: Double?

  @Option(help: ArgumentHelp("Margin from here, 0 to 1.", valueName: "m"))
  var minMargin: Double?

  /// - Throws: `UsageError` where a value is none of those known, `FeedbackIndexError` with `badTime`.
  func filter() throws -> PairFilter {
    var filter = PairFilter()
    filter.origins = try Self.values(origin, for: "--origin")
    filter.scopes = try Self.values(scope, for: "--scope")
    filter.categories = try Self.values(category, for: "--category")
    filter.models = model
    filter.languages = try FilterOptions.languages(language)
    filter.users = user
    filter.archives = archive
    filter.since = try since.map { try TimePrefix($0) }
    filter.until = try until.map { try TimePrefix($0) }
    filter.minimumConfidence = try Self.share(minConfidence, for: "--min-confidence")
    filter.minimumMargin = try Self.share(minMargin, for: "--min-margin")
    return filter
  }

  private static func values<Value: RawRepresentable & CaseIterable>(
    _ given: [String], for option: String
  ) throws -> [Value] where Value.RawValue == String {
    try FilterOptions.split(given, for: option).map { try FilterOptions.value($0, for: option) }
  }

  private static func share(_ given: Double?, for option: String) throws -> Double {
    guard let given else { return 0 }
    guard (0...1).contains(given) else { throw UsageError("\(option) expects a number from 0 to 1, not \(given)") }
    return given
  }
}
