import Foundation

/// Measures the dense features of one follow-up after the other; one for each thread.
final class DenseReader {
  /// One value for each `DenseFeature`, of the follow-up that was read last.
  let values: UnsafeMutableBufferPointer<Float>

  private let weights: WordWeights
  private let openings: AnswerOpenings
  private let memory = ConversationMemory()

  init(weights: WordWeights, openings: AnswerOpenings) {
    self.weights = weights
    self.openings = openings
    values = .allocate(capacity: DenseFeature.allCases.count)
    values.initialize(repeating: 0)
  }

  deinit { values.deallocate() }

  /// Measures a follow-up, whose message, previous message and answers have these forms.
  func read(_ followUp: FollowUp, message: Resemblance, answers: Resemblance, isRolePlay: Bool) {
    let (own, previous) = (message.message, message.previous)
    memory.begin(followUp, previous: previous)
    comparePrevious(message)
    set(.earlierDice, memory.mostAlike(own))
    compareAnswer(own, previous, answers.previous)
    readMessage(followUp.text, own)
    readScripts(own, previous, answers.previous)
    let before = UTF8Text.slice(followUp.previous, UTF8Text.trimmed(followUp.previous))
    set(.previousLength, Self.log1p(before.count))
    set(.previousAsks, Self.endsInQuestion(before))
    set(.previousHasCode, previous.holdsCode)
    readAnswer(followUp.answer)
    readNext(followUp.next, answers)
    set(.turn, Self.log1p(followUp.turn - 1))
    set(.isFirst, followUp.isFirst)
    set(.later, Self.log1p(followUp.later))
    set(.isLast, followUp.later == 0)
    set(.isRolePlay, isRolePlay)
  }

  private func set(_ feature: DenseFeature, _ value: Double) { values[feature.column] = Float(value) }

  private func set(_ feature: DenseFeature, _ holds: Bool) { values[feature.column] = holds ? 1 : 0 }

  private static func log1p(_ count: Int) -> Double { log(Double(1 + max(0, count))) }

  private static func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

  private static func share(_ part: Double, of whole: Double) -> Double { whole == 0 ? 0 : part / whole }

  // MARK: Against the previous message

  private func comparePrevious(_ pair: Resemblance) {
    let (own, previous) = (pair.message, pair.previous)
    let (ownGrams, otherGrams) = Resemblance.grams(of: own, previous)
    let grams = ownGrams.common(with: otherGrams)
    set(.gramDice, Self.share(2 * grams, of: ownGrams.count + otherGrams.count))
    set(.gramsFromPrevious, Self.share(grams, of: ownGrams.count))
    set(.gramsKept, Self.share(grams, of: otherGrams.count))
    let (words, others) = (own.vocabulary, previous.vocabulary)
    let common = words.set.common(with: others.set)
    set(.wordDice, Self.share(2 * common, of: words.set.count + others.set.count))
    set(.wordsFromPrevious, Self.share(common, of: words.set.count))
    set(.wordsKept, Self.share(common, of: others.set.count))
    let (ownWeight, shared) = weight(of: words.distinct, in: others.set)
    let otherWeight = weight(of: others.distinct)
    set(.rareWordDice, Self.share(2 * shared, of: ownWeight + otherWeight))
    set(.rareWordsFromPrevious, Self.share(shared, of: ownWeight))
    set(.rareWordsKept, Self.share(shared, of: otherWeight))
    set(.sharedWeight, log(1 + shared))
    set(.lengthRatio, Self.logRatio(own.scalars.count, previous.scalars.count))
    compareSequences(pair)
  }

  private static func logRatio(_ left: Int, _ right: Int) -> Double {
    max(-4, min(4, log(Double(1 + left) / Double(1 + right))))
  }

  /// What the words weigh together, and those of them that are in a set.
  private func weight(of words: UnsafeBufferPointer<UInt64>, in set: HashedSet) -> (all: Double, shared: Double) {
    var (all, shared) = (0, 0)
    for word in words {
      let weight = Int(weights.table[WordWeights.place(of: word)])
      all += weight
      shared += set.contains(word) ? weight : 0
    }
    return (Double(all) / 16, Double(shared) / 16)
  }

  private func weight(of words: UnsafeBufferPointer<UInt64>) -> Double {
    Double(words.reduce(0) { $0 + Int(weights.table[WordWeights.place(of: $1)]) }) / 16
  }

  private func compareSequences(_ pair: Resemblance) {
    let (own, previous) = (pair.message, pair.previous)
    let (left, right) = (own.words, previous.words)
    let longer = max(left.count, right.count)
    let edit = WordEdit(left, right)
    let same = edit.prefix + edit.suffix
    set(.samePrefix, Self.share(edit.prefix, of: longer))
    set(.sameSuffix, Self.share(edit.suffix, of: longer))
    set(.sameWords, Self.share(same, of: longer))
    set(.prefixWords, Double(min(edit.prefix, 8)) / 8)
    set(.editedWords, same == 0 ? 4 : min(4, Self.log1p(left.count + right.count - 2 * same)))
    set(.exact, !own.scalars.isEmpty && Repetition.isSame(own.scalars, previous.scalars))
    set(.sameTemplate, pair.sharesTemplate())
    set(.sameNumbers, Repetition.haveSameDigits(own.scalars, previous.scalars))
  }

  // MARK: Against the answer

  private func compareAnswer(_ own: NormalForm, _ previous: NormalForm, _ answer: NormalForm) {
    let (ownGrams, otherGrams) = Resemblance.grams(of: own, answer)
    let grams = ownGrams.common(with: otherGrams)
    set(.gramsFromAnswer, Self.share(grams, of: ownGrams.count))
    set(.gramsOfAnswerKept, Self.share(grams, of: otherGrams.count))
    let (answered, asked) = (answer.vocabulary.set, previous.vocabulary.set)
    var (all, inAnswer, alone, fresh, unheard) = (0, 0, 0, 0, 0)
    for word in own.vocabulary.distinct {
      let weight = Int(weights.table[WordWeights.place(of: word)])
      let isInAnswer = answered.contains(word)
      let isInPrevious = asked.contains(word)
      all += weight
      inAnswer += isInAnswer ? weight : 0
      alone += isInAnswer && !isInPrevious ? weight : 0
      fresh += isInAnswer || isInPrevious ? 0 : weight
      unheard += isInAnswer || memory.holds(word) ? 0 : weight
    }
    set(.rareWordsFromAnswer, Self.share(inAnswer, of: all))
    set(.rareWordsFromAnswerAlone, Self.share(alone, of: all))
    set(.freshRareWords, Self.share(fresh, of: all))
    set(.freshWeight, log(1 + Double(fresh) / 16))
    set(.unheardRareWords, Self.share(unheard, of: all))
  }

  // MARK: The message by itself

  private func readMessage(_ text: UnsafeRawBufferPointer, _ form: NormalForm) {
    let said = UTF8Text.slice(text, UTF8Text.trimmed(text))
    let marks = MessageMarks(said)
    set(.length, Self.log1p(said.count))
    set(.words, Self.log1p(form.words.count))
    set(.lines, Self.log1p(marks.newlines))
    set(.endsInQuestion, Self.endsInQuestion(said))
    set(.asks, marks.hasQuestionMark)
    set(.exclaims, marks.hasExclamationMark)
    set(.endsInStop, UTF8Text.ends(said, in: [0x2E, 0x3002]))
    set(.hasCode, form.holdsCode)
    set(.beginsUpper, said.first.map { (0x41...0x5A).contains($0) } ?? false)
    set(.hasQuote, marks.hasQuotationMark)
    set(.hasColon, marks.hasColon)
    set(.hasEllipsis, marks.hasEllipsis)
    set(.digits, Self.share(marks.digits, of: marks.lookedAt))
    set(.capitals, Self.share(marks.capitals, of: marks.lookedAt))
  }

  private static func endsInQuestion(_ text: UnsafeRawBufferPointer) -> Bool {
    UTF8Text.ends(text, in: [0x3F, 0xFF1F, 0x61F])
  }

  private func readScripts(_ own: NormalForm, _ previous: NormalForm, _ answer: NormalForm) {
    let script = own.script
    set(.isLatin, script == .latin)
    set(.isCyrillic, script == .cyrillic)
    set(.isEastAsian, script == .eastAsian)
    set(.isOtherScript, script == .other)
    set(.changesScript, script != previous.script)
    set(.answersInOtherScript, script != answer.script)
  }

  // MARK: The answers

  private func readAnswer(_ text: UnsafeRawBufferPointer) {
    let answer = UTF8Text.slice(text, UTF8Text.trimmed(text))
    set(.answerLength, Self.log1p(answer.count))
    set(.answerAsks, AnswerWording.asks(answer))
    set(.answerEndsInQuestion, Self.endsInQuestion(answer))
    set(.answerHasCode, AnswerWording.hasCode(answer))
    set(.answerApologizes, opens(answer, with: .apology))
    set(.answerDeclines, opens(answer, with: .decline))
    set(
      .answerIsCut,
      !answer.isEmpty && CharacterClass.of(UTF8Text.scalarBefore(answer.count, in: answer).value).contains(.word))
    set(.answerHasList, AnswerWording.hasList(answer))
  }

  private func readNext(_ text: UnsafeRawBufferPointer, _ answers: Resemblance) {
    let next = UTF8Text.slice(text, UTF8Text.trimmed(text))
    let (apologizes, declines) = (opens(next, with: .apology), opens(next, with: .decline))
    set(.nextIsMissing, next.isEmpty)
    set(.nextApologizes, apologizes)
    set(.nextDeclines, declines)
    set(.nextOwnsUp, apologizes && !declines)
    set(.nextIsGlad, opens(next, with: .gladness))
    set(.nextLength, Self.log1p(next.count))
    set(.nextHasCode, AnswerWording.hasCode(next))
    let (own, previous) = (answers.message, answers.previous)
    let (ownGrams, otherGrams) = Resemblance.grams(of: own, previous)
    let grams = ownGrams.common(with: otherGrams)
    set(.nextGramDice, Self.share(2 * grams, of: ownGrams.count + otherGrams.count))
    set(.nextGramsFromAnswer, Self.share(grams, of: ownGrams.count))
    set(.answerGramsKept, Self.share(grams, of: otherGrams.count))
    set(.nextLengthRatio, next.isEmpty ? 0 : Self.logRatio(own.scalars.count, previous.scalars.count))
    set(.nextSamePrefix, Double(min(10, WordEdit.commonPrefix(own.words, previous.words))) / 10)
  }

  /// Whether an answer begins in some way. A match that is broken off at a limit says nothing.
  private func opens(_ answer: UnsafeRawBufferPointer, with wording: AnswerOpenings.Wording) -> Bool {
    (try? openings.say(wording, answer)) ?? false
  }
}
