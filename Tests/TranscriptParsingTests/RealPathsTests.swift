import Records
import Testing
import TranscriptParsing

/// What a file holds.
private struct Counts: Hashable {
  var conversations = 0
  var messages = 0
  var newMessages = 0
  /// User messages after the first answer: of all conversations, and of those messages that are new in theirs.
  var followUps = 0
  var newFollowUps = 0
  var comparisons = 0
  var edits = 0

  mutating func add(_ reading: PathReading) {
    for (conversation, firstNew) in zip(reading.conversations, reading.firstNew) {
      let messages = conversation.messages
      let answer = messages.firstIndex { $0.role == .assistant } ?? messages.count
      let places = messages.indices.filter { $0 > answer && messages[$0].role == .user }
      conversations += 1
      self.messages += messages.count
      newMessages += messages.count - firstNew
      followUps += places.count
      newFollowUps += places.count { $0 >= firstNew }
    }
    comparisons += reading.comparisons.count
    edits += reading.edits.count
  }
}

@Suite("Real records that hold several conversations") struct RealPathsTests {
  @Test("of OpenAssistant give what is in them") func openAssistant() throws {
    var counts = Counts()
    for line in try fixture("openassistant.jsonl") {
      let reading = try PathReading(line)
      #expect(reading.conversations.allSatisfy { $0.format == .openassistant && $0.language == "en" })
      counts.add(reading)
    }
    #expect(
      counts
        == Counts(
          conversations: 42, messages: 154, newMessages: 77, followUps: 44, newFollowUps: 31, comparisons: 13, edits: 0)
    )
  }

  @Test("of ChatGPT's export give what is in them") func export() throws {
    var counts = Counts()
    for line in try fixture("chatgpt.jsonl") {
      let reading = try PathReading(line)
      #expect(reading.conversations.allSatisfy { $0.format == .chatgpt && !$0.timestamp.isEmpty && !$0.id.isEmpty })
      counts.add(reading)
    }
    #expect(
      counts
        == Counts(
          conversations: 13, messages: 50, newMessages: 27, followUps: 15, newFollowUps: 10, comparisons: 5, edits: 2))
  }

  @Test("of Chatbot Arena give two conversations and a vote each") func arena() throws {
    var winners: [String] = []
    for line in try fixture("arena.jsonl") {
      let reading = try PathReading(line)
      #expect(reading.conversations.map(\.model) == ["human-a", "human-b"])
      #expect(reading.firstNew == [0, 1])
      let vote = try #require(reading.comparisons.first)
      #expect(vote.origin == .vote && vote.obstacle == nil && vote.promptMessages == 1)
      winners.append(reading.conversations[vote.answers[0].path].model)
    }
    #expect(winners == ["human-a", "human-b", "human-b", "human-a"])
  }
}
