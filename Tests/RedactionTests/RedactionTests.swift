import Redaction
import Testing

@Suite struct RedactionTests {
  private func redact(_ text: String) -> (RedactedText, RedactionVault) {
    var vault = RedactionVault()
    return (Redactor().redact(text, into: &vault), vault)
  }

  private func originals(_ text: String, _ redacted: RedactedText) -> [String] {
    let bytes = Array(text.utf8)
    return redacted.replacements.map { String(decoding: bytes[$0.original], as: UTF8.self) }
  }

  @Test(arguments: RedactionCase.positive)
  func whatIsPrivateIsReplacedAndNothingElse(_ example: RedactionCase) {
    let (redacted, vault) = redact(example.text)
    #expect(originals(example.text, redacted) == example.values)
    #expect(redacted.replacements.allSatisfy { $0.kind == example.kind })
    #expect(vault.restore(redacted.text) == example.text)
  }

  @Test(arguments: HarmlessCases.all)
  func whatIsNotPrivateStays(_ text: String) {
    let (redacted, _) = redact(text)
    #expect(redacted.text == text, "\(originals(text, redacted))")
  }

  @Test func thereAreExamplesEnough() {
    #expect(RedactionCase.positive.count >= 150)
    #expect(HarmlessCases.all.count >= 150)
  }

  @Test func everyKindHasExamples() {
    let kinds = Set(RedactionCase.positive.map(\.kind))
    #expect(kinds == Set(RedactionKind.allCases).subtracting([.literal, .mark]))
  }

  /// The examples again, with what may stand around them in chats.
  @Test(arguments: [
    ("\n", "\n"), ("**", "**"), ("> ", ""), ("| ", " |"), ("“", "”"), ("「", "」"), ("（", "）"), ("😀", "😀"),
    ("\u{200F}", "\u{200F}"), ("中文", "。"), ("ไทย", " "),
    ("\\n", "\\n"), ("(", ")"), ("\"", "\","), ("<b>", "</b>"), ("\u{200B}", "\u{200B}"),
  ])
  func surroundingsHideNothing(_ before: String, _ behind: String) {
    let bare = RedactionCase.positive.filter {
      $0.marked.hasPrefix("⟦") && $0.marked.hasSuffix("⟧") && $0.values.count == 1
    }
    #expect(bare.count > 40)
    for example in bare {
      let text = before + example.text + behind
      let (redacted, _) = redact(text)
      #expect(originals(text, redacted) == example.values, "\(before)\(example)\(behind)")
    }
  }
}
