/// Tells a program that sends requests from a person.
enum AutomatedUse {
  /// The sign that is seen in the conversations of a ledger; nil where none is.
  static func sign(in ledger: PersonaLedger, times: [UTCSecond], _ limits: PersonaLimits) -> PersonaAbsence? {
    if holdsBurst(times, limits) { return .burst }
    guard ledger.count >= limits.leastForAutomation else { return nil }
    let alike = ledger.skeletons.values.max() ?? 0
    if Double(alike) >= limits.templateShare * Double(ledger.count) { return .sameTemplate }
    return isRegular(times, limits) ? .regularIntervals : nil
  }

  /// - Parameter times: Ascending.
  private static func holdsBurst(_ times: [UTCSecond], _ limits: PersonaLimits) -> Bool {
    guard limits.mostInBurst > 1, times.count >= limits.mostInBurst else { return false }
    let reach = Int(limits.burst.components.seconds)
    return (limits.mostInBurst - 1..<times.count).contains { last in
      times[last].seconds - times[last - limits.mostInBurst + 1].seconds <= reach
    }
  }

  /// Whether most intervals are the same to within a fiftieth, or two seconds.
  private static func isRegular(_ times: [UTCSecond], _ limits: PersonaLimits) -> Bool {
    let gaps = zip(times.dropFirst(), times).map { $0.seconds - $1.seconds }.sorted()
    guard !gaps.isEmpty else { return false }
    let median = gaps[gaps.count / 2]
    let alike = gaps.count { abs($0 - median) <= max(2, median / 50) }
    return Double(alike) >= limits.regularShare * Double(gaps.count)
  }
}
