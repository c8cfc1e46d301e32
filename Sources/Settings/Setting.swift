/// One setting: its name in `gleaner.yaml`, what it means, and what it is when nobody says otherwise.
public struct Setting: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// A number within bounds.
    case number(ClosedRange<Double>)
    case truth
    case text
  }

  /// The key in the file; also, in capitals behind `GLEANER_`, the variable in the environment.
  public let name: String
  public let kind: Kind
  /// What the number counts, for people: `bytes`, `threads`.
  public let unit: String
  public let fallback: String
  /// One sentence.
  public let meaning: String

  public var environmentName: String { "GLEANER_" + name.uppercased() }

  /// Why `value` is none of this setting's; nil where it is one.
  public func fault(of value: String) -> String? {
    switch kind {
    case .integer(let range):
      if let number = Int(value), range.contains(number) { return nil }
      return "expected a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      if let number = Double(value), range.contains(number) { return nil }
      return "expected a number from \(range.lowerBound) to \(range.upperBound)"
    case .truth: return ["true", "false"].contains(value) ? nil : "expected true or false"
    case .text: return value.isEmpty ? "expected a text" : nil
    }
  }
}
