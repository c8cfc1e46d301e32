/// What is wrong with a rule pack, where, and how to mend it.
public struct RuleDiagnostic: Hashable, Sendable, CustomStringConvertible {
  /// Whether the pack can be used all the same.
  public enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  /// The stable name of a kind of mistake. More may come.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// The file is not YAML.
    case yamlSyntax = "yaml-syntax"
    /// A field stands twice in one map.
    case duplicateKey = "duplicate-key"
    case unknownKey = "unknown-key"
    case missingField = "missing-field"
    /// A list where a text is expected, and the like.
    case wrongType = "wrong-type"
    /// A value that the field does not know.
    case badValue = "bad-value"
    /// An id of other letters than allowed, or one that does not begin with the pack's name.
    case badID = "bad-id"
    case duplicateID = "duplicate-id"
    case unknownFragment = "unknown-fragment"
    case patternDoesNotCompile = "pattern-does-not-compile"
    /// A pattern that matches the empty text matches everywhere.
    case matchesEmpty = "matches-empty"
    /// Nothing that the prefilter could look for: the pattern is tried on every follow-up.
    case noLiteral = "no-literal"
    /// Bounds or conditions that no message can satisfy.
    case neverMatches = "never-matches"
    case tooFewExamples = "too-few-examples"
    /// An example under `fires` without « and ».
    case exampleWithoutMarks = "example-without-marks"

    public var severity: Severity { self == .noLiteral ? .warning : .error }
  }

  public let code: Code
  /// The file, relative to the directory of rules.
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, in Unicode scalars.
  public let column: Int
  /// The line of the file, without its end.
  public let sourceLine: String
  public let reason: String
  public let mend: String

  public var severity: Severity { code.severity }

  /// Several lines for people: place and reason, the line with a caret, the mend.
  public var description: String {
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    // A tab before the caret keeps its width.
    let lead = String(
      String.UnicodeScalarView(sourceLine.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? $0 : " " }))
    return """
      \(file):\(line):\(column): \(severity.rawValue)[\(code.rawValue)]: \(reason)
      \(number) | \(sourceLine)
      \(margin) | \(lead)^
      \(margin) = \(mend)
      """
  }
}
