import JSONSelection
import Testing

/// What a selector sees in a text, in a short notation: `1"text"`, `2[`, `2]`, `3#12`, `4~` (skipped).
private func events(_ json: String, wanting keys: [[String]]) throws -> [String] {
  try events(Array(json.utf8), wanting: keys)
}

private func events(_ json: [UInt8], wanting keys: [[String]]) throws -> [String] {
  let selector = JSONSelector()
  var numbers: [[String]: Int] = [[]: 0]
  for path in keys {
    let parent = try #require(numbers[Array(path.dropLast())])
    numbers[path] = selector.want(path[path.count - 1], in: parent)
  }
  return try events(json, from: selector)
}

func events(_ json: [UInt8], from selector: JSONSelector) throws -> [String] {
  let padded = json + [UInt8](repeating: 0x20, count: JSONSelector.padding)
  return try padded.withUnsafeBytes { raw in
    try selector.select(from: UnsafeRawBufferPointer(rebasing: raw[..<json.count]))
    return (0..<selector.count).map { index in
      let event = selector[index]
      let text = String(decoding: event.text, as: UTF8.self)
      switch event.kind {
      case .string: return "\(event.field)\"\(text)\"" + (event.isRepaired ? "!" : "")
      case .number: return "\(event.field)#\(text)"
      case .isTrue: return "\(event.field)true"
      case .isFalse: return "\(event.field)false"
      case .null: return "\(event.field)null"
      case .beginObject: return "\(event.field){"
      case .endObject: return "\(event.field)}"
      case .beginArray: return "\(event.field)["
      case .endArray: return "\(event.field)]"
      case .skipped: return "\(event.field)~"
      case .key: return "\(event.field):\(text)" + (event.isRepaired ? "!" : "")
      }
    }
  }
}

@Suite("A selector") struct JSONSelectorTests {
  @Test("gives what is wanted and steps over the rest") func selects() throws {
    let json = #"{"skip":{"a":[1,{"a":2}]},"a":"x","list":[{"b":1.5e3,"c":true},{"b":null}],"z":0}"#
    #expect(
      try events(json, wanting: [["a"], ["list"], ["list", "b"]]) == [
        "0{", "1\"x\"", "2[", "2{", "3#1.5e3", "2}", "2{", "3null", "2}", "2]", "0}",
      ])
  }

  @Test("gives both values of a key that occurs twice") func duplicates() throws {
    #expect(try events(#"{"a":1,"a":"two"}"#, wanting: [["a"]]) == ["0{", "1#1", "1\"two\"", "0}"])
  }

  @Test("undoes every escape") func escapes() throws {
    let json = #"{"a":"q\" s\\ \/ \b\f\n\r\t \u00e9 \u20AC \ud83d\ude00 end"}"#
    let expected = "1\"q\" s\\ / \u{8}\u{c}\n\r\t é € 😀 end\""
    #expect(try events(json, wanting: [["a"]]) == ["0{", expected, "0}"])
  }

  @Test(
    "replaces lone halves of surrogate pairs and says so",
    arguments: [
      (#"\ud83d"#, "\u{FFFD}"), (#"\ude00"#, "\u{FFFD}"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
      (#"\ud83dx"#, "\u{FFFD}x"),
      (#"\ud83d\n"#, "\u{FFFD}\n"),
    ]) func surrogates(escaped: String, repaired: String) throws
  {
    #expect(try events("{\"a\":\"\(escaped)\"}", wanting: [["a"]]) == ["0{", "1\"\(repaired)\"!", "0}"])
  }

  @Test(
    "says what is wrong with a document",
    arguments: [
      (#"{"a":"#, JSONFault.incomplete), (#"{"a":"x"#, .incomplete), ("", .incomplete),
      ("{\"a\":\"x\ny\"}", .invalidJSON),
      (#"{"a":"\q"}"#, .invalidJSON), (#"{"a":"\u12g4"}"#, .invalidJSON), (#"{"a":1}}"#, .invalidJSON),
      (#"{"a" "b"}"#, .invalidJSON),
    ]) func faults(json: String, fault: JSONFault)
  {
    #expect(throws: fault) { try events(json, wanting: [["a"]]) }
  }

  @Test("refuses bytes that are not UTF-8") func utf8() {
    let json: [UInt8] = Array("{\"a\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)
    #expect(throws: JSONFault.invalidUTF8) { try events(json, wanting: [["a"]]) }
  }

  @Test("takes a document that is no object as nothing wanted", arguments: ["[1,2]", "\"text\"", "12", "null"])
  func otherDocuments(json: String) throws { #expect(try events(json, wanting: [["a"]]) == ["0~"]) }

  @Test("survives any nesting") func deep() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(try events("{\"skip\":\(deep),\"a\":1}", wanting: [["a"]]).contains("1#1"))
    #expect(throws: JSONFault.self) {
      try events("{\"a\":" + String(repeating: "{\"a\":", count: 100_000), wanting: [["a"]])
    }
  }

  @Test("unescapes like any string, at every length") func lengths() throws {
    for length in 0..<80 {
      let plain = String(repeating: "a", count: length)
      #expect(try events("{\"a\":\"\(plain)\\n\(plain)\"}", wanting: [["a"]])[1] == "1\"\(plain)\n\(plain)\"")
    }
  }
}
