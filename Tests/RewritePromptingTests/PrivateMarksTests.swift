import Testing

@testable import Redaction
@testable import RewritePrompting

@Suite("Placeholders for private text")
struct PrivateMarksTests {
  @Test("The labels are those that the redaction writes")
  func labels() { #expect(PrivateMarks.labels == Set(RedactionKind.allCases.map(\.label))) }

  @Test("What the redaction writes is found in the exact form")
  func found() {
    var vault = RedactionVault()
    let text = Redactor().redact("Write to ann@example.com or bob@example.com, please.", into: &vault).text
    #expect(PrivateMarks(text).exact == ["[EMAIL_1]", "[EMAIL_2]"])
  }

  @Test(
    "Only the exact form counts",
    arguments: ["[EMAIL_0]", "[MAIL_1]", "[EMAIL_01]", "XEMAIL_1", "[EMAIL_1", "[Email_1]"])
  func notExact(text: String) { #expect(PrivateMarks(text).exact.isEmpty) }
}
