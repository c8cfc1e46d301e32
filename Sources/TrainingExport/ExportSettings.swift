internal import Foundation

/// A part of the rows that is kept apart from the others.
public struct ExportSplit: Hashable, Sendable, Codable {
  /// Lower-case letters, digits and `_`, beginning with a letter; not `all`, which the `datasets` library has taken.
  public var name: String
  /// The share of the users, above 0, at most 1. The share of the rows is near it where no user has many.
  public var fraction: Double

  public init(_ name: String, _ fraction: Double) {
    self.name = name
    self.fraction = fraction
  }
}

/// How an export is made. The same rows under the same settings give the same files.
public struct ExportSettings: Hashable, Sendable, Codable {
  public var shape: ExportShape
  public var format: ExportFormat
  /// In this order; the fractions add up to 1.
  public var splits = [ExportSplit("train", 0.95), ExportSplit("test", 0.05)]
  /// Another seed gives other splits.
  public var seed = 0
  /// How many rows of nearly the same prompt are kept; nil keeps all.
  public var rowsPerPrompt: Int? = 5
  /// From which Jaccard similarity of their word 3-shingles prompts count as nearly the same; above 0, at most 1.
  public var promptSimilarity = 0.8
  /// Whether what is known of the user stands before the prompt, as a message of the system.
  public var personaInPrompt = false
  /// Whether texts are left out: ids, places, labels and numbers stay.
  public var withoutText = false
  /// Whether an apostrophe is put before cells of CSV that a spreadsheet could take for a formula. It changes the text.
  public var escapesFormulas = false
  /// A shard that has reached this many uncompressed bytes is followed by another.
  public var shardBytes = 256 << 20

  /// - Parameter format: By default CSV for `icai`, which reads nothing else, and compressed JSON Lines for the others.
  public init(shape: ExportShape, format: ExportFormat? = nil) {
    self.shape = shape
    self.format = format ?? (shape == .icai ? .csv : .compressedJSONLines)
  }

  /// - Throws: `invalidSetting`.
  func check() throws(TrainingExportError) {
    try Self.check(splits)
    if let rowsPerPrompt, rowsPerPrompt < 1 {
      throw .invalid("rowsPerPrompt", "it is below 1", "give 1 or more, or none")
    }
    if !(promptSimilarity > 0 && promptSimilarity <= 1) {
      throw .invalid("promptSimilarity", "it does not lie above 0 and up to 1", "give 0.8, for instance")
    }
    if shardBytes < 1 { throw .invalid("shardBytes", "it is below 1", "give a number of bytes") }
    if shape == .icai, withoutText {
      throw .invalid("withoutText", "the shape icai is nothing but texts", "export the shape preference without texts")
    }
    if escapesFormulas, format != .csv {
      throw .invalid("escapesFormulas", "it is for csv alone", "leave it out, or write csv")
    }
  }

  private static func check(_ splits: [ExportSplit]) throws(TrainingExportError) {
    if splits.isEmpty { throw .invalid("splits", "there is none", "name one at least, such as train=1") }
    if Set(splits.map(\.name)).count < splits.count {
      throw .invalid("splits", "a name comes twice", "give every split its own name")
    }
    for split in splits {
      guard split.name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, split.name != "all" else {
        throw .invalid(
          "splits", "a split has a name that can't be one", "use lower-case letters, digits and _, and not all")
      }
      guard split.fraction > 0, split.fraction <= 1 else {
        throw .invalid("splits", "the fraction of \(split.name) does not lie above 0 and up to 1", "mend it")
      }
    }
    if abs(splits.reduce(0) { $0 + $1.fraction } - 1) > 1e-6 {
      throw .invalid("splits", "the fractions do not add up to 1", "mend them, such as train=0.9, test=0.1")
    }
  }
}
