import Redaction
import Testing

@Suite struct LiteralTests {
  private func redact(_ text: String, _ literals: [String]) -> String {
    var vault = RedactionVault()
    let redacted = Redactor(extraLiterals: literals).redact(text, into: &vault)
    #expect(vault.restore(redacted.text) == text)
    return redacted.text
  }

  @Test(arguments: [
    ("ask Alice Example.", "ask [PRIVATE_1]."), ("ask ALICE EXAMPLE", "ask [PRIVATE_1]"),
    ("Alice ExampleX", "Alice ExampleX"), ("MAlice Example", "MAlice Example"), ("我叫李雷，你好", "我叫[PRIVATE_2]，你好"),
    ("李雷雷", "[PRIVATE_2]雷"),
    ("Я Иван!", "Я [PRIVATE_3]!"), ("ИВАН", "[PRIVATE_3]"), ("Иванов", "Иванов"), ("Ａｌｉｃｅ　Ｅｘａｍｐｌｅ", "[PRIVATE_1]"),
    ("Al\u{200B}ice Example", "[PRIVATE_1]"), ("\"\\nAlice Example\\n\"", "\"\\n[PRIVATE_1]\\n\""),
    ("u=2a60ff641c89;", "u=[PRIVATE_4];"),
  ])
  func namesThatTheCallerGivesAreReplaced(_ text: String, _ expected: String) {
    // The number says which name it was: every name occurs once before, so that they are counted in order.
    let literals = ["Alice Example", "李雷", "Иван", "2a60ff641c89"]
    let intro = "Alice Example|李雷|Иван|2a60ff641c89|"
    var vault = RedactionVault()
    let redactor = Redactor(extraLiterals: literals)
    #expect(redactor.redact(intro, into: &vault).text == "[PRIVATE_1]|[PRIVATE_2]|[PRIVATE_3]|[PRIVATE_4]|")
    let kinds = redactor.redact(text, into: &vault)
    #expect(vault.restore(kinds.text) == text)
    // Another spelling is another value.
    let isSpelledSo = literals.contains { text.contains($0) }
    let numbers = expected.replacing(/PRIVATE_\d/, with: "PRIVATE_5")
    #expect(kinds.text == (isSpelledSo ? expected : numbers))
  }

  @Test func overlappingNamesAreReplacedAsOne() {
    #expect(redact("Ann Lee Smith", ["Ann Lee", "Lee Smith"]) == "[PRIVATE_1]")
    #expect(redact("Ann Lee", ["Ann", "Ann Lee", "Lee"]) == "[PRIVATE_1]")
  }

  @Test func aShorterNameIsFoundWhereALongerIsNotWhole() {
    #expect(redact("Ann Leeds", ["Ann", "Ann Lee"]) == "[PRIVATE_1] Leeds")
  }

  @Test func emptyNamesArePassedOver() {
    #expect(redact("some text", ["", " ", "\n"]) == "some text")
  }

  @Test func aNameWithinAnAddressLeavesNothingOfIt() {
    #expect(redact("john.smith@example.com", ["John"]) == "[PRIVATE_1].[EMAIL_1]")
  }
}
