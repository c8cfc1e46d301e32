import Testing

@testable import Redaction

/// The cost of a text grows with its length, whatever it is made of. Counted, not timed.
@Suite struct CostTests {
  /// Bytes looked at for each byte of the text.
  private func cost(_ text: String, _ redactor: Redactor = Redactor()) -> Double {
    var steps = 0
    var vault = RedactionVault()
    _ = redactor.redact(text, into: &vault, steps: &steps)
    return Double(steps) / Double(text.utf8.count)
  }

  private static let repeated = [
    "a", "1", "1 ", "12-", "1.", "@", "a@", "a@b.", "a.", "a.a@", "foo@example.com ", ":", "::", "a:", "1:", "f:", "=",
    "a=", "password=", "password=\"", "password: x", "-", "sk-", "-sk-", "-----", "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nAAAA",
    "-----BEGIN PRIVATE KEY-----AAAAAAAAAAAAAAAAAAAA ", "_", "ghp_", "hf_", "eyJ", "eyJ.", "eyJa.eyJ", ".eyJ", "A",
    "AKIA", "AKIAIOSFODNN7EXAMPLE ", "AC", "SK0", "0x", "0x1", "bc1", "1a", "3A", "[", "[EMAIL_", "[EMAIL_1]",
    "[[EMAIL_1", "/", "/home/", "/home/a", "\\", "\\n", "\\Users\\",
    "\\u", "\\u0040", "%40", "&#64;", "://", "a://", "a://b:c@", "http://", "Bearer ", "bearer a", "b", "M.",
    "MAAAAAAAAAAAAAAAAAAAAAAAAAA.", "123456789:A", "4111 ", "4111 1111 1111 1111 ", "+", "+4", "+49 ", "(0", "0170 ",
    "010-", "DE89 ", "DE8", "ssn 123-45-6789 ", "2001:db8:",
    "192.0.2.1.", "192.", "\u{200B}", "１", "٣", "é", "你", "好@", "密码：", "пароль: ", "😀", "1\u{200B}", "tel 123456789 ",
    "\0", "\u{301}", "1\u{301}", "ー", "1ー",
  ]

  @Test(arguments: repeated)
  func repetitionCostsNoMoreForEachByteInALongerText(_ piece: String) {
    let short = cost(String(repeating: piece, count: 4_000 / piece.utf8.count))
    let long = cost(String(repeating: piece, count: 32_000 / piece.utf8.count))
    #expect(long < short * 1.2 + 1, "\(short) steps a byte in 4 kB, \(long) in 32 kB")
    #expect(long < 60)
  }

  @Test func piecesOfEverythingCostNoMoreForEachByteInALongerText() {
    for seed in UInt64(0)..<20 {
      var generator = SeededGenerator(seed: seed)
      let pieces = (0..<4).compactMap { _ in Self.repeated.randomElement(using: &generator) }
      let text = { (count: Int) in (0..<count).map { pieces[($0 * $0 + $0 / 3) % pieces.count] }.joined() }
      #expect(cost(text(2_400)) < cost(text(400)) * 1.2 + 1, "\(pieces)")
    }
  }

  @Test func namesCostTheSameHoweverManyThereAre() {
    let text = String(repeating: "aab Ann Lee x ", count: 1_000)
    let few = cost(text, Redactor(extraLiterals: ["Ann"]))
    let many = cost(text, Redactor(extraLiterals: (0..<2_000).map { "Ann\($0)" } + ["Ann"]))
    #expect(many < few + 3)
  }

  @Test func digitsWithoutEndAreReadOnceOrTwice() {
    #expect(cost(String(repeating: "7", count: 200_000)) < 8)
  }

  @Test func proseCostsLittle() {
    #expect(cost(String(repeating: "No, I meant the other file: please read it again. ", count: 200)) < 5)
  }
}
