internal import Foundation
internal import ModelPrompting

/// Marks that no answer should hold unless the conversation is about them.
enum StrayMarks {
  /// Marks of chat templates. Fewer than a request is kept free of: `<unordered_map>` and `<user>` are code.
  private static let templates = [
    "[inst]", "[/inst]", "<<sys>>", "<</sys>>", "<start_of_turn>", "<end_of_turn>", "<tool_call>", "</tool_call>",
    "<tool_response>", "[tool_results]", "[available_tools]", "<think>", "</think>", "<bos>", "<eos>", "<｜",
    "<end_of_text>", "<end_of_utterance>", "\\u003c",
  ]
  /// Who a turn that was written on would belong to; at the beginning of a line.
  private static let turns = ["human:", "user:", "assistant:", "### instruction:", "### response:"]
  private static let mostNameLength = 30

  /// The marks of templates, and of turns, in a text.
  static func templateMarks(in text: String) -> Set<String> {
    let lowered = text.lowercased()
    var marks = Set(templates.filter { lowered.contains($0) })
    for line in lowered.split(separator: "\n") {
      let bare = line.drop { $0.isWhitespace || $0 == "*" }
      marks.formUnion(turns.filter { bare.hasPrefix($0) })
    }
    // `<|im_start|>`, whatever its name; `x <| f` is an operator.
    var rest = lowered[...]
    while let open = rest.range(of: "<|") {
      rest = rest[open.upperBound...]
      let name = rest.prefix(mostNameLength).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if !name.isEmpty, rest[name.endIndex...].hasPrefix("|>") { marks.insert("<|\(name)|>") }
    }
    return marks
  }

  /// Whether a text holds the mark of a request, or one for what was left out of it or hidden in it.
  static func holdsRequestMark(_ text: String, nonce: String, others: [String]) -> Bool {
    if text.lowercased().contains(nonce) { return true }
    return ["chars …]", "hidden …]"].contains { mark in
      text.contains(mark) && !others.contains { $0.contains(mark) }
    }
  }

  /// Whether more than two hidden characters stand in a row, or tag characters, which spell what nobody sees.
  static func hidesText(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var run = 0
    for place in scalars.indices {
      if (0xE0020...0xE007F).contains(scalars[place].value), !isFlag(scalars, place) { return true }
      let isHidden = HiddenScalars.isHidden(scalars[place]) && !HiddenScalars.isSpelling(scalars, at: place)
      run = isHidden ? run + 1 : 0
      if run > 2, !(0xE0020...0xE007F).contains(scalars[place].value) { return true }
    }
    return false
  }

  /// Whether a tag character belongs to the flag of a region: a black flag stands a few places before it.
  private static func isFlag(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    scalars[max(0, place - 6)..<place].contains("\u{1F3F4}")
  }
}
