import AuditStatistics
import Foundation
import Records
import Testing

/// What `Goldens/make_goldens.py` computed.
struct Goldens: Decodable {
  struct Draw: Decodable {
    let salt: String
    let id: String
    let hash: String
  }
  struct Audit: Decodable {
    let name: String
    let decisions: String
    let references: String
    let states: String
    let probabilities: [Double]
    let conversations: [Int]
    let estimates: [Estimate]
  }
  struct Estimate: Decodable {
    let `class`: String
    let measure: String
    let few: Bool
    let value, lower, upper, standardError: Double
    let sourceLower, sourceUpper, sourceStandardError: Double
    let classicalLabels: Double?
  }
  struct Powered: Decodable {
    struct Estimate: Decodable {
      let weighting: String
      let tuning: Double?
      let probabilities: [Double]
      let drawn: [Bool]
      let value, standardError, lambda: Double
    }
    let predictions: [Double]
    let values: [Double]
    let estimates: [Estimate]
  }
  struct Agreement: Decodable {
    let value, lower, upper: Double
  }
  struct Cohen: Decodable {
    let first, second: String
    let value, lower, upper, standardError: Double
  }
  struct Repeats: Decodable {
    let name: String
    let verdicts: [[Int]]
    let agreement, fleiss, krippendorff: Agreement
  }
  struct Interval: Decodable {
    let share, trials: Double
    let exact, wilson: [Double]
  }

  let draws: [Draw]
  let audits: [Audit]
  let powered: Powered
  let cohen: Cohen
  let repeats: [Repeats]
  let intervals: [Interval]

  static func load() throws -> Goldens {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/audit-statistics.json")
    return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: file))
  }
}

extension Goldens.Audit {
  /// The items with their conversations. Verdicts of items that were not asked are left out, as they are when it
  /// matters.
  var items: [(item: AuditedItem, conversation: Int)] {
    let (decisions, references) = (Outcome.digits(decisions), Outcome.digits(references))
    return states.enumerated().map { place, state in
      let reference: AuditedItem.Reference =
        switch state {
        case "c": .certain(references[place])
        case "d": .drawn(references[place], probability: probabilities[place])
        case "u": .unanswered
        default: .notAsked
        }
      return (AuditedItem(decision: decisions[place], reference: reference), conversations[place])
    }
  }
}

extension Outcome {
  /// From digits that are places in `allCases`.
  static func digits(_ text: String) -> [Outcome] {
    text.utf8.map { allCases[Int($0 - UInt8(ascii: "0"))] }
  }
}

/// Whether two numbers agree to 1e-9.
func agree(_ left: Double?, _ right: Double?) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return abs(left - right) <= 1e-9 * max(1, abs(right))
}
