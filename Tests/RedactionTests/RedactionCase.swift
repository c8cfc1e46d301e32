import Redaction

/// A text with what must be replaced in it between `⟦` and `⟧`, and nothing else.
struct RedactionCase: CustomStringConvertible, Sendable {
  let kind: RedactionKind
  let marked: String

  init(_ kind: RedactionKind, _ marked: String) {
    self.kind = kind
    self.marked = marked
  }

  /// The text without the brackets.
  var text: String { marked.filter { $0 != "⟦" && $0 != "⟧" } }

  /// What stands between the brackets.
  var values: [String] {
    marked.split(separator: "⟦", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      part.split(separator: "⟧", omittingEmptySubsequences: false).first.map(String.init)
    }
  }

  var description: String { "\(kind.rawValue): \(marked)" }

  static let positive =
    mail + phones + cards + accounts + socialSecurity + addresses + keys + secrets + logins + wallets + users
}

/// Made-up bodies of keys, so that no key stands in this repository, not even a made-up one.
enum MadeUp {
  /// Letters and digits that look drawn by lot, the same at every call.
  static func body(_ count: Int) -> String { take(count, "q7Rk2ZtV9bXw4LmNc8YpD5sHfJ3gTe6A") }
  static func hexadecimal(_ count: Int) -> String { take(count, "9f3a7c1e5b8d2046") }
  static func base64(_ count: Int) -> String { take(count, "q7Rk2Zt/V9bXw4Lm+Nc8YpD5sHfJ3gTe6A") }

  private static func take(_ count: Int, _ alphabet: String) -> String {
    let letters = Array(alphabet)
    return String((0..<count).map { letters[($0 * 7 + $0 / letters.count) % letters.count] })
  }
}
