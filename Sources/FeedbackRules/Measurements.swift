import Foundation
public import Records

/// How often a rule, or the stable rules of a category, hit and were right, on labelled follow-ups.
public struct MeasuredPrecision: Hashable, Sendable, Codable {
  /// Follow-ups on which the rule matched.
  public var hits: Int
  /// Those that are labelled with the rule's category.
  public var right: Int
  /// Those that are labelled as feedback of another category.
  public var partial: Int

  public init(hits: Int = 0, right: Int = 0, partial: Int = 0) {
    self.hits = hits
    self.right = right
    self.partial = partial
  }

  /// Adds one hit on a follow-up with this label; nil is "no feedback".
  public mutating func count(label: FeedbackCategory?, expected: FeedbackCategory) {
    hits += 1
    if label == expected {
      right += 1
    } else if label != nil {
      partial += 1
    }
  }

  public static func += (sum: inout MeasuredPrecision, other: MeasuredPrecision) {
    sum.hits += other.hits
    sum.right += other.right
    sum.partial += other.partial
  }

  private enum CodingKeys: String, CodingKey {
    case hits
    case right = "true"
    case partial
  }
}

/// `Rules/measured.json`: what the rules were worth on labelled follow-ups, written by `gleaner rules evaluate --write`.
///
/// ```json
/// {
///   "categories": {"positive_feedback": {"hits": 21, "partial": 2, "true": 17}},
///   "data": {"follow_ups": 1021, "name": "fixtures/labelled/dev.jsonl", "split": "tune"},
///   "rules": {"en.positive.thanks": {"hits": 9, "partial": 1, "true": 7}}
/// }
/// ```
public struct Measurements: Hashable, Sendable, Codable {
  /// On what was measured.
  public struct DataSet: Hashable, Sendable, Codable {
    /// The file's name.
    public var name: String
    /// Which part of it: `tune`, `hold-out` or `all`.
    public var split: String
    public var followUps: Int

    public init(name: String, split: String, followUps: Int) {
      self.name = name
      self.split = split
      self.followUps = followUps
    }

    private enum CodingKeys: String, CodingKey {
      case name, split
      case followUps = "follow_ups"
    }
  }

  public var data: DataSet
  /// All hits of the stable rules of a category, pooled, by the category's name: the prior of its rules.
  public var categories: [String: MeasuredPrecision]
  /// By rule id; a rule that never hit is absent or has no hits.
  public var rules: [String: MeasuredPrecision]

  public init(data: DataSet, categories: [String: MeasuredPrecision], rules: [String: MeasuredPrecision]) {
    self.data = data
    self.categories = categories
    self.rules = rules
  }

  /// The name of the file in the directory of rules.
  public static let fileName = "measured.json"

  /// Reads the file's bytes.
  ///
  /// - Throws: `RuleLoadingError.badMeasurements` where they are not this format or say what cannot be.
  public init(json: [UInt8], path: String = Measurements.fileName) throws(RuleLoadingError) {
    do {
      self = try JSONDecoder().decode(Measurements.self, from: Data(json))
    } catch {
      throw .badMeasurements(path: path, reason: "it is not the expected JSON (\(error))")
    }
    for (name, measured) in categories.merging(rules, uniquingKeysWith: { own, _ in own }).sorted(by: {
      $0.key < $1.key
    })
    where measured.right < 0 || measured.partial < 0 || measured.right + measured.partial > measured.hits {
      throw .badMeasurements(path: path, reason: "the counts of `\(name)` do not add up")
    }
  }

  /// The file's bytes: keys sorted, so that equal measurements are equal files.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [0x0A]
  }
}
