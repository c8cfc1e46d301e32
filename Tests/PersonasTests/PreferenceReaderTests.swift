import Records
import Testing

@testable import Personas

struct PreferenceReaderTests {
  @Test func theSpanIsTheQuoteWordForWord() {
    let message = "Voilà ¡olé! Please always use metric units. Thanks"
    let found = Reading.of(message)
    let bytes = Array(message.utf8)
    let quotes = found.map { String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self) }
    #expect(quotes == ["always use metric units", "use metric units"])
  }

  @Test(arguments: [
    "```\n// make it shorter\n```", "what does `make it shorter` do", "he wrote \"make it shorter\" on it",
    "> make it shorter\nwhat is meant by this", "“make it shorter” is what she said", "他写着「写得再简短一点」这句话",
  ])
  func codeAndQuotationsAreNotRead(_ message: String) {
    #expect(Reading.of(message).isEmpty)
  }

  @Test func whatStandsBesideAQuotationIsRead() {
    #expect(Reading.of("\"Dear Sir\" make it shorter and 5\" wide").map(\.value) == ["shorter"])
    #expect(Reading.of("```\nx = 1\n```\nadd comments to it").map(\.value) == ["comments"])
  }

  @Test func pastedTextIsNotReadAndTheRequestAroundItIs() {
    let pasted = String(repeating: "Always give your visitors a chair. Make it shorter. ", count: 20)
    let found = Reading.of("Rewrite this in a formal tone:\n" + pasted + "\n\nno emojis please")
    #expect(found.map(\.value) == ["formal", "emoji"])
  }

  @Test func theMiddleOfALongMessageIsNotRead() {
    let filler = String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 60)
    #expect(Reading.of(filler + "Make it shorter. " + filler).isEmpty)
    #expect(Reading.of("Make it shorter. " + filler).map(\.value) == ["shorter"])
  }

  @Test func behindAPartToPlayNothingIsReadUntilTheNextConversation() {
    let reader = PreferenceReader()
    #expect(Reading.of("I want you to act as a terminal. Always reply in one code block.", by: reader).isEmpty)
    #expect(Reading.next("make it shorter", by: reader).isEmpty)
    #expect(Reading.of("make it shorter", by: reader).map(\.value) == ["shorter"])
  }

  @Test func oneMessageStatesAKindAndValueOnce() {
    #expect(Reading.of("make it shorter, please make it shorter").count == 1)
  }

  @Test func notWantedWinsOverWantedInTheSameWords() {
    #expect(Reading.of("do not use bullet points").map(Reading.signed) == ["-bullet_points"])
  }

  @Test(arguments: ["", " ", "\n", "ä", "\u{0}", "```", "\"", "\n\n\n:", "🙂", String(repeating: "`", count: 5_000)])
  func oddMessagesStateNothing(_ message: String) {
    #expect(Reading.of(message).isEmpty)
  }

  @Test func readingTheSameTwiceGivesTheSame() {
    let reader = PreferenceReader()
    let messages = KindExamples.english.flatMap { $0.positive.map(\.message) }
    let first = messages.map { Reading.of($0, by: reader) }
    #expect(messages.map { Reading.of($0, by: reader) } == first)
    #expect(reader.takeFailures() == 0)
  }

  @Test func theBehaviourNamesEveryPattern() {
    for pattern in PreferencePattern.all { #expect(PreferenceReader.behaviour.contains(pattern.pattern)) }
  }
}
