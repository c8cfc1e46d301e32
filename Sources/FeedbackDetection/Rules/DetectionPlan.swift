public import FeedbackRules
import Patterns
import Records

/// What a rule set comes to once it is prepared for matching: the literals of all patterns in one table, and which
/// patterns are tried for which language. Immutable; made once and shared by the detectors of all threads.
public final class DetectionPlan: @unchecked Sendable {
  // Unchecked because of the pointers of the masks: written in `init`, freed in `deinit`, only read in between.

  public let rules: RuleSet
  /// The patterns of all rules that are run, in the order of rules and, within a rule, of patterns.
  let units: [Unit]
  let literals: LiteralTable
  /// Units that look at the head alone: literals behind it do not concern them.
  let headMask: UnsafeMutableBufferPointer<UInt64>
  /// Units to try on a stated language whatever the literals say, and units to try at all.
  private let masks: [LanguageCode: LanguageMasks]
  private let otherLanguages: LanguageMasks

  /// One pattern of one rule.
  struct Unit {
    /// The rule's place in the rule set.
    let rule: Int
    let pattern: CompiledPattern
    let window: RuleWindow
    let excluded: TextRegions
    let bytes: ClosedRange<Int>
    let required: RuleConditions
    let forbidden: RuleConditions
    /// Whether no literal guards the pattern.
    let isUnguarded: Bool
  }

  /// Which rules a plan is made of.
  public enum Scope: Sendable {
    /// All that are run: for measuring and for tests of examples.
    case run
    /// Stable rules only: the same verdicts as with `run`, since rules on trial never decide, for less work.
    case deciding
  }

  /// Bits over units.
  struct LanguageMasks {
    /// Units of which the first, then units of which the second group of literals need not be seen.
    let always: UnsafeBufferPointer<UInt64>
    let allowed: UnsafeBufferPointer<UInt64>
  }

  /// Prepares the rules that are run. `usesLiterals: false` tries every pattern on every follow-up; it is there so that
  /// the prefilter can be checked against it.
  public init(rules: RuleSet, scope: Scope = .run, usesLiterals: Bool = true) {
    self.rules = rules
    let parts = Self.parts(of: rules, scope, usesLiterals: usesLiterals)
    units = parts.map(\.unit)
    literals = LiteralTable(Self.literals(of: parts))
    headMask = Self.mask(parts) { $0.unit.window == .head }
    let stated = Set(parts.compactMap(\.language))
    func masks(_ allows: @escaping (Part) -> Bool) -> LanguageMasks {
      LanguageMasks(
        always: Self.always(parts, allows),
        allowed: UnsafeBufferPointer(Self.mask(parts, allows)))
    }
    var byLanguage: [LanguageCode: LanguageMasks] = [.unknown: masks { _ in true }]
    for language in stated { byLanguage[language] = masks { $0.language == nil || $0.language == language } }
    self.masks = byLanguage
    otherLanguages = masks { $0.language == nil }
  }

  deinit {
    headMask.deallocate()
    for mask in masks.values + [otherLanguages] {
      mask.always.deallocate()
      mask.allowed.deallocate()
    }
  }

  /// The masks for what a conversation states.
  func masks(for language: LanguageCode) -> LanguageMasks { masks[language] ?? otherLanguages }

  /// Patterns that no literal guards: each is tried on every follow-up that its rule's language and lengths allow.
  public var unguarded: [(rule: Int, pattern: Int)] {
    rules.rules.enumerated().filter(\.element.status.isRun).flatMap { place, rule in
      rule.patterns.indices.filter { rule.patterns[$0].literals == nil }.map { (place, $0) }
    }
  }

  // MARK: Preparation

  private struct Part {
    let unit: Unit
    /// As `RequiredLiterals.groups`; empty where the pattern is always tried.
    let groups: [[[UInt8]]]
    /// The only language that the rule is tried on; nil for all.
    let language: LanguageCode?
  }

  private static func parts(of rules: RuleSet, _ scope: Scope, usesLiterals: Bool) -> [Part] {
    rules.rules.enumerated().flatMap { place, rule -> [Part] in
      guard scope == .run ? rule.status.isRun : rule.status == .stable else { return [] }
      return rule.patterns.map { pattern in
        Part(
          unit: Unit(
            rule: place, pattern: pattern.compiled, window: rule.window, excluded: rule.excluded, bytes: rule.bytes,
            required: rule.required, forbidden: rule.forbidden, isUnguarded: pattern.literals == nil),
          groups: usesLiterals ? CommonLiterals.withoutCommon(pattern.literals?.groups ?? []) : [],
          language: rule.isForEveryLanguage ? nil : LanguageCode(rule.language))
      }
    }
  }

  /// The literals with the bits that they set: units of first groups, then units of second groups.
  private static func literals(of parts: [Part]) -> [(bytes: [UInt8], bit: Int)] {
    let groupBits = wordCount(parts) * 64
    return parts.enumerated().flatMap { unit, part in
      part.groups.enumerated().flatMap { group, literals in literals.map { ($0, group * groupBits + unit) } }
    }
  }

  private static func always(_ parts: [Part], _ allows: (Part) -> Bool) -> UnsafeBufferPointer<UInt64> {
    let words = wordCount(parts)
    let bits = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: 2 * words)
    for group in 0..<RequiredLiterals.mostGroups {
      let mask = mask(parts) { allows($0) && $0.groups.count <= group }
      for word in 0..<words { bits.initializeElement(at: group * words + word, to: mask[word]) }
      mask.deallocate()
    }
    return UnsafeBufferPointer(bits)
  }

  private static func wordCount(_ parts: [Part]) -> Int { (parts.count + 63) / 64 }

  private static func mask(_ parts: [Part], _ holds: (Part) -> Bool) -> UnsafeMutableBufferPointer<UInt64> {
    let bits = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: (parts.count + 63) / 64)
    bits.initialize(repeating: 0)
    for (unit, part) in parts.enumerated() where holds(part) { bits[unit >> 6] |= 1 << UInt64(unit & 63) }
    return bits
  }
}
