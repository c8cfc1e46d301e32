import DatasetWriting
import Foundation
import Testing

@Suite("A row buffer") struct RowBufferTests {
  @Test("writes JSON that says what it was given, whatever the text") func strings() throws {
    let texts = [
      "", "plain", "quote \" slash \\ line\nreturn\rtab\t", "\u{0}\u{1}\u{1F}\u{7F}", "é 你好 😀",
      String(repeating: "a", count: 1000),
      "12345678", "1234567\"", "12345678\n12345678", "\u{2028}",
    ]
    for text in texts {
      let rows = RowBuffer(capacity: 1)
      rows.beginRow()
      rows.field("text", text)
      rows.endRow()
      let object = try JSONSerialization.jsonObject(with: Data(rows.contents)) as? [String: String]
      #expect(object == ["text": text])
    }
  }

  @Test("writes every kind of field") func kinds() throws {
    let rows = RowBuffer()
    rows.beginRow()
    rows.field("number", -12)
    rows.field("truth", true)
    rows.field("share", probability: 0.12345)
    rows.field("one", probability: 1)
    rows.field("list", list: ["a", "b\""])
    rows.messages("prompt") {
      Array("hi".utf8).withUnsafeBytes { rows.message(role: "user", content: $0) }
      Array("ho".utf8).withUnsafeBytes { rows.message(role: "assistant", content: $0) }
    }
    rows.messages("none") {}
    rows.endRow()
    #expect(
      String(decoding: rows.contents, as: UTF8.self)
        == #"{"number":-12,"truth":true,"share":0.1235,"one":1.0000,"list":["a","b\""],"prompt":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}],"none":[]}"#
        + "\n")
    #expect(rows.rows == 1)
  }

  @Test("writes whole numbers of any size", arguments: [0, 7, 10, -10, 99, 100, 1_234_567_890, Int.max, Int.min])
  func numbers(number: Int) {
    let rows = RowBuffer(capacity: 1)
    rows.field("number", number)
    #expect(String(decoding: rows.contents, as: UTF8.self) == "\"number\":\(number)")
  }

  @Test("copies the fields of another buffer to any place of a row") func copies() {
    let (shared, empty, rows) = (RowBuffer(), RowBuffer(), RowBuffer())
    shared.field("a", 1)
    shared.field("b", "two")
    rows.beginRow()
    rows.fields(of: empty)
    rows.fields(of: shared)
    rows.field("c", true)
    rows.fields(of: shared)
    rows.endRow()
    #expect(
      String(decoding: rows.contents, as: UTF8.self) == #"{"a":1,"b":"two","c":true,"a":1,"b":"two"}"# + "\n")
  }
}
