/// Finds where a text could be taken for the marks that chat templates put between messages.
///
/// A server that turns messages into one text (`<|im_start|>user …`, `[INST] …`, `Human: …`) may read such a mark in a
/// message as its own. One character of each mark is written as a JSON escape instead, so that the mark does not stand in
/// the request, and whoever reads the JSON gets the very same text back.
enum TemplateTokens {
  /// Names in angle brackets, beside all that hold `_`. In lower case.
  private static let angleNames: Set<String> = [
    "s", "bos", "eos", "pad", "unk", "mask", "sep", "cls", "think", "thinking", "reasoning", "answer", "system", "sys",
    "user", "assistant", "human", "bot", "model", "developer", "tool", "function", "inst", "im", "eot", "eod",
  ]
  /// Names in square brackets, in lower case.
  private static let squareNames: Set<String> = [
    "inst", "sys", "system", "system_prompt", "available_tools", "tool_calls", "tool_results", "tool_content", "args",
    "call_id", "gmask", "smask", "bos", "eos", "pad", "unk", "cls", "sep", "mask", "think", "img", "prefix", "suffix",
    "middle",
  ]
  /// Speakers whose name and a colon begin a turn, in lower case.
  private static let speakers: Set<String> = [
    "human", "assistant", "user", "system", "ai", "bot", "model", "developer", "tool", "function", "observation",
    "instruction", "instructions", "input", "response", "gpt", "chatgpt",
  ]
  /// No name is longer than this.
  private static let longestName = 24

  /// The places of the scalars that must not stand as they are, in ascending order.
  static func places(in scalars: [Unicode.Scalar]) -> [Int] {
    scalars.indices.filter { place in
      switch scalars[place] {
      case "<": opensAngleToken(scalars, place)
      case "[": opensSquareToken(scalars, place)
      case ":", "：": endsSpeaker(scalars, place)
      default: false
      }
    }
  }

  private static func opensAngleToken(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    guard place + 1 < scalars.count else { return false }
    if isBar(scalars[place + 1]) { return true }
    let (name, next) = name(in: scalars, from: place + 1)
    guard !name.isEmpty, next < scalars.count, scalars[next] == ">" || isBar(scalars[next]) else { return false }
    return name.contains("_") || angleNames.contains(name)
  }

  private static func opensSquareToken(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    guard place + 1 < scalars.count else { return false }
    if isBar(scalars[place + 1]) { return true }
    let (name, next) = name(in: scalars, from: place + 1)
    return next < scalars.count && scalars[next] == "]" && squareNames.contains(name)
  }

  private static func isBar(_ scalar: Unicode.Scalar) -> Bool { scalar == "|" || scalar == "｜" }

  /// The name behind a bracket, in lower case and without a slash before it, and the place behind it.
  private static func name(in scalars: [Unicode.Scalar], from start: Int) -> (name: String, next: Int) {
    var place = start
    if scalars[place] == "/" { place += 1 }
    var name = ""
    while place < scalars.count, name.count <= longestName, isNameScalar(scalars[place]) {
      name.unicodeScalars.append(scalars[place])
      place += 1
    }
    return (name.lowercased(), place)
  }

  private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  /// Whether the colon at a place ends the name of a speaker that begins a line, or that is written in capitals.
  private static func endsSpeaker(_ scalars: [Unicode.Scalar], _ colon: Int) -> Bool {
    let end = skipDecoration(scalars, before: colon)
    var start = end
    while start > 0, end - start <= longestName, isLetter(scalars[start - 1]) { start -= 1 }
    guard start < end else { return false }
    var name = ""
    name.unicodeScalars.append(contentsOf: scalars[start..<end])
    guard speakers.contains(name.lowercased()) else { return false }
    if name == name.uppercased() { return true }
    let lineStart = skipDecoration(scalars, before: start)
    return lineStart == 0 || scalars[lineStart - 1].properties.isWhitespace
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z": true
    default: false
    }
  }

  /// The place before what may stand between a line's start, a name and its colon: spaces and the marks of headings.
  private static func skipDecoration(_ scalars: [Unicode.Scalar], before place: Int) -> Int {
    var place = place
    var skipped = 0
    while place > 0, skipped < 12, [" ", "\t", "#", "*", ">", "_"].contains(scalars[place - 1]) {
      place -= 1
      skipped += 1
    }
    return place
  }
}
