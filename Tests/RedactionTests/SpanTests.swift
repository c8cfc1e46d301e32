import Redaction
import Testing

@Suite struct SpanTests {
  private let text = "né a@example.com, 4111111111111111 fin"
  private let redacted: RedactedText

  init() {
    var vault = RedactionVault()
    redacted = Redactor().redact(text, into: &vault)
  }

  private func original(_ span: Range<Int>?) -> String? {
    span.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
  }

  @Test func replacementsSayWhereTheyAreInBothTexts() {
    #expect(redacted.text == "né [EMAIL_1], [CARD_1] fin")
    #expect(redacted.replacements.map(\.original) == [4..<17, 19..<35])
    #expect(redacted.replacements.map(\.redacted) == [4..<13, 15..<23])
    #expect(redacted.replacements.map(\.kind) == [.email, .card])
  }

  @Test(arguments: [
    (0..<27, "né a@example.com, 4111111111111111 fin"), (4..<13, "a@example.com"), (13..<15, ", "), (23..<27, " fin"),
    (0..<3, "né"),
    // Cuts of placeholders are widened.
    (5..<6, "a@example.com"), (0..<5, "né a@example.com"), (12..<16, "a@example.com, 4111111111111111"),
    (22..<24, "4111111111111111 "), (7..<7, "a@example.com"),
    // Places beside placeholders are not.
    (4..<4, ""), (13..<13, ""), (27..<27, ""), (3..<4, " "),
  ])
  func spansOfRedactedTextHaveTheirOriginals(_ span: Range<Int>, _ expected: String) {
    #expect(original(redacted.originalSpan(of: span)) == expected)
  }

  @Test func spansBeyondTheTextHaveNone() {
    #expect(redacted.originalSpan(of: 0..<28) == nil)
    #expect(redacted.originalSpan(of: 28..<28) == nil)
    #expect(redacted.originalSpan(of: -1..<2) == nil)
  }

  @Test func unseenCharactersAroundAValueStay() {
    var vault = RedactionVault()
    let redacted = Redactor().redact("\u{200F}a@exam\u{200B}ple.com\u{200E}!", into: &vault)
    #expect(redacted.text == "\u{200F}[EMAIL_1]\u{200E}!")
  }
}
