public import DatasetWriting
internal import Records
internal import TrainingExport

/// What a dataset has in pairs, and how they came about.
public struct PairCounts: Codable, Hashable, Sendable {
  /// What could have become a pair: answers with negative feedback, requests that were sent again, votes.
  public private(set) var candidates = 0
  public private(set) var pairs = 0
  public private(set) var conversations = 0
  /// Pairs that pass the filter, on which the counts below are.
  public private(set) var chosen = 0
  public private(set) var origins: [String: Int] = [:]
  public private(set) var scopes: [String: Int] = [:]
  public private(set) var categories: [String: Int] = [:]
  /// Pairs whose chosen answer is the longer one, that have the feedback in the prompt, and whose feedback says something new.
  public private(set) var longerChosen = 0
  public private(set) var feedbackInPrompt = 0
  public private(set) var newInformation = 0
  /// Candidates that became none, by reason; over all, whatever the filter.
  public private(set) var leftOut: [String: Int] = [:]

  /// - Throws: `DatasetError`, `ShardError`.
  public init(_ layout: DatasetLayout, _ filter: PairFilter) throws {
    guard let built = try DatasetFiles.built(.pairs, in: layout) else {
      throw DatasetError(.missing, path: layout.builtManifest(of: .pairs))
    }
    for (name, count) in built.books {
      switch name {
      case "candidates": candidates = count
      case "pairs": pairs = count
      default: leftOut[String(name.dropFirst("left_out.".count))] = count
      }
    }
    conversations = try DatasetFiles.manifests(in: layout).reduce(0) { $0 + $1.counts.conversations }
    var found = self
    try TrainingRows(layout, shape: .preference, filter: filter).forEachPair { pair in
      if filter.passes(pair) { found.add(pair) }
    }
    self = found
  }

  private mutating func add(_ pair: PreferencePair) {
    chosen += 1
    origins[pair.origin.rawValue, default: 0] += 1
    if pair.rounds > 0 { scopes[pair.scope.rawValue, default: 0] += 1 }
    categories[pair.category?.rawValue ?? "", default: 0] += 1
    if pair.chosen.utf8.count > pair.rejected.utf8.count { longerChosen += 1 }
    if pair.feedbackInPrompt { feedbackInPrompt += 1 }
    if pair.usesNewInformation { newInformation += 1 }
  }

  /// What made the rows of a dataset: rules, models and settings, by their digests.
  ///
  /// - Throws: `DatasetError`.
  public static func versions(_ layout: DatasetLayout) throws -> [(name: String, version: String)] {
    var found: Set<[String]> = []
    for manifest in try DatasetFiles.manifests(in: layout) {
      found.insert(["rules", String(manifest.recipe.rules.prefix(8))])
      for setting in manifest.recipe.settings where setting.hasPrefix("model=") {
        found.insert(["model", String(setting.dropFirst("model=".count).prefix(8))])
      }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
  }
}
