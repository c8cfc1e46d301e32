import FeedbackDetection
public import FeedbackRules
public import Records

/// Makes the verdict on a follow-up of the model's opinion, which has weighed the rules' votes already.
public struct ModelFusion: Sendable {
  /// A follow-up is feedback from this probability on.
  public let threshold: Double
  private let categories: [FeedbackCategory]
  private let isDeciding: [Bool]
  private let values: RuleValues

  /// Bytes of a quote where no rule says which words carry the feedback.
  private static let quoteBytes = 120

  /// - Parameter threshold: Usually the model's own.
  public init(rules: RuleSet, threshold: Double) {
    self.threshold = threshold
    categories = rules.rules.map(\.category)
    isDeciding = rules.rules.map { $0.status == .stable }
    values = RuleValues(rules: rules)
  }

  /// The verdict; nil where it is no feedback.
  ///
  /// - Parameter text: The follow-up.
  public func verdict(_ opinion: ModelOpinion, _ signals: [Signal], text: UnsafeRawBufferPointer) -> Verdict? {
    guard opinion.isFeedback(from: threshold) else { return nil }
    let category = opinion.category
    let speaking = signals.filter { categories[$0.rule] == category }.sorted {
      values[$0.rule] != values[$1.rule] ? values[$0.rule] > values[$1.rule] : $0.rule < $1.rule
    }
    let span = speaking.first?.span ?? QuoteFinder.opening(of: text, atMost: Self.quoteBytes)
    return Verdict(
      category: category, isMixed: category.polarity == .negative && praises(signals),
      confidence: Double(opinion.categories[category.priority]), span: span, evidence: speaking.map(\.rule),
      decidedBy: speaking.contains { isDeciding[$0.rule] } ? .both : .model)
  }

  private func praises(_ signals: [Signal]) -> Bool {
    signals.contains { categories[$0.rule] == .positiveFeedback && isDeciding[$0.rule] }
  }
}

/// Finds a piece of a message to quote.
enum QuoteFinder {
  /// The first sentence or line that says something, cut at a character behind at most so many bytes.
  static func opening(of text: UnsafeRawBufferPointer, atMost limit: Int) -> ByteSpan {
    var start = 0
    while start < text.count, text[start] <= 0x20 { start += 1 }
    var end = start
    while end < text.count, end - start < limit, text[end] != 0x0A, text[end] != 0x0D {
      let isStop = text[end] == 0x2E || text[end] == 0x21 || text[end] == 0x3F
      end += 1
      if isStop, end == text.count || text[end] <= 0x20 { break }
    }
    // Not within a character, and, where there is a space to cut at, not within a word.
    while end > start, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    if end < text.count, end - start >= limit - 3 { end = wordEnd(of: text, start, end) }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return ByteSpan(start: start, end: end)
  }

  private static func wordEnd(of text: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int {
    var place = end
    while place > start, text[place] != 0x20 { place -= 1 }
    return place > start + 20 ? place : end
  }
}
