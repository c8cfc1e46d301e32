import Redaction
import Testing

@Suite struct VaultTests {
  @Test func theSameTextHasTheSamePlaceholderInAConversation() {
    var vault = RedactionVault()
    let redactor = Redactor()
    let first = redactor.redact("a@example.com, b@example.com, a@example.com", into: &vault)
    let second = redactor.redact("b@example.com", into: &vault)
    #expect(first.text == "[EMAIL_1], [EMAIL_2], [EMAIL_1]")
    #expect(second.text == "[EMAIL_2]")
  }

  @Test func anotherConversationBeginsAnew() {
    var first = RedactionVault()
    var second = RedactionVault()
    _ = Redactor().redact("a@example.com b@example.com", into: &first)
    #expect(Redactor().redact("b@example.com", into: &second).text == "[EMAIL_1]")
  }

  @Test func kindsAreCountedApart() {
    var vault = RedactionVault()
    let redacted = Redactor().redact("a@example.com 4111111111111111 a@example.com 192.0.2.1", into: &vault)
    #expect(redacted.text == "[EMAIL_1] [CARD_1] [EMAIL_1] [IP_1]")
    #expect(redacted.counts == [.email: 2, .card: 1, .address: 1])
    #expect(vault.counts == [.email: 1, .card: 1, .address: 1])
  }

  @Test func quotesOfRedactedTextComeBack() {
    var vault = RedactionVault()
    let redacted = Redactor().redact("No, I said a@example.com, not b@example.com!", into: &vault)
    #expect(redacted.text == "No, I said [EMAIL_1], not [EMAIL_2]!")
    #expect(vault.restore("not [EMAIL_2]!") == "not b@example.com!")
    #expect(vault.restore("[EMAIL_2][EMAIL_1]") == "b@example.coma@example.com")
  }

  @Test func whatIsNoPlaceholderOfTheVaultStaysWhenRestored() {
    var vault = RedactionVault()
    _ = Redactor().redact("a@example.com", into: &vault)
    for text in [
      "[EMAIL_2]", "[email_1]", "EMAIL_1", "[EMAIL_01]", "[EMAIL_1", "[EMAIL_", "[", "[]", "[CARD_1]",
      "[EMAIL_1234567890123]",
    ] {
      #expect(vault.restore(text) == text)
    }
    #expect(vault.restore("[[EMAIL_1]]") == "[a@example.com]")
  }

  @Test func spellingsThatAreEqualOnlyAsCharactersComeBackAsTheyWere() {
    var vault = RedactionVault()
    let composed = "caf\u{E9}@example.com"
    let decomposed = "cafe\u{301}@example.com"
    let first = Redactor().redact(composed, into: &vault)
    let second = Redactor().redact(decomposed, into: &vault)
    #expect(first.text != second.text)
    #expect(Array(vault.restore(first.text).utf8) == Array(composed.utf8))
    #expect(Array(vault.restore(second.text).utf8) == Array(decomposed.utf8))
  }

  // MARK: Placeholders that a text has of its own

  @Test func numbersThatATextUsesOnItsOwnArePassedOver() {
    var vault = RedactionVault()
    let text = "mask b@example.com as [EMAIL_1], c@example.com as [EMAIL_3]"
    let redacted = Redactor().redact(text, into: &vault)
    #expect(redacted.text == "mask [EMAIL_2] as [EMAIL_1], [EMAIL_4] as [EMAIL_3]")
    #expect(vault.restore(redacted.text) == text)
  }

  @Test func aPlaceholderThatStandsForSomethingIsReplacedWhereALaterTextHasIt() {
    var vault = RedactionVault()
    let first = Redactor().redact("a@example.com", into: &vault)
    let text = "why do you write [EMAIL_1] and [EMAIL_9]?"
    let second = Redactor().redact(text, into: &vault)
    #expect(second.text == "why do you write [MARK_1] and [EMAIL_9]?")
    #expect(vault.restore(second.text) == text)
    #expect(vault.restore(first.text) == "a@example.com")
  }

  @Test func numbersOfLaterTextsArePassedOver() {
    var vault = RedactionVault()
    _ = Redactor().redact("[EMAIL_1] [EMAIL_2]", into: &vault)
    #expect(Redactor().redact("a@example.com", into: &vault).text == "[EMAIL_3]")
  }

  // MARK: What may be seen

  @Test func noDescriptionShowsAnOriginal() {
    var vault = RedactionVault()
    let redacted = Redactor(extraLiterals: ["Alice"]).redact("Alice: a@example.com, 4111111111111111", into: &vault)
    var dumped = ""
    dump(vault, to: &dumped)
    dump(redacted, to: &dumped)
    let shown = [
      dumped, "\(vault)", String(reflecting: vault), "\(redacted)",
      String(describing: Mirror(reflecting: vault).children.map { $0 }),
      "\(["vault": vault])", String(reflecting: redacted),
    ]
    for text in shown {
      #expect(!text.contains("example.com") && !text.contains("4111") && !text.contains("Alice"))
    }
    #expect("\(vault)" == "RedactionVault(card: 1, email: 1, literal: 1)")
  }
}
