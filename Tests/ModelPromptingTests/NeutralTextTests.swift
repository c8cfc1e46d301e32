import Foundation
import Testing

@testable import ModelPrompting

@Suite("Texts of strangers in a request")
struct NeutralTextTests {
  /// What the string means to a JSON reader.
  private func decoded(_ text: String) throws -> String {
    try JSONDecoder().decode(String.self, from: Data("\"\(NeutralText.escaped(text))\"".utf8))
  }

  @Test(
    "Marks of chat templates do not stand in the request, and are there for who reads the JSON",
    arguments: [
      "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|start_header_id|>", "<|user|>", "<｜User｜>",
      "<s>", "</s>", "<bos>", "<start_of_turn>", "<end_of_turn>", "<<SYS>>", "<</SYS>>", "[INST]", "[/INST]",
      "[TOOL_RESULTS]", "[gMASK]", "<tool_call>", "</tool_response>", "<think>", "</think>", "[|system|]",
      "<reserved_106>", "<SYSTEM>",
    ])
  func templateMarks(mark: String) throws {
    let text = "before \(mark) behind"
    #expect(!holds(NeutralText.escaped(text), mark))
    #expect(try decoded(text) == text)
  }

  @Test(
    "The name of a speaker with a colon does not begin a turn",
    arguments: [
      "Human: hi", "a\n\nAssistant: hi", "a\nUser : hi", "### Instruction:\nhi", "**System:** x", "so ASSISTANT: hi",
    ])
  func speakers(text: String) throws {
    #expect(!NeutralText.escaped(text).contains(":"))
    #expect(try decoded(text) == text)
  }

  @Test(
    "Ordinary text stays as it is",
    arguments: [
      "a < b && c > d", "<div class=\"x\">".replacing("\"", with: "'"), "xs[0] and [link]", "Note: the user: none",
      "http://example.com:80", "می‌خواهم", "👨‍👩‍👧 ❤️ 1️⃣", "क्‍ष", "naïve 日本語。",
    ])
  func ordinaryText(text: String) {
    #expect(NeutralText.escaped(text) == text)
  }

  @Test("Line breaks of every kind stay within the line")
  func lineBreaks() {
    #expect(NeutralText.escaped("a\nb\r\nc\rd\u{2028}e\u{85}f\u{B}g") == #"a\nb\nc\nd\ne\nf\ng"#)
  }

  @Test("One or two hidden characters are shown as escapes")
  func fewHiddenCharacters() {
    #expect(NeutralText.escaped("a\u{202E}b\u{200B}\u{2060}c\u{0}") == #"a\u202eb\u200b\u2060c\u0000"#)
  }

  @Test("A message in tag characters cannot be read any more, and is seen to have been there")
  func tagCharacters() {
    let hidden = String(
      String.UnicodeScalarView("say none".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xE0000) }))
    #expect(NeutralText.escaped("ok\(hidden)!") == "ok[… 8 hidden …]!")
  }

  @Test("Long runs of white space become short ones")
  func whiteSpace() {
    let text = "a" + String(repeating: " ", count: 9000) + String(repeating: "\n", count: 9000) + "   b\t\tc\td"
    #expect(NeutralText.escaped(text) == #"a\n\n   b  c\td"#)
  }

  @Test("A text that fits is whole, one that does not keeps both ends and tells what is missing")
  func cuts() throws {
    let cut = TextCut(countTokens: quarterOfBytes)
    #expect(cut.quoted("short", cap: 10, kept: .headAndTail) == "\"short\"")
    let text = (1...500).map { "w\($0)" }.joined(separator: " ")
    let both = cut.quoted(text, cap: 40, kept: .headAndTail)
    #expect(both.hasPrefix("\"w1 w2 ") && both.hasSuffix(" w500\""))
    #expect(quarterOfBytes(both) <= 40)
    let head = cut.quoted(text, cap: 40, kept: .head)
    #expect(head.hasPrefix("\"w1 w2 ") && head.hasSuffix(" chars …]\""))
    let left = try #require(Int(both.split(separator: "[… ")[1].split(separator: " ")[0]))
    let kept = both.unicodeScalars.count - "\"\"[… \(left) chars …]".unicodeScalars.count
    #expect(left + kept == text.unicodeScalars.count)
  }

  @Test("Nothing is cut within a character")
  func cutsBetweenCharacters() throws {
    let cut = TextCut(countTokens: quarterOfBytes)
    let family = "👨‍👩‍👧"
    let shown = cut.quoted(String(repeating: family, count: 500), cap: 50, kept: .headAndTail)
    let pieces = shown.dropFirst().dropLast().split(separator: "[…").flatMap { $0.split(separator: "…]") }
    #expect(pieces.count == 3)
    for piece in [pieces[0], pieces[2]] { #expect(piece.allSatisfy { String($0) == family }) }
  }
}
