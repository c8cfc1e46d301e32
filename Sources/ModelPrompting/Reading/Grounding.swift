internal import Records

/// Finds out whether a quote stands in the message that it is said to stand in.
struct Grounding {
  /// Longer quotes are none of those that were asked for; in characters.
  private static let longestQuote = 1000
  /// A shorter quote must not be a part of a word: `no` stands in `know`. In characters.
  private static let shortestPart = 8
  /// A shorter quote may be another message as a whole: people say `thanks` more than once. In characters.
  private static let shortestForeign = 24
  /// Longer messages are not compared as a whole; in bytes.
  private static let longestCompared = 4096

  let messages: [Message]

  /// Where a quote stands in a message, in bytes of it.
  ///
  /// Letter by letter after folding (`FoldedText`). What a request does to texts is undone by reading the reply's JSON;
  /// where a model escaped twice, the quote is read once more. Of several places the first that splits no word is taken.
  func span(
    of quote: String, for category: FeedbackCategory, in followUp: Int
  ) -> Result<ByteSpan, GroundingFault> {
    if AttackSign.namesLabel(quote) { return .failure(.namesLabel) }
    let message = FoldedText(messages[followUp].content)
    var fault = GroundingFault.emptyQuote
    for reading in Self.readings(of: quote) {
      let sought = FoldedText(reading).characters
      if sought.isEmpty { continue }
      if sought.count > Self.longestQuote { return .failure(.tooLong) }
      let places = message.places(of: sought).map { $0..<($0 + sought.count) }
      guard let first = places.first else {
        fault = .notInMessage
        continue
      }
      let whole = places.first { !message.splitsWord($0) }
      if whole == nil, sought.count < Self.shortestPart { return .failure(.insideWord) }
      if sought != message.characters, isForeign(sought, category, in: followUp) { return .failure(.otherMessage) }
      return .success(message.span(of: whole ?? first))
    }
    return .failure(fault)
  }

  /// Whether a quote is another message as a whole. A repetition may well be.
  private func isForeign(_ quote: [Character], _ category: FeedbackCategory, in followUp: Int) -> Bool {
    if category == .repeatOrRephrase || quote.count < Self.shortestForeign { return false }
    return messages.indices.contains { index in
      let content = messages[index].content
      return index != followUp && content.utf8.count <= Self.longestCompared && FoldedText(content).characters == quote
    }
  }

  /// The ways to read a quote, the plain one first.
  private static func readings(of quote: String) -> [String] {
    guard quote.utf8.count < longestQuote * 8, quote.utf8.contains(UInt8(ascii: "\\")),
      // A quote that is not JSON inside is not escaped twice.
      let again = (try? JSONValue(Array("\"\(quote)\"".utf8)[...]))?.text
    else { return [quote] }
    return [quote, again]
  }
}
