/// Turns the patterns of packs into PCRE2.
///
/// Outside of `[…]` a plain space becomes any run of white space, and an apostrophe each of its forms; `{{name}}` stands
/// for the fragment of that name.
enum PatternTranslation {
  /// A name in `{{…}}` that no fragment has.
  struct UnknownFragment: Error {
    let name: String
  }

  /// `pattern` with its fragments put in.
  static func expanded(_ pattern: String, fragments: [String: String]) throws(UnknownFragment) -> String {
    var result = ""
    var rest = pattern[...]
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
      let name = String(rest[open.upperBound..<close.lowerBound])
      guard isFragmentName(name) else {
        result += rest[..<open.upperBound]
        rest = rest[open.upperBound...]
        continue
      }
      guard let fragment = fragments[name] else { throw UnknownFragment(name: name) }
      result += rest[..<open.lowerBound] + fragment
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  /// Letters, digits, `_` and `-`: what may stand between `{{` and `}}`.
  static func isFragmentName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" || $0 == "-"
      }
  }

  /// The expanded pattern as PCRE2 reads it.
  static func translated(_ pattern: String) -> String {
    var translator = Translator(pattern)
    return translator.run()
  }

  /// The translated pattern as it must match in a window: anchored, or covering all that is said.
  static func fitted(_ translated: String, to window: RuleWindow) -> String {
    switch window {
    case .start: #"\A(?:\#(translated))"#
    case .whole: #"\A(?:\#(translated))(?=[^\p{L}\p{N}]*+\z)"#
    case .head, .tail, .anywhere: translated
    }
  }

  /// Works on UTF-8: all that it looks at is ASCII.
  private struct Translator {
    private let bytes: [UInt8]
    private var at = 0
    private var output: [UInt8] = []
    private var isInClass = false

    init(_ pattern: String) { bytes = Array(pattern.utf8) }

    mutating func run() -> String {
      while at < bytes.count {
        if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
          copy(2)
        } else if isInClass {
          readInClass()
        } else {
          readOutside()
        }
      }
      return String(decoding: output, as: UTF8.self)
    }

    private mutating func copy(_ count: Int) {
      output.append(contentsOf: bytes[at..<min(at + count, bytes.count)])
      at += count
    }

    private mutating func readInClass() {
      if let length = namedClassLength() { return copy(length) }
      if bytes[at] == UInt8(ascii: "]") { isInClass = false }
      copy(1)
    }

    /// The length of `[:alpha:]` where one begins here.
    private func namedClassLength() -> Int? {
      guard bytes[at...].starts(with: "[:".utf8) else { return nil }
      var end = at + 2
      while end + 1 < bytes.count {
        if bytes[end] == UInt8(ascii: ":"), bytes[end + 1] == UInt8(ascii: "]") { return end + 2 - at }
        end += 1
      }
      return nil
    }

    private mutating func readOutside() {
      switch bytes[at] {
      case UInt8(ascii: "["):
        isInClass = true
        copy(1)
        // A bracket that closes the class cannot be its first member.
        if at < bytes.count, bytes[at] == UInt8(ascii: "^") { copy(1) }
        if at < bytes.count, bytes[at] == UInt8(ascii: "]") { copy(1) }
      case UInt8(ascii: " "): put(#"(?:\s+)"#)
      case UInt8(ascii: "'"): put("['’ʼ´`]")
      default: copy(1)
      }
    }

    private mutating func put(_ text: String) {
      output.append(contentsOf: text.utf8)
      at += 1
    }
  }
}
