internal import Records

/// Why a row is not in the export, though its source gave it. All are counted.
public enum LeftOutReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// Another row has the same id; the first stays.
  case repeatedID = "repeated_id"
  /// There is no prompt, or its last message is not the user's.
  case noRequest = "no_request"
  /// A message is of the system, or of a role that no trainer knows.
  case unusableRole = "unusable_role"
  /// An answer is empty.
  case emptyAnswer = "empty_answer"
  /// Both answers are the same.
  case sameAnswers = "same_answers"
  /// A number that lies between 0 and 1 by its meaning does not.
  case numberOutOfRange = "number_out_of_range"
  /// Enough rows of nearly the same prompt are kept already.
  case promptLimit = "prompt_limit"

  /// In words, for the card.
  var meaning: String {
    switch self {
    case .repeatedID: "the id of another row"
    case .noRequest: "no prompt that ends with a message of the user"
    case .unusableRole: "a message of a role that can't be trained on"
    case .emptyAnswer: "an empty answer"
    case .sameAnswers: "two answers that are the same"
    case .numberOutOfRange: "a number out of its range"
    case .promptLimit: "more rows of nearly the same prompt than are kept"
    }
  }
}

extension TrainingRow {
  /// What is wrong with the row by itself; nil where nothing is.
  ///
  /// - Parameter withoutText: Whether texts are left out, and so do not matter.
  func fault(withoutText: Bool) -> LeftOutReason? {
    if shares.contains(where: { !(0...1).contains($0) }) { return .numberOutOfRange }
    if withoutText { return nil }
    if prompt.last?.role != .user { return .noRequest }
    if prompt.contains(where: { $0.role == .system || $0.role == .other }) { return .unusableRole }
    switch content {
    case .pair(let pair):
      if pair.chosen.isEmpty || pair.rejected.isEmpty { return .emptyAnswer }
      return pair.chosen == pair.rejected ? .sameAnswers : nil
    case .example(let example):
      return example.completion.isEmpty ? .emptyAnswer : nil
    case .demonstration(let demonstration):
      guard let answer = demonstration.messages.last, answer.role == .assistant else { return .unusableRole }
      return answer.content.isEmpty ? .emptyAnswer : nil
    }
  }

  private var shares: [Double] {
    switch content {
    case .pair(let pair):
      [pair.margin, pair.chosenScore, pair.rejectedScore, pair.softTarget, pair.confidence, pair.scopeConfidence]
    case .example(let example): [example.confidence]
    case .demonstration(let demonstration): [demonstration.confidence]
    }
  }
}
