import Redaction
import Testing

/// What holds for every text, tried on many.
@Suite struct PropertyTests {
  private static let prose = [
    "Hello, ", "no, I meant ", "你好，", "我的", "спасибо! ", "مرحبا ", "ありがとう", "감사합니다 ", "नमस्ते ", "😀", "é", "\n", "\t", " ",
    "```python\n", "\n```\n", "x = f(", ")\n", "{\"a\": \"", "\"}", "\\n", "\\\"", "\\u0041", "**", "> ", "| ", "<b>",
    "</b>", "1. ", "3.14 ",
    "$5 ", "\u{200B}", "\u{200F}", "\u{FEFF}", "\0", "[EMAIL_1]", "[MARK_1]", "[PHONE_2]", "[KEY_1] ", "[", "]",
    "NAME_1 ", "%40", "&#64;", "@", ":", "=", "://", "password: ", "token=", "tel ", "-", "_", ".", "/home/",
    "\\Users\\", "0", "１２", "٣", "a", "Z", "sk-", "AKIA", "eyJ", "-----BEGIN ",
    "PRIVATE KEY-----", "Bearer ", "123-", "4111 ", "+49 ", "(0", "2001:db8:", "::", "192.0.", "DE89 ", "0x", "ssn ",
    "é\u{301}", "\r\n",
  ]

  /// Any text at all: pieces of prose, code and secrets, glued as they come.
  private static func anyText(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
      if Int.random(in: 0..<4, using: &generator) == 0 {
        return RedactionCase.positive.randomElement(using: &generator)?.text ?? ""
      }
      return prose.randomElement(using: &generator) ?? ""
    }.joined()
  }

  @Test func whatIsRestoredIsTheTextToTheByte() {
    var generator = SeededGenerator(seed: 1)
    let redactor = Redactor(extraLiterals: ["Hello", "李雷", "x"])
    for _ in 0..<2000 {
      var vault = RedactionVault()
      // Several texts in one vault, so that later ones meet the placeholders of earlier ones.
      for _ in 0..<3 {
        let text = Self.anyText(&generator)
        let redacted = redactor.redact(text, into: &vault)
        #expect(Array(vault.restore(redacted.text).utf8) == Array(text.utf8), "\(text.debugDescription)")
      }
    }
  }

  @Test func redactedTextStaysAsItIsWithAnotherVault() {
    var generator = SeededGenerator(seed: 2)
    let redactor = Redactor()
    for _ in 0..<3000 {
      var first = RedactionVault()
      var second = RedactionVault()
      let text = Self.anyText(&generator)
      let once = redactor.redact(text, into: &first).text
      let twice = redactor.redact(once, into: &second).text
      #expect(once == twice, "\(text.debugDescription)")
    }
  }

  @Test func spansMapBackToWhatTheyWereMadeOf() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<1500 {
      var vault = RedactionVault()
      let original = Array(Self.anyText(&generator).utf8)
      let redacted = Redactor().redact(String(decoding: original, as: UTF8.self), into: &vault)
      let bytes = Array(redacted.text.utf8)
      var place = (original: 0, redacted: 0)
      for replacement in redacted.replacements {
        // Between replacements both texts are the same.
        #expect(
          original[place.original..<replacement.original.lowerBound]
            == bytes[place.redacted..<replacement.redacted.lowerBound])
        place = (replacement.original.upperBound, replacement.redacted.upperBound)
        #expect(redacted.originalSpan(of: replacement.redacted) == replacement.original)
      }
      #expect(original[place.original...].elementsEqual(bytes[place.redacted...]))
      checkSpan(
        between: Int.random(in: 0...bytes.count, using: &generator), Int.random(in: 0...bytes.count, using: &generator),
        of: redacted, original, vault)
    }
  }

  /// A span that cuts no placeholder maps to what restoring its text gives.
  private func checkSpan(
    between first: Int, _ second: Int, of redacted: RedactedText, _ original: [UInt8], _ vault: RedactionVault
  ) {
    let span = min(first, second)..<max(first, second)
    let isCut = redacted.replacements.contains {
      inside($0.redacted, span.lowerBound) || inside($0.redacted, span.upperBound)
    }
    guard !isCut, let text = String(validating: Array(redacted.text.utf8)[span], as: UTF8.self) else { return }
    let mapped = redacted.originalSpan(of: span).map { Array(original[$0]) }
    #expect(mapped == Array(vault.restore(text).utf8))
  }

  private func inside(_ range: Range<Int>, _ place: Int) -> Bool {
    range.lowerBound < place && place < range.upperBound
  }

  /// Contexts that end and begin with what separates, as chats do in any script.
  private static let contexts: [(String, String)] = [
    ("mine: ", " ok"), ("我的是", "谢谢"), ("これは", "です"), ("вот ", ", да"), ("هذا ", " شكرا"), ("여기 ", " 입니다"),
    ("{\"v\": \"", "\"}"), ("{\"v\": \"a\\n", "\\nb\"}"), ("```\nx = \"", "\"\n```"), ("**", "**"), ("> ", "\n"),
    ("| ", " |"), ("1. ", "\n2. "), ("<p>", "</p>"), ("\u{202B}", "\u{202C}"), ("😀", "😀"), ("('", "')"),
    ("\\\"", "\\\""), ("『", "』"), ("\t", "\r\n"),
  ]

  @Test func noPlantedSecretIsLeft() {
    var generator = SeededGenerator(seed: 4)
    let alone = RedactionCase.positive.filter {
      $0.marked.hasPrefix("⟦") && $0.marked.hasSuffix("⟧") && $0.values.count == 1
    }
    let planted = alone.map(\.text) + RedactionCase.fakeKeys
    #expect(planted.count > 100)
    for _ in 0..<1500 {
      var text = ""
      var secrets: [String] = []
      for _ in 0..<Int.random(in: 1..<6, using: &generator) {
        guard let secret = planted.randomElement(using: &generator),
          let (before, behind) = Self.contexts.randomElement(using: &generator)
        else { continue }
        text += before + secret + behind + "\n"
        secrets.append(secret)
      }
      var vault = RedactionVault()
      let redacted = Redactor().redact(text, into: &vault).text
      for secret in secrets {
        #expect(!redacted.contains(secret), "\(secret.debugDescription) in \(text.debugDescription)")
      }
    }
  }
}
