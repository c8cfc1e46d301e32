/// The words of one language with which an answer speaks of feedback that its reader should not know of.
struct MentionPhrases: Sendable {
  /// Wherever the assistant itself speaks: they name the feedback, or another answer.
  let anywhere: PhraseList
  /// Where an answer begins or ends: an apology or "as you asked" may mean something else in the middle.
  let atEnds: PhraseList
  /// "Here is the corrected version": right where the request itself wants something corrected.
  let versions: PhraseList
  /// The beginnings of words in such a request; of unspaced scripts, characters.
  let editing: [String]
  /// "You are right": right where the request asks whether something is.
  let agreement: PhraseList
  /// The beginnings of words in such a request.
  let doubting: [String]

  init(
    anywhere: [String], atEnds: [String], versions: [String], editing: [String], agreement: [String],
    doubting: [String]
  ) {
    self.anywhere = PhraseList(anywhere)
    self.atEnds = PhraseList(atEnds)
    self.versions = PhraseList(versions)
    self.editing = editing
    self.agreement = PhraseList(agreement)
    self.doubting = doubting
  }

  /// All languages: which one an answer is in is not asked, since answers mix them.
  static let all = [english, chinese, russian, spanish, french, german, portuguese]

  /// How many words an answer begins with; behind them "right" mostly is a place.
  private static let firstWords = 6

  /// Whether an answer to a request mentions feedback.
  ///
  /// A phrase that the request has itself is no mention: it was asked for, or is the subject.
  static func isMentioned(in speech: AnswerSpeech, answering request: String) -> Bool {
    let asked = WordSequence(request).words
    let lowered = request.lowercased()
    func speaks(_ list: PhraseList, _ words: ArraySlice<String>) -> Bool {
      list.first(in: words) != nil && list.first(in: asked) == nil
    }
    func holds(_ beginnings: [String]) -> Bool {
      beginnings.contains { beginning in
        beginning.unicodeScalars.first?.isUnspaced == true
          ? lowered.contains(beginning) : asked.contains { $0.hasPrefix(beginning) }
      }
    }
    return all.contains { language in
      speaks(language.anywhere, speech.words[...])
        || [speech.opening, speech.closing].contains { speaks(language.atEnds, $0) }
        || (speaks(language.versions, speech.words[...]) && !holds(language.editing))
        || (speaks(language.agreement, speech.words.prefix(firstWords)) && !holds(language.doubting))
    }
  }
}
