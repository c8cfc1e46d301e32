/// Where what a match caught comes from: from the answer, and not from the user.
final class GroupOrigin {
  private let group = NormalForm()
  private let message = NormalForm()
  private let answer = NormalForm(limit: answerBytes)

  private static let answerBytes = 16_000

  /// Whether the words caught stand, one after the other, in the answer and in no user message before.
  func isAnswerAlone(_ caught: UnsafeRawBufferPointer, _ followUp: FollowUp) -> Bool {
    group.begin(caught)
    answer.begin(followUp.answer)
    guard answer.holdsPhrase(group) else { return false }
    return !followUp.earlier.contains { text in
      message.begin(text)
      return message.holdsPhrase(group)
    }
  }
}
