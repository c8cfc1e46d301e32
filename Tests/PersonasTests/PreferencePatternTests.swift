import Testing

@testable import Personas

struct PreferencePatternTests {
  @Test(arguments: KindExamples.english) func whatIsSaidInEnglishIsRead(_ examples: KindExamples) {
    for (message, value) in examples.positive {
      let first = Reading.of(message).first { $0.kind == examples.kind }
      #expect(first.map(Reading.signed) == value, "\(message)")
    }
  }

  @Test(arguments: KindExamples.english) func whatSoundsAlikeInEnglishIsNotRead(_ examples: KindExamples) {
    for message in examples.negative {
      let found = Reading.of(message).filter { $0.kind == examples.kind }.map(Reading.signed)
      #expect(found.isEmpty, "\(message): \(found)")
    }
  }

  @Test func everyKindHasEightExamplesOfEachSort() {
    #expect(Set(KindExamples.english.map(\.kind)) == Set(PreferenceKind.allCases))
    for examples in KindExamples.english {
      #expect(examples.positive.count >= 8)
      #expect(examples.negative.count >= 8)
    }
  }

  @Test(arguments: LanguageExamples.all) func whatIsSaidInOtherLanguagesIsRead(_ examples: LanguageExamples) {
    for (message, kind, value) in examples.positive {
      let found = Reading.of(message).filter { $0.kind == kind }.map(Reading.signed)
      #expect(found.contains(value), "\(message): \(found)")
    }
  }

  @Test(arguments: LanguageExamples.all) func whatSoundsAlikeInOtherLanguagesIsNotRead(_ examples: LanguageExamples) {
    for message in examples.negative {
      let found = Reading.of(message).map(Reading.signed)
      #expect(found.isEmpty, "\(message): \(found)")
    }
  }

  @Test func theCuesFindAllThatThePatternsFindAlone() {
    let messages =
      KindExamples.english.flatMap { $0.positive.map(\.message) + $0.negative }
      + LanguageExamples.all.flatMap { $0.positive.map(\.message) + $0.negative }
    let slow = PreferenceReader(plan: .shared, usesCues: false)
    let fast = PreferenceReader()
    for message in messages + messages.map({ $0.uppercased() }) + messages.map({ $0.replacing(" ", with: "\n  ") }) {
      #expect(Reading.of(message, by: fast) == Reading.of(message, by: slow), "\(message)")
    }
  }

  @Test func everyValueIsOneThatCardsCanName() {
    for pattern in PreferencePattern.all where pattern.kind != .standingInstruction {
      #expect(
        PreferencePhrase.text(pattern.kind, pattern.value, pattern.polarity) != nil,
        "\(pattern.kind) \(pattern.value)")
    }
  }
}

/// Reads messages for tests.
enum Reading {
  static func of(_ message: String, by reader: PreferenceReader = PreferenceReader()) -> [StatedPreference] {
    reader.beginConversation()
    return next(message, by: reader)
  }

  /// Reads another message of the same conversation.
  static func next(_ message: String, by reader: PreferenceReader) -> [StatedPreference] {
    var found: [StatedPreference] = []
    Array(message.utf8).withUnsafeBytes { reader.read($0, into: &found) }
    return found
  }

  /// The value, with `-` before one that is not wanted.
  static func signed(_ preference: StatedPreference) -> String {
    (preference.polarity == .avoid ? "-" : "") + preference.value
  }
}
