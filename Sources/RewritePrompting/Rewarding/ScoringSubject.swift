public import ModelPrompting
public import Records

/// Several answers to one request, to be scored for the user who sent it.
public struct ScoringSubject: Hashable, Sendable {
  /// Oldest first; the last one is the request.
  public let history: [Message]
  /// What is known of the user; empty where nothing is.
  public let persona: String
  public let candidates: [String]

  /// Puts a subject together.
  ///
  /// - Throws: `PromptError` (`badSubject`): the history ends with no request, a candidate is blank, there are fewer
  ///   than two or more than `CandidateRequests.mostCandidates`, or two are the same.
  public init(history: [Message], persona: String, candidates: [String]) throws(PromptError) {
    self.history = try history.endingWithRequest()
    self.persona = persona
    self.candidates = candidates
    guard (2...CandidateRequests.mostCandidates).contains(candidates.count),
      Set(candidates.map { Array($0.utf8) }).count == candidates.count, !candidates.contains(where: \.isBlank)
    else {
      throw PromptError(
        .badSubject, at: "\(candidates.count) candidates",
        found: "too few, too many, or some that are blank or the same",
        expected: "2 to \(CandidateRequests.mostCandidates) different texts", nextStep: "leave out doublets and blanks")
    }
  }
}
