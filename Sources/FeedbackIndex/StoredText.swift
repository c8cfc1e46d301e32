internal import Foundation

/// Text as the index can store it.
enum StoredText {
  /// The text with U+FFFD for every NUL, at which whoever reads SQLite through C strings would end it.
  static func withoutNUL(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
  }
}

/// A list of short texts in one column, as JSON.
enum JSONList {
  static func text(of items: [String]) -> String {
    if items.isEmpty { return "[]" }
    if items.allSatisfy(\.isPlain) { return "[\"" + items.joined(separator: "\",\"") + "\"]" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    do { return String(decoding: try encoder.encode(items), as: UTF8.self) } catch {
      preconditionFailure("a list of texts always has a JSON form")
    }
  }

  /// The items; nil where the text is no list of texts.
  static func items(in text: String) -> [String]? {
    // Why it is none does not matter: the caller says what it was looking at.
    try? JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}

extension String {
  /// Whether the text stands in JSON as it is.
  fileprivate var isPlain: Bool {
    utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }
}
