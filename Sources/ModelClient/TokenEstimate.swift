public import Records

/// How many tokens a text will be, without the model's tokeniser: good for forecasts and where a server says nothing.
///
/// Four bytes of ASCII are taken for a token, and three of anything else: a Chinese character is one token, a Cyrillic
/// letter two thirds of one. Tokenisers of today differ from this by about a third either way.
public enum TokenEstimate {
  /// The tokens of one text; 0 for none.
  public static func tokens(in text: String) -> Int {
    var ascii = 0
    var others = 0
    for byte in text.utf8 {
      if byte < 0x80 { ascii += 1 } else { others += 1 }
    }
    return (ascii + 3) / 4 + (others + 2) / 3
  }

  /// The tokens of everything that the model reads of a request: its messages, four tokens for the frame of each, and
  /// the schema, which servers put into the prompt where they ask by tool call or in prose.
  public static func promptTokens(of request: ChatRequest) -> Int {
    let messages = request.messages.reduce(0) { $0 + tokens(in: $1.content) + 4 }
    return messages + (request.schema.map { tokens(in: $0.json) } ?? 0)
  }
}
