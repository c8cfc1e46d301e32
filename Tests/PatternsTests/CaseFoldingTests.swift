import Patterns
import Testing

@Suite struct CaseFoldingTests {
  @Test(arguments: [
    ("A", "a"), ("É", "é"), ("Я", "я"), ("Σ", "ς"), ("ſ", "S"), ("\u{212A}", "k"), ("ẞ", "ß"), ("Ế", "ế"),
    ("’", "'"), ("`", "'"), ("\u{A0}", " "), ("\u{3000}", " "), ("\n", " "),
  ])
  func charactersThatCountAsOneAreOne(_ left: String, _ right: String) throws {
    #expect(CaseFolding.fold(try value(left)) == CaseFolding.fold(try value(right)))
  }

  @Test func charactersThatDifferStayApart() throws {
    #expect(CaseFolding.fold(try value("a")) != CaseFolding.fold(try value("á")))
    #expect(CaseFolding.fold(try value("你")) == (try value("你")))
  }

  /// The promise of `isComplete`, held against PCRE2 itself.
  @Test func whateverACaselessPatternMatchesHasTheSameFold() throws {
    let cased = (UInt32(0x41)..<0x1_E944).compactMap(Unicode.Scalar.init).filter {
      $0.properties.changesWhenCaseMapped || $0.properties.changesWhenCaseFolded
    }
    let subject = Array(String(String.UnicodeScalarView(cased)).utf8)
    let scratch = MatchScratch()
    for scalar in cased where CaseFolding.isComplete(scalar.value) {
      let pattern = try CompiledPattern("\\x{\(String(scalar.value, radix: 16))}")
      try subject.withUnsafeBytes { bytes in
        var start = 0
        while let match = try scratch.firstMatch(of: pattern, in: bytes, from: start) {
          let found = String(decoding: bytes[match], as: UTF8.self)
          let fold = CaseFolding.fold(try value(found))
          #expect(fold == CaseFolding.fold(scalar.value), "\(scalar) matches \(found)")
          start = match.upperBound
        }
      }
    }
  }

  /// The promise that white space is folded, held against PCRE2 itself.
  @Test func whateverCountsAsWhiteSpaceFoldsToASpace() throws {
    let pattern = try CompiledPattern(#"\s|\h|\v"#)
    let scratch = MatchScratch()
    for scalar in (UInt32(1)..<0x1_0000).compactMap(Unicode.Scalar.init) {
      let isSpace = try Array(String(Character(scalar)).utf8).withUnsafeBytes {
        try scratch.firstMatch(of: pattern, in: $0) != nil
      }
      if isSpace { #expect(CaseFolding.fold(scalar.value) == 0x20, "U+\(String(scalar.value, radix: 16))") }
    }
  }

  private func value(_ text: String) throws -> UInt32 { try #require(text.unicodeScalars.first).value }
}
