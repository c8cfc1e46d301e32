/// Why a rewrite cannot be the chosen answer of a pair. The raw values are what is stored; cases may be added.
///
/// In the order in which they are told: the first says best what went wrong.
public enum RewriteFault: String, CaseIterable, Error, Hashable, Sendable {
  // The reply.
  /// Nothing was written; the way out that the instructions leave.
  case empty
  /// The server's filter held it back.
  case filtered
  /// The limit of tokens was reached, or the mark of the end is missing.
  case cut
  /// The marks stand more than once, or the wrong way round.
  case ambiguous
  // What does not belong into any answer.
  /// The mark of the request, or a mark for what was left out of it.
  case requestMark = "request_mark"
  /// Marks of chat templates, or a turn of the user written on.
  case templateMark = "template_mark"
  case hiddenText = "hidden_text"
  /// A sentence of the instructions.
  case instructionEcho = "instruction_echo"
  /// A placeholder for private text that none of the texts had.
  case inventedPlaceholder = "invented_placeholder"
  /// A placeholder that was altered, so that it cannot be turned back.
  case alteredPlaceholder = "altered_placeholder"
  // What no chosen answer may be.
  case refusal
  /// The same as the original but for case, white space and signs of prose.
  case sameAsOriginal = "same_as_original"
  /// The original in other courtesies.
  case nearCopy = "near_copy"
  /// It speaks of the feedback, of another answer, or of itself as a correction.
  case mentionsFeedback = "mentions_feedback"
  /// A long piece of the user's own words.
  case copiesFeedback = "copies_feedback"
  /// It says what is known of the user, or copies it.
  case leaksPersona = "leaks_persona"
  case tooLong = "too_long"
  case tooShort = "too_short"
  /// Another script than the request, and nobody asked for another language.
  case otherScript = "other_script"

  /// What a model is told about it.
  var words: String {
    switch self {
    case .empty: "There was no answer."
    case .filtered: "It was held back."
    case .cut: "It did not end within the limit, or the line at its end was missing."
    case .ambiguous: "The two lines around the answer must stand once each."
    case .requestMark: "It held a mark of the data."
    case .templateMark: "It held a mark of a chat template, or went on with another turn."
    case .hiddenText: "It held hidden characters."
    case .instructionEcho: "It repeated these instructions."
    case .inventedPlaceholder: "It held a name such as [EMAIL_1] that does not stand in the data."
    case .alteredPlaceholder: "A name such as [EMAIL_1] was not copied exactly."
    case .refusal: "It refused."
    case .sameAsOriginal, .nearCopy: "It was the answer that the user was not content with."
    case .mentionsFeedback: "It spoke of the feedback or of another answer. Its reader knows of neither."
    case .copiesFeedback: "It copied the user's feedback. Use your own words."
    case .leaksPersona: "It said what is known of the user."
    case .tooLong: "It was much longer than the answer that it replaces."
    case .tooShort: "It was much shorter than the answer that it replaces."
    case .otherScript: "It was in another language than the request wants."
    }
  }

  init(_ fault: WrittenText.Fault) {
    switch fault {
    case .empty: self = .empty
    case .filtered: self = .filtered
    case .cut: self = .cut
    case .ambiguous: self = .ambiguous
    }
  }
}
