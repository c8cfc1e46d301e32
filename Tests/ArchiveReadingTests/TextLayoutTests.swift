import Testing

@testable import ArchiveReading

@Suite struct TextLayoutTests {
  @Test(
    "The start of a text tells how its records stand",
    arguments: [
      ("{\"a\":1}\n{\"b\":2}\n", TextLayout.lines),
      ("{\"a\":1}", .lines),
      ("  {\"a\":\"}{\"}  \n", .lines),
      ("{\"a\":\n{\"b\":2}\n", .lines),
      ("{\n  \"a\": 1\n}\n", .values),
      ("{\"a\":1}{\"b\":2}\n{\"c\":3}\n", .values),
      ("{\"a\": {\n \"b\": 1}}", .values),
      ("[{\"a\":1}]", .values),
      ("\n [\n]", .values),
      ("[null, 1]", .values),
      ("[", .values),
      ("rubbish\n{\"a\":1}\n", .lines),
      ("[INFO] started\n[INFO] stopped\n", .noLog),
      ("[2024-05-01] started\n{\"a\":1}\n", .lines),
      ("[nullable]\n", .noLog),
      ("id,text\n1,\"{\"\"\"\n", .noLog),
      ("\u{0}\u{1}\u{2}", .noLog),
      (" \r\n\t", .empty),
      ("", .empty),
    ])
  func tells(_ text: String, _ layout: TextLayout) {
    let bytes = Array(text.utf8)
    #expect(bytes.withUnsafeBytes { TextLayout(head: $0, isWhole: true) } == layout)
  }

  @Test("A first line that has not ended tells nothing yet")
  func waits() {
    let bytes = Array("{\"a\":\"xxxx".utf8)
    #expect(bytes.withUnsafeBytes { TextLayout(head: $0, isWhole: false) } == .undecided)
  }

  @Test("A first line of any length is read", arguments: [100, 70_000, 1_100_000, 3_000_000])
  func readsLongFirstLines(_ length: Int) {
    let long = "{\"a\":\"" + String(repeating: "x", count: length) + "\"}"
    let reading = Reading(of: "\(long)\n{\"b\": oops\n{\"c\":1}\n")
    #expect(reading.texts == [long, "{\"b\": oops", "{\"c\":1}"])
    #expect(reading.faults.isEmpty)
  }
}
