/// A piece of a prompt with places that are filled for each request, written `{{name}}`.
///
/// What is filled in is never looked at again, so that a text that holds `{{log}}` itself stays as it is.
public struct PromptText: Hashable, Sendable {
  /// What may be filled in.
  public enum Placeholder: String, CaseIterable, Hashable, Sendable {
    /// The mark of this request that no text in it holds.
    case nonce
    /// The messages, one JSON object a line.
    case log
    /// The numbers of the messages that are to be answered for.
    case followUps = "follow_ups"
    /// A number that the question names: how many texts are shown, or how long one may be.
    case number
    /// The examples, one JSON object a line.
    case examples
    /// What was wrong with a reply, one sentence a line.
    case problems
  }

  private enum Piece: Hashable, Sendable {
    case words(String)
    case place(Placeholder)
  }

  private let pieces: [Piece]

  /// The placeholders in the order they stand in.
  var placeholders: [Placeholder] {
    pieces.compactMap { if case .place(let placeholder) = $0 { placeholder } else { nil } }
  }

  /// The words alone, without what stands in `{{…}}`.
  var words: String {
    pieces.map { if case .words(let words) = $0 { words } else { "" } }.joined()
  }

  /// Reads a text; nil, and the name, where a placeholder is unknown or is not closed.
  static func read(_ text: String) -> Result<PromptText, UnknownPlaceholder> {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let opening = rest.firstRange(of: "{{") {
      let behind = rest[opening.upperBound...]
      guard let closing = behind.firstRange(of: "}}") else {
        return .failure(UnknownPlaceholder(name: "{{"))
      }
      let name = String(behind[..<closing.lowerBound])
      guard let placeholder = Placeholder(rawValue: name) else { return .failure(UnknownPlaceholder(name: name)) }
      pieces.append(.words(String(rest[..<opening.lowerBound])))
      pieces.append(.place(placeholder))
      rest = behind[closing.upperBound...]
    }
    pieces.append(.words(String(rest)))
    return .success(PromptText(pieces: pieces))
  }

  struct UnknownPlaceholder: Error { let name: String }

  /// The text with every place filled; a place without a value is left empty.
  func filled(_ values: [Placeholder: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .place(let placeholder): values[placeholder] ?? ""
      }
    }.joined()
  }
}

extension StringProtocol {
  /// The first place of a text in this one, by scalars: a combining mark behind it does not hide it.
  fileprivate func firstRange(of sought: String) -> Range<Index>? {
    let scalars = Array(sought.unicodeScalars)
    var start = unicodeScalars.startIndex
    while start < unicodeScalars.endIndex {
      var end = start
      var matched = 0
      while matched < scalars.count, end < unicodeScalars.endIndex, unicodeScalars[end] == scalars[matched] {
        matched += 1
        end = unicodeScalars.index(after: end)
      }
      if matched == scalars.count { return start..<end }
      start = unicodeScalars.index(after: start)
    }
    return nil
  }
}
