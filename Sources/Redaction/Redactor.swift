/// Replaces what is private in text before the text leaves the machine.
///
/// What is found by its form: see `RedactionKind`. What has no form, as the names of people and places, is not found,
/// unless it is named to `init`. Names that a release of logs replaced (`NAME_1`, `<PRESIDIO_ANONYMIZED_PERSON>`) stay.
/// Zero-width characters, full-width forms and digits of other scripts do not hide anything. Redacted text, redacted
/// again with another vault, stays as it is. Pure; safe to share between threads.
public struct Redactor: Sendable {
  private let literals: LiteralMatcher

  /// - Parameter extraLiterals: Text to replace wherever it stands as a whole word, in whatever case: names, keys of
  ///   users. Empty ones are passed over.
  public init(extraLiterals: [String] = []) {
    literals = LiteralMatcher(extraLiterals)
  }

  /// The text with placeholders, which the vault learns, for what is private in it. In O(length of the text).
  public func redact(_ text: String, into vault: inout RedactionVault) -> RedactedText {
    var steps = 0
    return redact(text, into: &vault, steps: &steps)
  }

  /// The same, counting about how many bytes were looked at, so that tests can hold the promise of the cost.
  func redact(_ text: String, into vault: inout RedactionVault, steps: inout Int) -> RedactedText {
    var scan = Scan(FoldedText(Array(text.utf8)))
    closePlaceholders(in: &scan, for: &vault)
    if !literals.isEmpty {
      for range in literals.matches(in: scan.text, steps: &scan.steps) { scan.found(.literal, range) }
    }
    scan.run()
    steps += scan.steps
    guard !scan.hits.isEmpty else { return RedactedText(text: text, replacements: []) }
    return replaced(scan, &vault)
  }

  /// Takes placeholders that the text has of its own: the vault leaves them out, or, where one stands for something
  /// already, gives a placeholder for it.
  private func closePlaceholders(in scan: inout Scan, for vault: inout RedactionVault) {
    let end = scan.text.count
    scan.steps += end
    var place = 0
    while let start = scan.text.first(UInt8(ascii: "["), in: place..<end) {
      place = start + 1
      let original = scan.text.originalStart(of: start)
      guard let (placeholder, behind) = Placeholder.read(in: scan.text.original, at: original) else { continue }
      place = start + behind - original
      if vault.isGiven(placeholder) {
        scan.found(.mark, start..<place)
      } else {
        vault.reserve(placeholder)
        scan.close(start..<place)
      }
    }
  }

  private func replaced(_ scan: Scan, _ vault: inout RedactionVault) -> RedactedText {
    let original = scan.text.original
    var redacted: [UInt8] = []
    redacted.reserveCapacity(original.count)
    var replacements: [RedactedText.Replacement] = []
    var copied = 0
    for hit in scan.hits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let range = scan.text.originalRange(of: hit.range)
      redacted += original[copied..<range.lowerBound]
      let placeholder = vault.placeholder(for: Array(original[range]), kind: hit.kind).text
      let start = redacted.count
      redacted += placeholder.utf8
      replacements.append(.init(kind: hit.kind, original: range, redacted: start..<redacted.count))
      copied = range.upperBound
    }
    redacted += original[copied...]
    return RedactedText(text: String(decoding: redacted, as: UTF8.self), replacements: replacements)
  }
}
