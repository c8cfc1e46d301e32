import DatasetWriting
import FeedbackIndex
import Records
import Testing

/// One dataset for all filters: seven pieces of feedback, each known by its id without the archive's digits.
@Suite("Filters")
struct FeedbackFilterTests {
  private let dataset: SampleDataset
  private let index: FeedbackIndex

  init() throws {
    dataset = try SampleDataset()
    try dataset.add(
      archiveA, name: "nightly[1].jsonl.gz",
      [
        SampleConversation(
          id: "first", row: 0,
          feedback: [
            SampleFeedback(confidence: 0.9, message: 2),
            SampleFeedback(category: .positiveFeedback, confidence: 0.5, message: 4, evidence: ["en.thanks.plain"]),
          ]),
        SampleConversation(
          id: "second", row: 1, model: "gpt-3.5-turbo", language: "zh", user: "u2",
          feedback: [
            SampleFeedback(category: .askForClarification, mixed: true, evidence: ["zh.ask.why", "zh.complaint.wrong"])
          ]),
        SampleConversation(
          id: "", row: 10, model: "gpt-4*", timestamp: "2024-05-31T23:59:59.000Z", feedback: [SampleFeedback()]),
      ])
    try dataset.add(
      archiveB, name: "other.zip",
      [
        SampleConversation(
          id: "first", row: 0, timestamp: "2024-06-01T00:00:00.000Z", user: "u3",
          feedback: [
            SampleFeedback(category: .repeatOrRephrase)
          ]),
        SampleConversation(
          id: "untimed", row: 1, language: "", timestamp: "", user: "",
          feedback: [
            SampleFeedback(category: .makeAwareWithCorrection, evidence: [])
          ]),
        SampleConversation(id: "silent", row: 2),
      ])
    let writer = try FeedbackIndex.open(dataset.layout, for: .writing)
    _ = try writer.update()
    try writer.close()
    index = try FeedbackIndex.open(dataset.layout, for: .reading)
  }

  /// The matches in the filter's order, as `a0-2`: archive's first letter, row, message.
  private func found(_ change: (inout FeedbackFilter) -> Void) throws -> [String] {
    var filter = FeedbackFilter()
    change(&filter)
    let hits = try index.hits(filter)
    if filter.limit == nil, filter.offset == 0 { #expect(try index.count(filter) == hits.count) }
    return hits.map { "\($0.origin.archive.rawValue.prefix(1))\($0.origin.row)-\($0.messageIndex)" }
  }

  @Test func `none lets everything through, by place`() throws {
    #expect(try found { _ in } == ["a0-2", "a0-4", "a1-2", "a10-2", "b0-2", "b1-2"])
  }

  @Test func `by category, polarity and mixture`() throws {
    #expect(try found { $0.categories = [.positiveFeedback, .repeatOrRephrase] } == ["a0-4", "b0-2"])
    #expect(try found { $0.polarity = .positive } == ["a0-4"])
    #expect(try found { $0.polarity = .negative }.count == 5)
    #expect(try found { $0.mixed = true } == ["a1-2"])
    #expect(try found { $0.mixed = false }.count == 5)
  }

  @Test func `by model, letter by letter or with stars`() throws {
    #expect(try found { $0.models = ["gpt-3.5-turbo"] } == ["a1-2"])
    #expect(try found { $0.models = ["gpt-3*"] } == ["a1-2"])
    #expect(try found { $0.models = ["*turbo", "nothing"] } == ["a1-2"])
    #expect(try found { $0.models = ["GPT-4"] } == [])
    #expect(try found { $0.models = ["gpt-?"] } == [])
  }

  @Test func `by language and user`() throws {
    #expect(try found { $0.languages = ["zh"] } == ["a1-2"])
    #expect(try found { $0.languages = [""] } == ["b1-2"])
    #expect(try found { $0.users = ["u2", "u3"] } == ["a1-2", "b0-2"])
  }

  @Test func `by time: a date means its day, an unknown time is in no span`() throws {
    #expect(try found { $0.since = "2024-06-01" } == ["b0-2"])
    #expect(try found { $0.until = "2024-05-01" } == ["a0-2", "a0-4", "a1-2"])
    #expect(try found { $0.until = "2024-05" }.count == 4)
    #expect(try found { $0.until = "2024-05-31T23:59:58Z" }.count == 3)
    #expect(try found { $0.until = "2024-05-31T23:59:59Z" }.count == 4)
    #expect(
      try found {
        $0.since = "2024-05-31"; $0.until = "2024-05-31"
      } == ["a10-2"])
    #expect(try found { $0.since = "2024" }.count == 5)
    #expect(try found { $0.since = "2024-02-29" }.count == 5)
  }

  @Test(arguments: [
    "yesterday", "", "2024-13", "2024-02-30", "2023-02-29", "2100-02-29", "2024-04-31",
    "2024-05-99", "2024-5-1", "2024-05-01 12:00", "2024Z", "2024-05-01T25", "２０２４",
  ])
  func `refuses what is no time`(text: String) throws {
    let error = #expect(throws: FeedbackIndexError.self) { try found { $0.since = text } }
    #expect(error?.code == .badTime)
  }

  @Test func `by rule, by confidence`() throws {
    #expect(try found { $0.rules = ["zh.complaint.wrong"] } == ["a1-2"])
    #expect(try found { $0.rules = ["zh.*"] } == ["a1-2"])
    #expect(try found { $0.rules = ["*.wrong"] }.count == 4)
    #expect(try found { $0.minimumConfidence = 0.8 }.count == 5)
    #expect(try found { $0.minimumConfidence = 0.81 } == ["a0-2"])
  }

  @Test func `by archive: id, path, file name, with stars`() throws {
    #expect(try found { $0.archives = [archiveB] } == ["b0-2", "b1-2"])
    #expect(try found { $0.archives = ["bbbb*"] } == ["b0-2", "b1-2"])
    #expect(try found { $0.archives = ["/logs/bbbb/other.zip"] } == ["b0-2", "b1-2"])
    #expect(try found { $0.archives = ["other.zip"] } == ["b0-2", "b1-2"])
    #expect(try found { $0.archives = ["nightly[1]*"] }.count == 4)
    #expect(try found { $0.archives = ["other*", "*.gz"] }.count == 6)
    #expect(try found { $0.archives = ["elsewhere.zip"] } == [])
  }

  @Test func `by conversation`() throws {
    #expect(try found { $0.conversations = ["first"] } == ["a0-2", "a0-4", "b0-2"])
    #expect(try found { $0.conversations = ["\(archiveA)-0-1", "untimed"] } == ["a1-2", "b1-2"])
  }

  @Test func `limit, offset and order`() throws {
    #expect(try found { $0.limit = 2 } == ["a0-2", "a0-4"])
    #expect(
      try found {
        $0.limit = 2; $0.offset = 3
      } == ["a10-2", "b0-2"])
    #expect(try found { $0.offset = 5 } == ["b1-2"])
    #expect(try found { $0.limit = 0 } == [])
    #expect(try found { $0.order = .newest } == ["b0-2", "a10-2", "a0-2", "a0-4", "a1-2", "b1-2"])
    #expect(try found { $0.order = .oldest } == ["a0-2", "a0-4", "a1-2", "a10-2", "b0-2", "b1-2"])
    #expect(try found { $0.order = .confidence }.first == "a0-2")
    #expect(try found { $0.order = .confidence }.last == "a0-4")
  }

  @Test func `all that is set must hold; values are never SQL`() throws {
    #expect(
      try found {
        $0.models = ["gpt-4"]; $0.polarity = .negative; $0.users = ["u1"]; $0.until = "2024-05-01"
      } == ["a0-2"])
    #expect(
      try found {
        $0.users = ["' OR 1=1 --"]; $0.languages = ["en\0"]
      } == [])
  }

  @Test func `a hit has all columns, and leads to its row`() throws {
    var filter = FeedbackFilter()
    filter.languages = ["zh"]
    let hit = try #require(try index.hits(filter).first)
    #expect(hit.feedbackID == "\(archiveA)-0-1-2" && hit.origin.recordID == "\(archiveA)-0-1")
    #expect(hit.origin.archivePath == "/logs/aaaa/nightly[1].jsonl.gz" && hit.origin.member == "part-0.jsonl")
    #expect(hit.category == .askForClarification && hit.polarity == .negative && hit.isMixed)
    #expect(hit.evidence == [RuleID("zh.ask.why"), RuleID("zh.complaint.wrong")])
    #expect(hit.span == ByteSpan(start: 0, end: 5) && hit.quote == "no, t" && hit.said == "no, that is wrong")
    #expect((hit.turn, hit.messageIndex, hit.targetIndex, hit.promptOmitted) == (1, 2, 1, 0))
    let row = String(decoding: try index.fullRow(of: hit), as: UTF8.self)
    #expect(row.hasPrefix("{\"record_id\":\"\(archiveA)-0-1\"") && row.hasSuffix("\"next_response\":\"\"}"))
  }

  @Test func `whole rows come in any order`() throws {
    let rows = FullRows(dataset.layout)
    for hit in try index.hits(FeedbackFilter()).reversed() {
      let row = String(decoding: try rows.bytes(at: hit.place), as: UTF8.self)
      #expect(row.contains("\"feedback_id\":\"\(hit.feedbackID)\""))
    }
  }
}
