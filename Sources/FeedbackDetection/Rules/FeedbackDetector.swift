public import FeedbackRules
public import Patterns
public import Records

/// Matches the rules of a set against follow-ups. One for each thread; all share a `DetectionPlan`.
///
/// It allocates nothing for a follow-up beyond what the caller's array of signals needs, and keeps no text: what it is
/// given must be valid during a call only.
public final class FeedbackDetector {
  /// How often each rule was broken off at a limit since `takeFailures()` was called last. Such a rule counts as not
  /// matching, as far as the pattern that was broken off is concerned.
  public private(set) var failures: [RuleFailure: Int] = [:]

  private let plan: DetectionPlan
  private let scratch: MatchScratch
  private let hits: LiteralHits
  private let headHits: UnsafeMutableBufferPointer<UInt64>
  private let context: FollowUpContext
  private let dense: DenseReader
  private let ngrams = NGramReader(bits: FollowUpFeatures.placeBits)

  /// Shares a plan with other detectors. `weights` says how rare words are, for the features.
  public init(plan: DetectionPlan, limits: MatchLimits = MatchLimits(), weights: WordWeights = .flat) {
    self.plan = plan
    scratch = MatchScratch(limits: limits)
    hits = LiteralHits(unitCount: plan.units.count, table: plan.literals)
    headHits = .allocate(capacity: (plan.units.count + 63) / 64)
    headHits.initialize(repeating: 0)
    let openings = AnswerOpenings(scratch: scratch)
    context = FollowUpContext(scratch: scratch, openings: openings)
    dense = DenseReader(weights: weights, openings: openings)
  }

  /// Makes a plan of its own. Where there are several threads, make one plan for all.
  public convenience init(rules: RuleSet, limits: MatchLimits = MatchLimits(), weights: WordWeights = .flat) {
    self.init(plan: DetectionPlan(rules: rules), limits: limits, weights: weights)
  }

  deinit { headHits.deallocate() }

  /// Puts into `signals`, emptied first, one signal for each rule that matches, in the order of rules.
  public func detect(_ followUp: FollowUp, into signals: inout [Signal]) {
    signals.removeAll(keepingCapacity: true)
    context.begin(followUp)
    let masks = plan.masks(for: followUp.language)
    scan(masks)
    var settled = -1
    for word in 0..<hits.words {
      var bits = candidates(word) & masks.allowed[word]
      while bits != 0 {
        let unit = plan.units[word << 6 | bits.trailingZeroBitCount]
        bits &= bits - 1
        // The first pattern of a rule that matches settles it.
        if unit.rule == settled { continue }
        if isRuledOut(unit) {
          settled = unit.rule
        } else if let match = match(unit) {
          settled = unit.rule
          if holds(unit, group: match.group) { signals.append(Signal(rule: unit.rule, span: match.span)) }
        }
      }
    }
  }

  /// What the embedded model sees of the follow-up that `detect` was called with last.
  public func features(of followUp: FollowUp) -> FollowUpFeatures {
    dense.read(
      followUp, message: context.resemblance, answers: context.answers(of: followUp),
      isRolePlay: context.isRolePlay)
    ngrams.read(followUp.text)
    return FollowUpFeatures(dense: UnsafeBufferPointer(dense.values), ngrams: ngrams.places)
  }

  /// The failures so far, which begin anew.
  public func takeFailures() -> [RuleFailure: Int] {
    defer { failures.removeAll() }
    return failures
  }

  // MARK: Candidates

  /// Looks for literals in all that rules look at.
  private func scan(_ masks: DetectionPlan.LanguageMasks) {
    let (text, windows) = (context.text, context.windows)
    hits.begin(with: masks.always)
    let opening = windows.opening.upperBound
    if windows.start.upperBound > opening {
      // So much stands before the first letter or number that the head may lie elsewhere.
      hits.look(in: UTF8Text.slice(text, windows.head))
      keepHeadHits()
      hits.look(in: UTF8Text.slice(text, windows.start))
      hits.look(in: UTF8Text.slice(text, windows.opening))
    } else {
      hits.look(in: UTF8Text.slice(text, 0..<windows.head.upperBound))
      keepHeadHits()
      hits.lookOn(in: UTF8Text.slice(text, windows.head.upperBound..<opening))
    }
    if opening == text.count { return }
    hits.look(in: UTF8Text.slice(text, windows.tail))
    hits.look(in: UTF8Text.slice(text, windows.close))
  }

  private func keepHeadHits() {
    for word in headHits.indices { headHits[word] = hits.units(word) }
  }

  /// 64 units: those that look at the head by what was seen there, the others by all that was seen.
  private func candidates(_ word: Int) -> UInt64 {
    let head = plan.headMask[word]
    return hits.units(word) & ~head | headHits[word] & head
  }

  // MARK: Matching

  /// Whether a rule cannot match, whatever its patterns say.
  private func isRuledOut(_ unit: DetectionPlan.Unit) -> Bool {
    !unit.bytes.contains(context.windows.trimmedLength)
      || !context.mayAllow(
        required: unit.required, forbidden: unit.forbidden, beforeUnguarded: unit.isUnguarded)
  }

  /// A match that counts, and what its first group caught, both in the message.
  private struct Match {
    let span: ByteSpan
    let group: Range<Int>?
  }

  /// The first match of the pattern in its window that counts.
  private func match(_ unit: DetectionPlan.Unit) -> Match? {
    let windows = context.windows
    switch unit.window {
    case .start: return match(unit, in: windows.start, isFixed: true)
    case .whole: return windows.whole.flatMap { match(unit, in: $0, isFixed: true) }
    case .head: return match(unit, in: windows.head)
    case .tail: return match(unit, in: windows.tail)
    case .anywhere: return match(unit, in: windows.opening) ?? match(unit, in: windows.close)
    }
  }

  private func match(_ unit: DetectionPlan.Unit, in window: Range<Int>, isFixed: Bool = false) -> Match? {
    let subject = UTF8Text.slice(context.text, window)
    let base = window.lowerBound
    var start = 0
    do {
      while let found = try scratch.firstMatch(of: unit.pattern, in: subject, from: start) {
        let place = base + found.lowerBound
        guard !unit.excluded.isEmpty, let end = context.endOfRegion(unit.excluded, at: place) else {
          let group = scratch.firstGroup.map { base + $0.lowerBound..<base + $0.upperBound }
          return Match(span: ByteSpan(start: place, end: base + found.upperBound), group: group)
        }
        if isFixed || end >= window.upperBound { return nil }
        start = end - base
      }
    } catch {
      count(error, of: unit)
    }
    return nil
  }

  private func holds(_ unit: DetectionPlan.Unit, group: Range<Int>?) -> Bool {
    do {
      return try context.allows(required: unit.required, forbidden: unit.forbidden, group: group)
    } catch {
      count(error, of: unit)
      return false
    }
  }

  private func count(_ failure: MatchFailure, of unit: DetectionPlan.Unit) {
    failures[RuleFailure(rule: unit.rule, code: failure.code), default: 0] += 1
  }
}
