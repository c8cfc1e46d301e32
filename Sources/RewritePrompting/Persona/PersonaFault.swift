public import ModelPrompting

/// Why a card cannot be used. Cases may be added.
public enum PersonaFault: Error, Hashable, Sendable {
  /// The reply could not be read.
  case reply(ReplyFault)
  /// Nothing can be said of the user.
  case empty
  case tooLong
  /// The mark of the request, or a mark for what was left out of it.
  case requestMark
  /// Marks of chat templates or hidden characters.
  case strayMark
  /// A name that stands for private text: `[EMAIL_1]`, `<PRESIDIO_ANONYMIZED_PERSON>`, `NAME_1`.
  case placeholder
  /// An address of mail or the web, a number by which somebody is called or found, a handle.
  case contact
  /// Words that announce a name or a place: "is called", "lives in".
  case name
  /// It speaks to whoever reads it.
  case instruction
  /// A sentence out of the user's requests.
  case copy

  /// The name that is stored.
  public var name: String {
    switch self {
    case .reply(let fault): "reply_\(fault.rawValue)"
    case .empty: "empty"
    case .tooLong: "too_long"
    case .requestMark: "request_mark"
    case .strayMark: "stray_mark"
    case .placeholder: "placeholder"
    case .contact: "contact"
    case .name: "name"
    case .instruction: "instruction"
    case .copy: "copy"
    }
  }

  /// What a model is told about it.
  var words: String {
    switch self {
    case .reply(let fault): fault.words
    case .empty: "The card was empty."
    case .tooLong: "The card was too long."
    case .requestMark: "The card held a mark of the data."
    case .strayMark: "The card held a mark of a chat template, or hidden characters."
    case .placeholder: "The card held a name that stands for private text."
    case .contact: "The card held an address, a link or a number by which somebody could be found."
    case .name: "The card named a person or a place."
    case .instruction: "The card spoke to its reader. Describe the user in the third person."
    case .copy: "The card copied a request. Use other words."
    }
  }
}
