internal import Patterns
internal import Records

/// Reads from user messages what they say about answers in general. One for each thread; all share the patterns.
///
/// It keeps no text, and allocates only for what it finds. Call `beginConversation()` before the first message of each
/// conversation, then `read` with its user messages in their order.
public final class PreferenceReader {
  /// Matches that were broken off at a limit, since the last call of `takeFailures()`.
  public private(set) var failures = 0

  /// All that decides what is read, as text: for a digest that tells one version of the patterns from another.
  public static let behaviour: String = {
    let patterns = PreferencePattern.all.map { pattern in
      [
        pattern.kind.rawValue, pattern.value, pattern.polarity.rawValue, pattern.pattern, pattern.unless ?? "",
        String(pattern.longestMessage),
      ].joined(separator: "\t")
    }
    return (patterns + AssignedPart.patterns).joined(separator: "\n")
  }()

  private let plan: PreferencePlan
  private let usesCues: Bool
  private let scratch = MatchScratch()
  private let piece = FoldedPiece()
  /// The message in which each group of literals was last seen.
  private var seenIn: [UInt32]
  private var message: UInt32 = 0
  /// The groups seen of each unit in this message, and the units with any.
  private var groupsSeen: [UInt8]
  private var touched: [Int] = []
  private var isPartAssigned = false

  public convenience init() { self.init(plan: .shared) }

  /// `usesCues: false` tries every pattern on every message, so that the cues can be checked against it.
  init(plan: PreferencePlan, usesCues: Bool = true) {
    self.plan = plan
    self.usesCues = usesCues
    seenIn = Array(repeating: 0, count: plan.unitOfGroup.count)
    groupsSeen = Array(repeating: 0, count: plan.units.count)
  }

  /// Forgets the part that the conversation before may have assigned.
  public func beginConversation() { isPartAssigned = false }

  /// Puts into `found`, emptied first, what a user message states, in the order of the text; each kind and value once.
  ///
  /// Nothing is read from code, quotations and pasted text, nor from a message that gives the assistant a part to play
  /// and what follows it. `text` must be valid UTF-8.
  public func read(_ text: UnsafeRawBufferPointer, into found: inout [StatedPreference]) {
    found.removeAll(keepingCapacity: true)
    if isPartAssigned { return }
    let windows = SaidText.windows(of: text)
    lookForCues(in: text, windows)
    if touched.isEmpty { return }
    let candidates = takeCandidates()
    for unit in candidates.reversed() where plan.assignedParts.contains(unit) {
      if match(unit, in: text, windows) == nil { continue }
      isPartAssigned = true
      return
    }
    for unit in candidates where !plan.assignedParts.contains(unit) { take(unit, in: text, windows, into: &found) }
    if found.count > 1 { found.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) } }
  }

  /// The failures so far, which begin anew.
  public func takeFailures() -> Int {
    defer { failures = 0 }
    return failures
  }

  // MARK: Cues

  typealias Windows = (opening: Range<Int>, closing: Range<Int>)

  func lookForCues(in text: UnsafeRawBufferPointer, _ windows: Windows) {
    message &+= 1
    if message == 0 {
      for group in seenIn.indices { seenIn[group] = 0 }
      message = 1
    }
    if !usesCues {
      for group in seenIn.indices { note(group) }
      return
    }
    look(in: UTF8Bytes.slice(text, windows.opening))
    if !windows.closing.isEmpty { look(in: UTF8Bytes.slice(text, windows.closing)) }
  }

  private func look(in window: UnsafeRawBufferPointer) {
    piece.fold(window)
    plan.cues.look(in: piece) { note($0) }
  }

  private func note(_ group: Int) {
    if seenIn[group] == message { return }
    seenIn[group] = message
    let unit = plan.unitOfGroup[group]
    if groupsSeen[unit] == 0 { touched.append(unit) }
    groupsSeen[unit] += 1
  }

  /// The units of which all groups were seen, in their order.
  func takeCandidates() -> [Int] {
    let candidates = touched.filter { Int(groupsSeen[$0]) == plan.units[$0].groups }.sorted()
    for unit in touched { groupsSeen[unit] = 0 }
    touched.removeAll(keepingCapacity: true)
    return candidates
  }

  // MARK: Matches

  private func take(
    _ unit: Int, in text: UnsafeRawBufferPointer, _ windows: Windows, into found: inout [StatedPreference]
  ) {
    let pattern = plan.patterns[unit]
    guard text.count <= pattern.longestMessage, let span = match(unit, in: text, windows) else { return }
    if found.contains(where: { Self.excludes($0, pattern.kind, at: span) }) { return }
    var value = pattern.value
    if pattern.kind == .standingInstruction {
      value = InstructionText.value(of: UTF8Bytes.string(text, span))
      if value.isEmpty { return }
    }
    if found.contains(where: { $0.kind == pattern.kind && $0.value == value }) { return }
    found.append(
      StatedPreference(
        kind: pattern.kind, value: value, polarity: pattern.polarity,
        span: ByteSpan(start: span.lowerBound, end: span.upperBound)))
  }

  /// Whether what was found already speaks for the same words. A standing instruction may hold other kinds.
  private static func excludes(_ found: StatedPreference, _ kind: PreferenceKind, at span: Range<Int>) -> Bool {
    found.kind == kind && found.span.start < span.upperBound && span.lowerBound < found.span.end
  }

  /// The first match that the user says, as a place in the message.
  private func match(_ unit: Int, in text: UnsafeRawBufferPointer, _ windows: Windows) -> Range<Int>? {
    match(unit, in: text, window: windows.opening) ?? match(unit, in: text, window: windows.closing)
  }

  private func match(_ unit: Int, in text: UnsafeRawBufferPointer, window: Range<Int>) -> Range<Int>? {
    let subject = UTF8Bytes.slice(text, window)
    let unit = plan.units[unit]
    var start = 0
    do {
      while start < subject.count, let all = try scratch.firstMatch(of: unit.pattern, in: subject, from: start) {
        let caught = scratch.firstGroup ?? all
        let span = trimmed(
          window.lowerBound + caught.lowerBound..<window.lowerBound + caught.upperBound, in: text)
        if !SaidText.isQuoted(span.lowerBound, in: text), try !isForbidden(unit, at: span.lowerBound, in: text) {
          return span
        }
        start = max(all.upperBound, start + 1)
      }
    } catch {
      failures += 1
    }
    return nil
  }

  private func isForbidden(
    _ unit: PreferencePlan.Unit, at place: Int, in text: UnsafeRawBufferPointer
  ) throws(MatchFailure) -> Bool {
    guard let unless = unit.unless else { return false }
    let line = UTF8Bytes.line(of: place, in: text)
    let (start, end) = (UTF8Bytes.floor(place - 200, in: text), UTF8Bytes.floor(place + 200, in: text))
    let near = max(line.lowerBound, start)..<min(line.upperBound, end)
    return try scratch.firstMatch(of: unless, in: UTF8Bytes.slice(text, near)) != nil
  }

  /// From the first letter or digit on, and without white space at the end.
  private func trimmed(_ span: Range<Int>, in text: UnsafeRawBufferPointer) -> Range<Int> {
    var (start, end) = (span.lowerBound, span.upperBound)
    while start < end {
      let (value, length) = UTF8Bytes.scalar(in: text, at: start)
      if let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        break
      }
      start += length
    }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}
