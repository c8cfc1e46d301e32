/// Why there is no rule set.
public enum RuleLoadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The directory or a file in it cannot be read, or is not UTF-8.
  case unreadable(path: String, reason: String)
  /// The directory holds no pack.
  case noPacks(path: String)
  /// The packs hold mistakes; in the order of files and lines, warnings included.
  case invalid([RuleDiagnostic])
  /// `measured.json` is not as `Measurements` describes it.
  case badMeasurements(path: String, reason: String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "the rules at \(path) cannot be read: \(reason)"
    case .noPacks(let path): "there is no rule pack (*.yaml) under \(path)"
    case .invalid(let diagnostics): diagnostics.map(\.description).joined(separator: "\n\n")
    case .badMeasurements(let path, let reason):
      "\(path) cannot be used: \(reason); write it anew with `gleaner rules evaluate --write`"
    }
  }
}
