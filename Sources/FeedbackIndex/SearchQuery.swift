/// What someone looks for in what users said, as an FTS5 expression.
///
/// Plain words must all occur: each becomes a phrase of its own, whatever signs it holds. A text that uses an operator is
/// taken for an expression: `"a phrase"`, `word*`, `AND`, `OR`, `NOT` in capitals, `NEAR(a b, 5)`, and parentheses beside
/// one of these. Case and accents do not matter; Chinese, Japanese, Korean and Thai are found by any run of their
/// characters (`SearchText`).
struct SearchQuery {
  /// The expression, which SQLite may still refuse where its operators do not fit together.
  let expression: String

  /// - Throws: `badSearch` where there is nothing to look for, or a quotation mark is not closed.
  init(_ text: String) throws(FeedbackIndexError) {
    let pieces = try Self.pieces(of: text)
    guard pieces.contains(where: \.isSearchable) else {
      throw Self.refusal(of: text, "there is no word in it")
    }
    if pieces.contains(where: \.isOperator) {
      expression = Self.expression(of: pieces)
    } else {
      let words = text.split(whereSeparator: \.isWhitespace).map { Piece.phrase(String($0), isPrefix: false) }
      expression = words.filter(\.isSearchable).map(\.text).joined(separator: " ")
    }
  }

  /// The error for a text that cannot be looked for.
  static func refusal(of text: String, _ detail: String) -> FeedbackIndexError {
    FeedbackIndexError(
      .badSearch, at: String(text.prefix(200)), detail: detail,
      nextStep: "write plain words, or balance the quotation marks and operators")
  }

  private enum Piece {
    case word(String, isPrefix: Bool)
    case phrase(String, isPrefix: Bool)
    case conjunction(String)
    case near
    case open, close, comma

    /// Whether it shows that an expression is meant.
    var isOperator: Bool {
      switch self {
      case .word(_, let isPrefix): isPrefix
      case .phrase, .conjunction, .near: true
      case .open, .close, .comma: false
      }
    }

    var isSearchable: Bool {
      switch self {
      case .word(let text, _), .phrase(let text, _):
        text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      default: false
      }
    }

    var text: String {
      switch self {
      case .word(let text, let isPrefix), .phrase(let text, let isPrefix):
        "\"" + Self.unquoted(SearchText.spaced(text)) + "\"" + (isPrefix ? " *" : "")
      case .conjunction(let name): name
      case .near: "NEAR("
      case .open: "("
      case .close: ")"
      case .comma: ","
      }
    }

    /// A quotation mark can still be there as part of a character, with an accent on it.
    private static func unquoted(_ text: String) -> String {
      String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\"" ? " " : $0 }))
    }

    /// Whether something to look for ends, or begins, with it.
    var endsOperand: Bool {
      switch self {
      case .word, .phrase, .close: true
      default: false
      }
    }
    var beginsOperand: Bool {
      switch self {
      case .word, .phrase, .open, .near: true
      default: false
      }
    }
  }

  private static func pieces(of text: String) throws(FeedbackIndexError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text.filter { $0 != "\0" }[...]
    while let character = rest.first {
      rest.removeFirst()
      switch character {
      case "\"":
        guard let end = rest.firstIndex(of: "\"") else { throw refusal(of: text, "a quotation mark is not closed") }
        let phrase = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        pieces.append(.phrase(phrase, isPrefix: takeStar(&rest)))
      case "(": pieces.append(.open)
      case ")": pieces.append(.close)
      case ",": pieces.append(.comma)
      case _ where character.isWhitespace: continue
      default:
        let tail = rest.prefix { !$0.isWhitespace && !"\"(),*".contains($0) }
        rest = rest[tail.endIndex...]
        pieces.append(piece(of: String(character) + tail, &rest))
      }
    }
    return pieces
  }

  private static func piece(of word: String, _ rest: inout Substring) -> Piece {
    if ["AND", "OR", "NOT"].contains(word) { return .conjunction(word) }
    if word == "NEAR", rest.first == "(" {
      rest.removeFirst()
      return .near
    }
    return .word(word, isPrefix: takeStar(&rest))
  }

  /// A star ends a word or phrase whose beginning is enough.
  private static func takeStar(_ rest: inout Substring) -> Bool {
    guard rest.first == "*" else { return false }
    rest.removeFirst()
    return true
  }

  /// Joins the pieces. FTS5 wants `AND` written where a parenthesis is a neighbour, and the distance of `NEAR` bare.
  private static func expression(of pieces: [Piece]) -> String {
    var texts: [String] = []
    var nearDepth = 0
    var previous: Piece?
    for piece in pieces {
      if let previous, previous.endsOperand, piece.beginsOperand, nearDepth == 0 { texts.append("AND") }
      if case .near = piece { nearDepth += 1 }
      if case .close = piece, nearDepth > 0 { nearDepth -= 1 }
      if case .comma? = previous, nearDepth > 0, case .word(let distance, false) = piece, Int(distance) != nil {
        texts.append(distance)
      } else if case .comma = piece, nearDepth == 0 {
        continue
      } else {
        texts.append(piece.text)
      }
      previous = piece
    }
    return texts.joined(separator: " ")
  }
}
