import DatasetWriting
import FeedbackIndex
import Records
import Testing

@Suite("Groups, conversations and numbers")
struct FeedbackGroupTests {
  private let dataset: SampleDataset
  private let index: FeedbackIndex

  init() throws {
    dataset = try SampleDataset()
    try dataset.add(
      archiveA,
      [
        SampleConversation(
          id: "one", row: 0, followUps: 10,
          feedback: [
            SampleFeedback(message: 2, evidence: ["r.a", "r.b"]), SampleFeedback(message: 4, evidence: ["r.a"]),
          ]),
        SampleConversation(
          id: "same", row: 1, model: "m2", timestamp: "2024-06-02T00:00:00.000Z", followUps: 5,
          feedback: [
            SampleFeedback(category: .positiveFeedback, evidence: ["r.c"])
          ]),
      ])
    try dataset.add(
      archiveB,
      [
        SampleConversation(id: "same", row: 0, timestamp: "", followUps: 5),
        SampleConversation(id: "silent", row: 1, followUps: 0),
      ])
    let writer = try FeedbackIndex.open(dataset.layout, for: .writing)
    _ = try writer.update()
    try writer.close()
    index = try FeedbackIndex.open(dataset.layout, for: .reading)
  }

  private func groups(_ keys: [GroupKey], _ filter: FeedbackFilter = FeedbackFilter()) throws -> [FeedbackGroup] {
    try index.group(by: keys, filter)
  }

  @Test(arguments: GroupKey.allCases)
  func `every key gives groups, the largest first`(key: GroupKey) throws {
    let groups = try groups([key])
    #expect(groups.map(\.count) == groups.map(\.count).sorted(by: >))
    #expect(groups.reduce(0) { $0 + $1.count } == (key == .rule ? 4 : 3))
    #expect(groups.allSatisfy { $0.values.count == 1 })
  }

  @Test func `rates are of the follow-ups of their conversations`() throws {
    let rates = try index.rates(by: [.model])
    #expect(rates.map(\.values) == [["gpt-4"], ["m2"]])
    #expect(rates.map(\.followUps) == [15, 5] && rates.map(\.conversations) == [2, 1])
    #expect(rates.map(\.negative) == [2, 0] && rates.map(\.positive) == [0, 1])
    #expect(rates[0].negativeElsewhere == 0 && rates[1].negativeElsewhere == 2.0 / 15)
    #expect(rates[0].drift == .higher && rates[1].drift == nil)
    let months = try index.rates(by: [.month, .format])
    #expect(months.map(\.values) == [["", "wildchat"], ["2024-05", "wildchat"], ["2024-06", "wildchat"]])
    #expect(months.reduce(0) { $0 + $1.followUps } == 20)
  }

  @Test func `values, counts and conversations`() throws {
    let byCategory = try groups([.category])
    #expect(byCategory.map(\.values) == [["make_aware_without_correction"], ["positive_feedback"]])
    #expect(byCategory.map(\.count) == [2, 1] && byCategory.map(\.conversations) == [1, 1])
    #expect(try groups([.month]).map(\.values) == [["2024-05"], ["2024-06"]])
    #expect(try groups([.day]).map(\.values) == [["2024-05-01"], ["2024-06-02"]])
    #expect(try groups([.archive]).map(\.values) == [["/logs/aaaa/log.jsonl.gz"]])
    #expect(try groups([.rule]).map(\.values) == [["r.a"], ["r.b"], ["r.c"]])
  }

  @Test func `several keys, none, a filter, a limit`() throws {
    #expect(try groups([.model, .polarity]).map(\.values) == [["gpt-4", "negative"], ["m2", "positive"]])
    #expect(try groups([]).map(\.count) == [3])
    var filter = FeedbackFilter()
    filter.polarity = .positive
    #expect(try groups([.model], filter).map(\.values) == [["m2"]])
    filter = FeedbackFilter()
    filter.limit = 1
    #expect(try groups([.model], filter).map(\.values) == [["gpt-4"]])
    filter.text = "wrong"
    filter.archives = ["*.gz"]
    #expect(try groups([.rule, .archive], filter).map(\.count) == [2])
  }

  @Test func `a conversation is found by each of its names`() throws {
    let byRecord = try index.conversations(matching: "\(archiveA)-0-0")
    let byFeedback = try index.conversations(matching: "\(archiveA)-0-0-4")
    #expect(byFeedback == byRecord)
    #expect(try index.conversations(matching: "one") == byRecord)
    let found = try #require(byRecord.first)
    #expect(found.feedback.map(\.messageIndex) == [2, 4])
    #expect(found.messages == 6 && found.userMessages == 3 && found.followUps == 10 && found.feedbackCount == 2)
    #expect(found.negativeCount == 2 && found.opening == "Hello" && found.byte == 0 && found.contentBytes == 400)
    #expect(String(decoding: try index.fullRow(of: found), as: UTF8.self).contains("\"opening\":\"Hello\""))
  }

  @Test func `a source's id may name several conversations, or none`() throws {
    let same = try index.conversations(matching: "same")
    #expect(same.map(\.origin.recordID) == ["\(archiveA)-0-1", "\(archiveB)-0-0"])
    #expect(same.map(\.feedback.count) == [1, 0])
    #expect(try index.conversations(matching: "same", limit: 1).count == 1)
    #expect(try index.conversations(matching: "nobody").isEmpty)
  }

  @Test func `the totals are those of the segments and rows`() throws {
    let statistics = try index.statistics()
    #expect(statistics.archives == 2 && statistics.conversations == 4 && statistics.messages == 24)
    #expect(statistics.followUps == 20 && statistics.feedback == 3 && statistics.conversationsWithFeedback == 2)
    #expect(statistics.categories.map(\.category) == FeedbackCategory.allCases)
    #expect(statistics.categories.map(\.count) == [0, 2, 0, 0, 1])
    #expect(statistics.categories[1].share == 0.1)
    #expect(statistics.categories[1].interval == WilsonInterval(successes: 2, of: 20))
  }

  @Test func `an empty dataset has numbers too`() throws {
    let empty = try SampleDataset()
    let writer = try FeedbackIndex.open(empty.layout, for: .writing)
    #expect(try writer.update() == IndexUpdate())
    #expect(try writer.statistics().categories.map(\.share) == [0, 0, 0, 0, 0])
    #expect(try writer.hits(FeedbackFilter()).isEmpty)
    #expect(try writer.group(by: [], FeedbackFilter()).isEmpty)
  }
}
