internal import Records

/// A request with feedback behind it, as if the user had said all of it at once.
struct FoldedRequest {
  private(set) var text: String

  /// How much of the request's words a message must hold to be the whole request again.
  private static let restated = 0.8

  init(_ request: String) { text = request }

  /// Adds feedback. What says the request again stands in its place.
  mutating func add(_ feedback: String, relation: Relation?) {
    if relation == .same || ComparedText(feedback) == ComparedText(text) { return }
    if Self.restates(feedback, text) {
      text = feedback
    } else {
      text += "\n\n" + feedback
    }
  }

  /// Whether a message holds the request again, with whatever else.
  static func restates(_ message: String, _ request: String) -> Bool {
    let words = Set(WordReader.words(of: request).map(\.key))
    guard words.count >= 3 else { return false }
    let said = Set(WordReader.words(of: message).map(\.key))
    let held = words.count { said.contains($0) }
    return Double(held) >= restated * Double(words.count)
  }
}

/// Decides which form the pair of a failed answer gets.
struct FormDecision {
  let options: RepairOptions

  /// - Parameters:
  ///   - rounds: From the one on the rejected answer to the last.
  ///   - chosen: The answer that was taken.
  ///   - isNew: Whether the feedback brings new information.
  func form(of rounds: [FeedbackRound], rejected: String, chosen: String, isNew: Bool) -> PairForm {
    if case .always(let form) = options.form { return form }
    return !isNew && readsAsRequest(rounds) && isComparable(chosen, rejected, rounds) ? .folded : .conditioned
  }

  /// Whether each message can stand behind the request as the user's further words: it is a request of its own, and does
  /// not speak of an answer that would not be there.
  private func readsAsRequest(_ rounds: [FeedbackRound]) -> Bool {
    rounds.allSatisfy { round in
      guard let failure = round.failure, failure.relation?.isReformulation == true else { return false }
      return failure.relation == .same || !AnswerCues.speaksOfTheAnswer.matches(CueText(prose: round.feedback))
    }
  }

  /// Whether the chosen answer reads as one to the request: it does not look back at another one, and is not a piece of it.
  private func isComparable(_ chosen: String, _ rejected: String, _ rounds: [FeedbackRound]) -> Bool {
    if AnswerCues.looksBack.matches(CueText(chosen, reach: Self.opening)) { return false }
    if rounds.contains(where: { AnswerCues.asksForLength.matches(CueText(prose: $0.feedback)) }) { return true }
    let (short, long) = (min(chosen.count, rejected.count), max(chosen.count, rejected.count))
    return Double(long) <= options.mostLengthRatio * Double(max(1, short))
  }

  private static let opening = 240
}
