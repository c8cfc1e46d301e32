import Testing

@testable import Personas

struct TopicReaderTests {
  @Test(arguments: [
    ("Write a Python function that sorts a list", ConversationTopic.coding),
    ("```swift\nlet a = 1\n``` why is this error: not found", .coding),
    ("Make a pivot table of this Excel spreadsheet", .data),
    ("Solve for x the equation 3x = 9", .maths),
    ("Rewrite this paragraph of my essay", .writing),
    ("Translate this letter to Spanish", .translation),
    ("请翻译这段话", .translation),
    ("I want you to act as a dungeon master", .roleplay),
    ("Create a Midjourney prompt of a cat", .imagePrompt),
    ("Draft a marketing plan for my startup", .business),
    ("Make a quiz for my students", .education),
    ("What are the symptoms of this disease?", .health),
    ("Напиши рассказ о море", .writing),
    ("How do the villains react to the hero?", .other),
    ("What is the capital of Peru?", .other),
    ("hello", .other),
    ("", .other),
  ])
  func theTopicIsToldFromTheFirstMessage(_ message: String, _ topic: ConversationTopic) {
    let reader = TopicReader()
    #expect(Array(message.utf8).withUnsafeBytes { reader.topic(of: $0) } == topic)
  }

  @Test func twoTopicsOfEqualWeightAreNone() {
    let reader = TopicReader()
    let message = "A quiz about calories"
    #expect(Array(message.utf8).withUnsafeBytes { reader.topic(of: $0) } == .other)
  }
}
