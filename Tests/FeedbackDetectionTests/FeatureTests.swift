import FeedbackDetection
import FeedbackRules
import Testing

@Suite struct FeatureTests {
  private let detector: FeedbackDetector

  init() throws { detector = FeedbackDetector(rules: try rule("pattern: 'nothing of this kind'")) }

  private func features(_ text: String, previous: String) -> [DenseFeature: Float] {
    Said(text, previous: previous).features(detector)
  }

  @Test func theSameMessageAgainIsAllSame() {
    let found = features("Write a poem about 3 cats!", previous: "write a poem about 3 cats")
    for feature in [DenseFeature.gramDice, .gramsKept, .wordDice, .rareWordDice, .sameWords, .exact, .sameNumbers] {
      #expect(found[feature] == 1, "\(feature)")
    }
    #expect(found[.lengthRatio] == nil)
    #expect(found[.sameTemplate] == nil)
  }

  @Test func messagesWithNothingInCommonShareNothing() {
    let found = features("xyz qrs", previous: "Name of that lake")
    for feature in [DenseFeature.gramDice, .wordDice, .rareWordDice, .sharedWeight, .samePrefix, .exact] {
      #expect(found[feature] == nil, "\(feature)")
    }
    #expect(found[.editedWords] == 4)
  }

  @Test func anotherItemInTheSameInstructionIsATemplate() {
    let found = features("Introduce Paris in 200 words", previous: "Introduce Berlin in 200 words")
    #expect(found[.sameTemplate] == 1)
    #expect(found[.sameWords] == 0.8)
    #expect(found[.exact] == nil)
  }

  @Test func containmentTellsWhatWasAddedFromWhatWasLeftOut() {
    let added = features("Write a poem about the sea in four lines", previous: "Write a poem about the sea")
    #expect(added[.wordsKept] == 1)
    #expect((added[.wordsFromPrevious] ?? 0) < 1)
    #expect((added[.lengthRatio] ?? 0) > 0)
    let removed = features("Write a poem about the sea", previous: "Write a poem about the sea in four lines")
    #expect(removed[.wordsFromPrevious] == 1)
    #expect((removed[.wordsKept] ?? 1) < 1)
    #expect((removed[.lengthRatio] ?? 0) < 0)
  }

  @Test func chineseIsComparedByPairsOfIdeographs() {
    let near = features("请用中文介绍一下北京的历史", previous: "请介绍一下北京的历史")
    let far = features("今天天气怎么样", previous: "请介绍一下北京的历史")
    #expect((near[.gramDice] ?? 0) > 0.7)
    #expect((far[.gramDice] ?? 0) < 0.2)
    #expect(near[.isEastAsian] == 1)
  }

  @Test func earlierMessagesAreRemembered() {
    var said = Said("What is the capital of Peru?")
    said.earlier = ["What is the capital of Peru?", "How tall is that mountain over there", "Name three rivers"]
    #expect(said.features(detector)[.earlierDice] == 1)
    said.earlier = ["How tall is that mountain over there", "Name three rivers"]
    said.conversation = 2
    #expect((said.features(detector)[.earlierDice] ?? 0) < 0.3)
  }

  @Test func answersAreLookedAt() {
    var said = Said("no", answer: "1. First point\n2. Second point\n```\ncode\n```\nShall I go on?")
    said.next = "I apologize for the confusion. Here it is."
    let found = said.features(detector)
    for feature in [
      DenseFeature.answerHasList, .answerHasCode, .answerAsks, .answerEndsInQuestion, .nextApologizes, .nextOwnsUp,
    ] {
      #expect(found[feature] == 1, "\(feature)")
    }
    #expect(found[.nextDeclines] == nil)
    said.next = ""
    #expect(said.features(detector)[.nextIsMissing] == 1)
  }

  @Test(arguments: [
    ("Why?", [DenseFeature.asks, .endsInQuestion, .beginsUpper]), ("嗯？好", [.asks]), ("no!", [.exclaims]),
    ("it says \"x\"", [.hasQuote]), ("wait…", [.hasEllipsis]), ("a...", [.hasEllipsis, .endsInStop]),
    ("note: this", [.hasColon]),
  ])
  func marksAreSeen(_ text: String, _ expected: [DenseFeature]) {
    let marks: Set<DenseFeature> = [
      .asks, .endsInQuestion, .beginsUpper, .exclaims, .hasQuote, .hasEllipsis, .endsInStop, .hasColon,
    ]
    #expect(Set(Said(text).features(detector).keys).intersection(marks) == Set(expected))
  }

  @Test func nothingFailsOnWhatIsHardlyText() {
    for text in ["", " ", "\u{200D}", "\0\0", "a", "一", String(repeating: "x ", count: 20_000), "👩‍👩‍👧‍👦"] {
      let values = Said(text, previous: text).features(detector).values
      #expect(values.allSatisfy { $0.isFinite })
    }
  }

  @Test func ngramsAreFoldedAndTakenOnce() {
    let left = Said("Don’t  STOP 12, no no no").ngrams(detector)
    let right = Said("don't stop 34, no no no").ngrams(detector)
    #expect(left == right)
    let all = left.values.joined()
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0 < 1 << UInt32(FollowUpFeatures.placeBits) })
    #expect(left["head"]?.count == 3)
    #expect(Said("stop").ngrams(detector)["head"]?.count == 2)
  }

  @Test func ofALongMessageBothEndsAreRead() {
    let middle = String(repeating: "filler words here ", count: 200)
    let plain = Said("begin " + middle + "end").ngrams(detector)
    #expect(plain != Said("begin " + middle + "other").ngrams(detector))
    #expect(plain != Said("other " + middle + "end").ngrams(detector))
    let mark =
      String(repeating: "filler words here ", count: 100) + "odd " + String(repeating: "filler words here ", count: 100)
    #expect(Set(plain["words"] ?? []) == Set(Said("begin " + mark + "end").ngrams(detector)["words"] ?? []))
  }
}
