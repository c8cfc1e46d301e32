internal import DatasetWriting
internal import FeedbackIndex
internal import Records

/// Compares the rates of negative feedback by model before and after a run (in the spirit of Reward Reports, Gilbert et al.
/// 2022: say when what is measured moves).
struct RateDrift {
  private let before: [[String]: FeedbackRate]

  /// A model of which fewer follow-ups are known has no rate that could move.
  private static let fewestFollowUps = 100

  /// Reads the rates as they are; none where there is no index yet.
  init(_ layout: DatasetLayout) { before = Self.rates(layout) }

  /// A sentence for each model whose rate among the new follow-ups lies outside of the interval that it had.
  func sentences(_ layout: DatasetLayout) -> [String] {
    let after = Self.rates(layout)
    return after.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { key in
      guard let old = before[key], let new = after[key], old.followUps >= Self.fewestFollowUps else { return nil }
      let (followUps, negative) = (new.followUps - old.followUps, new.negative - old.negative)
      // Follow-ups may have gone as well, with archives that were replaced: then nothing can be told.
      guard followUps >= Self.fewestFollowUps, (0...followUps).contains(negative) else { return nil }
      let rate = Double(negative) / Double(followUps)
      let (interval, own) = (old.negativeInterval, WilsonInterval(successes: negative, of: followUps))
      guard own.lower > interval.upper || own.upper < interval.lower else { return nil }
      let name = key[0].isEmpty ? "answers of unknown models" : "answers of \(key[0])"
      return "negative feedback on \(name) moved to \(Self.percent(rate)) in this run "
        + "(95 %: \(Self.percent(own.lower)) – \(Self.percent(own.upper))), "
        + "from \(Self.percent(interval.lower)) – \(Self.percent(interval.upper)) before"
    }
  }

  /// An index that cannot be read says nothing here; the run itself tells what is wrong with it.
  private static func rates(_ layout: DatasetLayout) -> [[String]: FeedbackRate] {
    guard let index = try? FeedbackIndex.open(layout, for: .reading),
      let rates = try? index.rates(by: [.model], withVerdicts: false)
    else {
      return [:]
    }
    return Dictionary(rates.map { ($0.values, $0) }) { first, _ in first }
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
