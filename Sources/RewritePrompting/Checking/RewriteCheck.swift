public import ModelPrompting
internal import Records

/// Looks for what makes a rewrite useless as the chosen answer of a pair.
///
/// It is made of lists of words and of comparisons, and errs on both sides: what it passes is judged by a model
/// (`ResolutionPrompt`), what it drops is one pair less.
public struct RewriteCheck: Sendable {
  private let limits: RewriteLimits
  private let instructions: WordSequence

  /// - Parameter template: the prompt that the rewrite was asked for with; repeating its instructions is a fault.
  public init(template: PromptTemplate, limits: RewriteLimits = RewriteLimits()) {
    self.limits = limits
    instructions = WordSequence(template.text(.system))
  }

  /// All that is wrong with a rewrite, the worst first; empty where it may be used.
  ///
  /// - Parameter nonce: the mark of the request that it was asked for with.
  public func faults(in rewrite: String, of subject: RewriteSubject, nonce: String) -> [RewriteFault] {
    if rewrite.isBlank { return [.empty] }
    let looked = Looked(rewrite, subject)
    var faults = markFaults(looked, nonce)
    faults.append(contentsOf: likenessFaults(looked))
    if RefusalPhrases.isRefused(in: looked.speech, answering: subject.request) { faults.append(.refusal) }
    if MentionPhrases.isMentioned(in: looked.speech, answering: subject.request) { faults.append(.mentionsFeedback) }
    if copiesFeedback(looked) { faults.append(.copiesFeedback) }
    let leak = PersonaLeak(
      persona: subject.persona, others: looked.conversation + [looked.feedback], limits: limits)
    if leak.leaks(in: looked.words, looked.speech) { faults.append(.leaksPersona) }
    faults.append(contentsOf: lengthFaults(rewrite.count, of: subject.answer.count))
    if isInOtherScript(rewrite, subject) { faults.append(.otherScript) }
    return RewriteFault.allCases.filter(faults.contains)
  }

  /// A rewrite with what it is compared with, each read once.
  private struct Looked {
    let rewrite: String
    let subject: RewriteSubject
    let words: WordSequence
    let speech: AnswerSpeech
    let feedback: WordSequence
    /// The messages up to the request, and the answer.
    let conversation: [WordSequence]
    /// All texts that the model saw.
    let texts: [String]

    init(_ rewrite: String, _ subject: RewriteSubject) {
      self.rewrite = rewrite
      self.subject = subject
      words = WordSequence(rewrite)
      speech = AnswerSpeech(rewrite)
      feedback = WordSequence(subject.feedback)
      conversation = subject.history.map { WordSequence($0.content) } + [WordSequence(subject.answer)]
      texts = subject.history.map(\.content) + [subject.answer, subject.feedback, subject.persona]
    }
  }

  private func markFaults(_ looked: Looked, _ nonce: String) -> [RewriteFault] {
    var faults: [RewriteFault] = []
    if StrayMarks.holdsRequestMark(looked.rewrite, nonce: nonce, others: looked.texts) { faults.append(.requestMark) }
    let known = looked.texts.reduce(into: Set<String>()) { $0.formUnion(StrayMarks.templateMarks(in: $1)) }
    if !StrayMarks.templateMarks(in: looked.rewrite).isSubset(of: known) { faults.append(.templateMark) }
    if StrayMarks.hidesText(looked.rewrite) { faults.append(.hiddenText) }
    let echoes = SharedRuns(from: instructions, notIn: looked.conversation).runs(in: looked.words)
    if echoes.contains(where: { $0.count >= limits.instructionWords }) { faults.append(.instructionEcho) }
    let marks = PrivateMarks(looked.rewrite)
    let given = looked.texts.map(PrivateMarks.init)
    if !marks.exact.isSubset(of: given.reduce(into: []) { $0.formUnion($1.exact) }) {
      faults.append(.inventedPlaceholder)
    }
    if marks.alters(given) { faults.append(.alteredPlaceholder) }
    return faults
  }

  private func likenessFaults(_ looked: Looked) -> [RewriteFault] {
    if AnswerLikeness.isSame(looked.rewrite, looked.subject.answer) { return [.sameAsOriginal] }
    return AnswerLikeness.isNearCopy(looked.rewrite, looked.subject.answer) ? [.nearCopy] : []
  }

  /// Whether too long a run, or too large a share, is the user's own words out of the feedback.
  private func copiesFeedback(_ looked: Looked) -> Bool {
    let runs = SharedRuns(from: looked.feedback, notIn: looked.conversation).runs(in: looked.words)
    let weights = runs.map { WordSequence.weight(of: looked.words.words[$0]) }
    let whole = WordSequence.weight(of: looked.words.words)
    return weights.contains { $0 >= limits.copiedWords }
      || Double(weights.reduce(0, +)) >= limits.copiedShare * Double(max(1, whole))
  }

  private func lengthFaults(_ length: Int, of original: Int) -> [RewriteFault] {
    if Double(length) > limits.longestRatio * Double(max(original, limits.shortOriginal)) { return [.tooLong] }
    return Double(length) < limits.shortestRatio * Double(original) ? [.tooShort] : []
  }

  /// Whether the prose of a rewrite is in another script than the request's and the original's.
  private func isInOtherScript(_ rewrite: String, _ subject: RewriteSubject) -> Bool {
    guard let script = Script.dominant(in: AnswerSpeech.prose(of: rewrite)) else { return false }
    let expected = [subject.request, subject.answer].map(AnswerSpeech.prose)
    if expected.allSatisfy({ Script.dominant(in: $0) == nil }) || expected.contains(where: script.stands) {
      return false
    }
    return !(subject.history.map(\.content) + [subject.feedback, subject.persona]).contains(
      where: LanguageMention.stands)
  }
}
