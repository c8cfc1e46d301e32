/// Why a reply, or one verdict in it, cannot be used. The raw values are what is stored; cases may be added.
public enum ReplyFault: String, CaseIterable, Error, Hashable, Sendable {
  // The whole reply.
  case empty
  /// The server's filter held it back.
  case filtered
  case notJSON = "not_json"
  case tooDeep = "too_deep"
  /// JSON without the list that was asked for.
  case otherShape = "other_shape"
  /// Two lists that differ.
  case ambiguous
  // One verdict.
  /// Two verdicts on one follow-up.
  case duplicate
  case missingField = "missing_field"
  case wrongType = "wrong_type"
  case unknownCategory = "unknown_category"
  /// A code such as `UR2` in place of a name: the published codes clash, so that none can be read with certainty.
  case codeForCategory = "code_for_category"
  /// `mixed` without a negative category.
  case contradiction
  case confidenceOutOfRange = "confidence_out_of_range"
  /// Two fields that say the opposite of each other.
  case opposedFields = "opposed_fields"
  /// A field holds a word that is none of those allowed.
  case unknownValue = "unknown_value"
  /// A number that is none of those allowed.
  case numberOutOfRange = "number_out_of_range"
  /// A text that is longer than any that was asked for.
  case tooLong = "too_long"
  /// Not each text that was shown has its score.
  case incomplete

  /// What a model is told about it.
  package var words: String {
    switch self {
    case .empty: "The reply was empty."
    case .filtered: "The reply was held back."
    case .notJSON: "The reply was not valid JSON."
    case .tooDeep: "The JSON was nested too deeply."
    case .otherShape: "The JSON was not the object that was asked for."
    case .ambiguous: "The reply held more than one JSON object with answers."
    case .duplicate: "There was more than one answer for it."
    case .missingField: "A required field was missing."
    case .wrongType: "A field had the wrong type."
    case .unknownCategory: "The category was none of those that are defined."
    case .codeForCategory: "The category was a code; write its full name."
    case .contradiction: "`mixed` may be true only with a negative category."
    case .confidenceOutOfRange: "The confidence was not between 0 and 1."
    case .opposedFields: "Two fields said the opposite of each other."
    case .unknownValue: "A field held a word that is not allowed there."
    case .numberOutOfRange: "A number was outside of its range."
    case .tooLong: "A text was too long."
    case .incomplete: "Not everything that was asked about had its answer."
    }
  }
}

/// Why a quote does not support a verdict. The raw values are what is stored; cases may be added.
public enum GroundingFault: String, CaseIterable, Error, Hashable, Sendable {
  /// There is no quote where feedback is claimed.
  case emptyQuote = "empty_quote"
  /// The quote does not stand in the message.
  case notInMessage = "not_in_message"
  /// A few letters out of the middle of a word.
  case insideWord = "inside_word"
  /// The quote is another message as a whole: most likely that one was judged.
  case otherMessage = "other_message"
  /// The quote holds the name of a category: a message that names labels speaks to the model and not to the assistant.
  case namesLabel = "names_label"
  /// Longer than any quote that was asked for.
  case tooLong = "too_long"

  /// What a model is told about it.
  var words: String {
    switch self {
    case .emptyQuote: "The quote was empty although the category is not `none`."
    case .notInMessage: "The quote does not stand in that message letter by letter."
    case .insideWord: "The quote was a part of a word; quote whole words."
    case .otherMessage: "The quote was the whole of another message; quote more of the message itself."
    case .namesLabel: "The quote must not hold the name of a category; quote what the user says about the answer."
    case .tooLong: "The quote was too long."
    }
  }
}
