public import FeedbackRules

import Patterns
import Records

/// What a rule set comes to once it is prepared for matching: the literals of all patterns in one automaton, and which
/// patterns are tried for which language. Immutable; made once and shared by the detectors of all threads.
public final class DetectionPlan: @unchecked Sendable {
  // Unchecked because of the pointers of the masks: written in `init`, freed in `deinit`, only read in between.

  public let rules: RuleSet
  /// The patterns of all rules that are run, in the order of rules and, within a rule, of patterns.
  let units: [Unit]
  let automaton: LiteralAutomaton
  /// Units that look at the head alone: literals behind it do not concern them.
  let headMask: UnsafeMutableBufferPointer<UInt64>
  /// Units that may look at more of a long message than is scanned for literals.
  let unboundedMask: UnsafeMutableBufferPointer<UInt64>
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
  }

  /// Bits over units. `always` is part of `allowed`.
  struct LanguageMasks {
    let always: UnsafeBufferPointer<UInt64>
    let allowed: UnsafeBufferPointer<UInt64>
  }

  /// Prepares the rules that are run. `usesLiterals: false` tries every pattern on every follow-up; it is there so that
  /// the prefilter can be checked against it.
  public init(rules: RuleSet, usesLiterals: Bool = true) {
    self.rules = rules
    let parts = Self.units(of: rules)
    units = parts.map(\.unit)
    automaton = LiteralAutomaton(usesLiterals ? Self.literals(of: parts.map(\.literals)) : [])
    headMask = Self.mask(parts) { $0.unit.window == .head }
    unboundedMask = Self.mask(parts) { $0.unit.window == .start || $0.unit.window == .whole }
    let isFree = { (part: Part) in part.literals == nil || !usesLiterals }
    let stated = Set(parts.compactMap(\.language))
    func masks(_ allows: @escaping (Part) -> Bool) -> LanguageMasks {
      LanguageMasks(
        always: UnsafeBufferPointer(Self.mask(parts) { allows($0) && isFree($0) }),
        allowed: UnsafeBufferPointer(Self.mask(parts, allows)))
    }
    var byLanguage: [LanguageCode: LanguageMasks] = [.unknown: masks { _ in true }]
    for language in stated { byLanguage[language] = masks { $0.language == nil || $0.language == language } }
    self.masks = byLanguage
    otherLanguages = masks { $0.language == nil }
  }

  deinit {
    headMask.deallocate()
    unboundedMask.deallocate()
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
    let literals: RequiredLiterals?
    /// The only language that the rule is tried on; nil for all.
    let language: LanguageCode?
  }

  private static func units(of rules: RuleSet) -> [Part] {
    rules.rules.enumerated().filter(\.element.status.isRun).flatMap { place, rule in
      rule.patterns.map { pattern in
        Part(
          unit: Unit(
            rule: place, pattern: pattern.compiled, window: rule.window, excluded: rule.excluded, bytes: rule.bytes,
            required: rule.required, forbidden: rule.forbidden),
          literals: pattern.literals,
          language: rule.isForEveryLanguage ? nil : LanguageCode(rule.language))
      }
    }
  }

  private static func literals(of units: [RequiredLiterals?]) -> [(bytes: [UInt8], unit: Int)] {
    units.enumerated().flatMap { unit, literals in (literals?.alternatives ?? []).map { ($0, unit) } }
  }

  private static func mask(_ parts: [Part], _ holds: (Part) -> Bool) -> UnsafeMutableBufferPointer<UInt64> {
    let bits = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: (parts.count + 63) / 64)
    bits.initialize(repeating: 0)
    for (unit, part) in parts.enumerated() where holds(part) { bits[unit >> 6] |= 1 << UInt64(unit & 63) }
    return bits
  }
}
