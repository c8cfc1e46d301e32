import Patterns

/// The patterns compiled, and the literals that tell which of them to try. Immutable; made once and shared.
final class PreferencePlan: Sendable {
  /// One compiled pattern: first those of preferences, then those of wording that sets up a part to play.
  struct Unit: Sendable {
    let pattern: CompiledPattern
    let unless: CompiledPattern?
    let longestMessage: Int
    /// How many groups of literals must be seen.
    let groups: Int
  }

  static let shared = PreferencePlan(PreferencePattern.all)

  let patterns: [PreferencePattern]
  let units: [Unit]
  let cues: CueTable
  /// The unit of each number that the cues stand for: a group of literals of that unit.
  let unitOfGroup: [Int]

  /// The units that are no preference: `AssignedPart`.
  var assignedParts: Range<Int> { patterns.count..<units.count }

  init(_ patterns: [PreferencePattern]) {
    self.patterns = patterns
    let sources =
      patterns.map { ($0.pattern, $0.unless, $0.longestMessage) } + AssignedPart.patterns.map { ($0, nil, Int.max) }
    var cues: [(bytes: [UInt8], number: Int)] = []
    var unitOfGroup: [Int] = []
    units = sources.enumerated().map { number, source in
      let groups = Self.literals(of: source.0)
      precondition(!groups.isEmpty, "a preference pattern has no literal: \(source.0)")
      for group in groups {
        cues += group.map { ($0, unitOfGroup.count) }
        unitOfGroup.append(number)
      }
      return Unit(
        pattern: Self.compiled(source.0), unless: source.1.map(Self.compiled), longestMessage: source.2,
        groups: groups.count)
    }
    self.cues = CueTable(cues)
    self.unitOfGroup = unitOfGroup
  }

  /// The groups of literals that are long enough to be cues.
  static func literals(of pattern: String) -> [[[UInt8]]] {
    let groups = RequiredLiterals(of: pattern, manyLiterals: 512)?.groups ?? []
    return groups.filter { $0.allSatisfy { $0.count >= CueTable.shortest } }
  }

  private static func compiled(_ pattern: String) -> CompiledPattern {
    do {
      return try CompiledPattern(pattern)
    } catch {
      preconditionFailure("a pattern of Gleaner's own does not compile: \(error): \(pattern)")
    }
  }
}
