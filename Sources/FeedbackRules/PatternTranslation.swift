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
    var translator = Translator(Array(pattern.unicodeScalars))
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

  private struct Translator {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var output = String.UnicodeScalarView()
    private var isInClass = false

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func run() -> String {
      while at < scalars.count {
        if scalars[at] == "\\", at + 1 < scalars.count {
          copy(2)
        } else if isInClass {
          readInClass()
        } else {
          readOutside()
        }
      }
      return String(output)
    }

    private mutating func copy(_ count: Int) {
      output.append(contentsOf: scalars[at..<min(at + count, scalars.count)])
      at += count
    }

    private mutating func readInClass() {
      if let length = namedClassLength() { return copy(length) }
      if scalars[at] == "]" { isInClass = false }
      copy(1)
    }

    /// The length of `[:alpha:]` where one begins here.
    private func namedClassLength() -> Int? {
      guard scalars[at...].starts(with: "[:".unicodeScalars) else { return nil }
      var end = at + 2
      while end + 1 < scalars.count {
        if scalars[end] == ":", scalars[end + 1] == "]" { return end + 2 - at }
        end += 1
      }
      return nil
    }

    private mutating func readOutside() {
      switch scalars[at] {
      case "[":
        isInClass = true
        copy(1)
        // A bracket that closes the class cannot be its first member.
        if at < scalars.count, scalars[at] == "^" { copy(1) }
        if at < scalars.count, scalars[at] == "]" { copy(1) }
      case " ": put(#"(?:\s+)"#)
      case "'": put("['’ʼ´`]")
      default: copy(1)
      }
    }

    private mutating func put(_ text: String) {
      output.append(contentsOf: text.unicodeScalars)
      at += 1
    }
  }
}
