import DatasetWriting
import FeedbackIndex
import Records
import Testing

@Suite("Searching what users said")
struct FeedbackSearchTests {
  private let dataset: SampleDataset
  private let index: FeedbackIndex

  private static let said = [
    "en": "No, that's not what I asked. The café in São Paulo!",
    "en2": "Thanks, works great; C++ and NEAR the end",
    "zh": "不对，我用Python写的代码还是报错",
    "ja": "いいえ、それは間違っています。もう一度お願いします",
    "ko": "아니요, 다시 설명해 주세요",
    "th": "ไม่ใช่ คำตอบผิด",
    "ru": "Нет, это неправильно. Ещё раз, пожалуйста",
  ]

  init() throws {
    dataset = try SampleDataset()
    let sorted = Self.said.sorted { $0.key < $1.key }
    try dataset.add(
      archiveA,
      sorted.enumerated().map { row, item in
        SampleConversation(id: item.key, row: row, feedback: [SampleFeedback(said: item.value)])
      })
    let writer = try FeedbackIndex.open(dataset.layout, for: .writing)
    _ = try writer.update()
    try writer.close()
    index = try FeedbackIndex.open(dataset.layout, for: .reading)
  }

  private func found(_ text: String) throws(FeedbackIndexError) -> [String] {
    var filter = FeedbackFilter()
    filter.text = text
    return try index.hits(filter).map(\.origin.conversationID).sorted()
  }

  @Test(arguments: [
    ("asked", ["en"]), ("ASKED not", ["en"]), ("asked thanks", []), ("that's", ["en"]), ("cafe sao", ["en"]),
    ("not what I asked", ["en"]), ("C++", ["en2"]), ("-asked", ["en"]), ("asked)", ["en"]), ("said:asked", []),
    ("asked \"\u{301}", ["en"]),
    ("great;", ["en2"]), ("near", ["en2"]), ("NEAR", ["en2"]),
  ])
  func `plain words must all occur, whatever signs they hold`(text: String, expected: [String]) throws {
    #expect(try found(text) == expected)
  }

  @Test(arguments: [
    ("不对", ["zh"]), ("对不", []), ("代码 报错", ["zh"]), ("python", ["zh"]), ("用Python写", ["zh"]), ("\"还是报错\"", ["zh"]),
    ("代*", ["zh"]), ("間違って", ["ja"]), ("もう一度", ["ja"]), ("다시", ["ko"]), ("설명해", ["ko"]), ("ผิด", ["th"]),
    ("ไม่ใช่", ["th"]),
    ("неправильно", ["ru"]), ("НЕТ", ["ru"]), ("ЕЩЁ раз", ["ru"]), ("пожал*", ["ru"]),
  ])
  func `in scripts with and without spaces`(text: String, expected: [String]) throws {
    #expect(try found(text) == expected)
  }

  @Test(arguments: [
    ("\"not what I\"", ["en"]), ("\"what not\"", []), ("ask*", ["en"]), ("asked OR thanks", ["en", "en2"]),
    ("thanks AND great", ["en2"]), ("works NOT asked", ["en2"]), ("(asked OR thanks) cafe", ["en"]),
    ("NEAR(not asked, 3)", ["en"]), ("NEAR(no asked, 1)", []), ("不对 OR неправильно", ["ru", "zh"]),
    ("that's OR x", ["en"]),
  ])
  func `operators in capitals, quotation marks and stars make an expression`(text: String, expected: [String]) throws {
    #expect(try found(text) == expected)
  }

  @Test(arguments: [
    "", "   ", "\"", "*", "-", "NEAR(", "NEAR(a", "a AND", "AND", "OR b", "NOT x", "(a OR b", "a OR b)", "\"a\" AND (",
    "\"\"", "\" \"", "()", ",", "🙂", "NEAR(a b, 99999999999999999999)", "NEAR()", "a \"b", "***", "\0",
  ])
  func `what is no search is refused with a reason`(text: String) {
    let error = #expect(throws: FeedbackIndexError.self) { try found(text) }
    #expect(error?.code == .badSearch)
    #expect(error?.nextStep.isEmpty == false)
  }

  @Test(arguments: [
    "^asked", "a:b", "{said}: x", "said : asked", "a + b", "'; DROP TABLE feedback; --", "** a", "*a", "a**",
    "a b\" c\"", "\\",
    "x NOT y NOT z", "NEAR (a b)", "\u{200B}a\u{FEFF}", "a\0b",
  ])
  func `odd signs do no harm`(text: String) throws {
    do throws(FeedbackIndexError) { _ = try found(text) } catch { #expect(error.code == .badSearch) }
  }

  @Test func `thousands of words and parentheses do no harm`() throws {
    let texts = [
      Array(repeating: "asked", count: 5_000).joined(separator: " "),
      Array(repeating: "a", count: 5_000).joined(separator: " OR "),
      String(repeating: "(", count: 5_000) + "a OR b" + String(repeating: ")", count: 5_000),
      String(repeating: "不", count: 20_000),
    ]
    for text in texts {
      do throws(FeedbackIndexError) { _ = try found(text) } catch { #expect(error.code == .badSearch) }
    }
  }
}
