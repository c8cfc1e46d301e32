/// What is measured on a follow-up beside its wording. The raw values are the names that models and evidence use; their
/// order is that of a model's columns.
///
/// Shares lie between 0 and 1; lengths and counts are given as log(1 + n); everything else is 0 or 1. "Grams" are pairs of
/// neighbouring characters where both texts are mostly ideographs, else triples; words and grams are counted as sets.
public enum DenseFeature: String, CaseIterable, Hashable, Sendable {
  // The follow-up against the user message before it.
  /// The Dice coefficient of the grams, and the shares of each text's grams that the other has too.
  case gramDice = "previous.gram_dice"
  case gramsFromPrevious = "previous.grams_in_message"
  case gramsKept = "previous.grams_kept"
  case wordDice = "previous.word_dice"
  case wordsFromPrevious = "previous.words_in_message"
  case wordsKept = "previous.words_kept"
  /// The Dice coefficient of the words, each weighing more the rarer it is.
  case rareWordDice = "previous.rare_word_dice"
  case rareWordsFromPrevious = "previous.rare_words_in_message"
  case rareWordsKept = "previous.rare_words_kept"
  /// How much the rare words weigh that both have.
  case sharedWeight = "previous.shared_weight"
  /// The logarithm of the ratio of the lengths, from -4 to 4.
  case lengthRatio = "previous.length_ratio"
  /// The words that are the same at the beginning, and at the end, of all words of the longer text.
  case samePrefix = "previous.same_prefix"
  case sameSuffix = "previous.same_suffix"
  case sameWords = "previous.same_words"
  /// Eight or more words are 1.
  case prefixWords = "previous.prefix_words"
  /// One instruction with another item.
  case sameTemplate = "previous.same_template"
  case exact = "previous.exact"
  /// How many words were put in and taken out between a same beginning and end; 4 where nothing is the same.
  case editedWords = "previous.edited_words"
  case sameNumbers = "previous.same_numbers"
  /// The Dice coefficient with the most alike of the user messages before the previous one.
  case earlierDice = "earlier.gram_dice"

  // The follow-up against the answer that it judges.
  case gramsFromAnswer = "answer.grams_in_message"
  case gramsOfAnswerKept = "answer.grams_kept"
  case rareWordsFromAnswer = "answer.rare_words_in_message"
  /// In the answer and not in the previous message.
  case rareWordsFromAnswerAlone = "answer.rare_words_in_message_alone"
  /// In neither.
  case freshRareWords = "fresh.rare_words"
  case freshWeight = "fresh.weight"
  /// In no message so far.
  case unheardRareWords = "fresh.unheard_rare_words"

  // The follow-up by itself.
  case length = "message.length"
  case words = "message.words"
  case lines = "message.lines"
  case endsInQuestion = "message.ends_in_question"
  case asks = "message.asks"
  case exclaims = "message.exclaims"
  case endsInStop = "message.ends_in_stop"
  case hasCode = "message.has_code"
  case beginsUpper = "message.begins_upper"
  case hasQuote = "message.has_quote"
  case hasColon = "message.has_colon"
  case hasEllipsis = "message.has_ellipsis"
  case digits = "message.digits"
  case capitals = "message.capitals"
  case isLatin = "message.latin"
  case isCyrillic = "message.cyrillic"
  case isEastAsian = "message.east_asian"
  case isOtherScript = "message.other_script"
  case changesScript = "message.changes_script"
  case answersInOtherScript = "message.script_of_answer_differs"

  // The user message before it.
  case previousLength = "previous.length"
  case previousAsks = "previous.asks"
  case previousHasCode = "previous.has_code"

  // The answer that it judges.
  case answerLength = "answer.length"
  case answerAsks = "answer.asks_near_end"
  case answerEndsInQuestion = "answer.ends_in_question"
  case answerHasCode = "answer.has_code"
  case answerApologizes = "answer.apologizes"
  case answerDeclines = "answer.declines"
  /// It ends in a letter or a number, as one that was cut off does.
  case answerIsCut = "answer.is_cut"
  case answerHasList = "answer.has_list"

  // The answer to it.
  case nextIsMissing = "next.is_missing"
  case nextApologizes = "next.apologizes"
  case nextDeclines = "next.declines"
  case nextOwnsUp = "next.owns_up"
  case nextIsGlad = "next.is_glad"
  case nextGramDice = "next.gram_dice"
  case nextGramsFromAnswer = "next.grams_in_answer"
  case answerGramsKept = "next.grams_kept"
  case nextLengthRatio = "next.length_ratio"
  case nextLength = "next.length"
  case nextHasCode = "next.has_code"
  case nextSamePrefix = "next.same_prefix"

  // Its place.
  case turn = "place.turn"
  case isFirst = "place.is_first"
  case later = "place.later"
  case isLast = "place.is_last"
  /// The conversation was set up as role play.
  case isRolePlay = "place.role_play"

  /// The place among the columns of a model.
  public var column: Int {
    // An enumeration without payloads is stored as the number of its case.
    Int(unsafeBitCast(self, to: UInt8.self))
  }
}
