/// A user message after the first answer, with what the rules may ask about: borrowed bytes, valid for one call.
///
/// All text is valid UTF-8. A message that holds nothing but white space is neither an answer nor a previous message.
public struct FollowUp {
  /// The follow-up itself.
  public var text: UnsafeRawBufferPointer
  /// The nearest assistant message before it; empty where there is none.
  public var answer: UnsafeRawBufferPointer
  /// The first assistant message behind it, if no user message stands between; empty where there is none.
  public var next: UnsafeRawBufferPointer
  /// All user messages before it, in their order; the last is the *previous* one. Empty where there is none.
  public var earlier: UnsafeBufferPointer<UnsafeRawBufferPointer>
  /// What the log gives as instructions to the assistant (the system message); empty where there is none.
  public var instructions = UnsafeRawBufferPointer(start: nil, count: 0)
  /// A number that tells one conversation from the one handled before it on the same detector. What is found out about
  /// `earlier` is kept while it stays the same, so that each message is looked at once.
  public var conversation: Int
  /// The number of the exchange that the follow-up opens, from 2.
  public var turn: Int
  /// Whether no follow-up stands before it in the conversation.
  public var isFirst: Bool
  /// How many user messages stand behind it.
  public var later: Int
  /// The language that the conversation states.
  public var language: LanguageCode

  public init(
    text: UnsafeRawBufferPointer, answer: UnsafeRawBufferPointer, next: UnsafeRawBufferPointer,
    earlier: UnsafeBufferPointer<UnsafeRawBufferPointer>, conversation: Int, turn: Int, isFirst: Bool, later: Int = 0,
    language: LanguageCode
  ) {
    self.text = text
    self.answer = answer
    self.next = next
    self.earlier = earlier
    self.conversation = conversation
    self.turn = turn
    self.isFirst = isFirst
    self.later = later
    self.language = language
  }

  /// The nearest user message before it.
  var previous: UnsafeRawBufferPointer { earlier.last ?? UnsafeRawBufferPointer(start: nil, count: 0) }
}
