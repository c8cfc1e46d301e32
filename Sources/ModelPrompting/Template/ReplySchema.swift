public import Records

/// The shapes of reply that prompts may ask for, by the name in their front matter.
///
/// A change of a shape is a new name, so that a prompt file always means the same.
public enum ReplySchema: String, CaseIterable, Hashable, Sendable {
  /// One verdict for each follow-up: `{"verdicts": [{follow_up, explanation, quote, category, mixed, confidence}]}`.
  case feedbackVerdicts = "feedback_verdicts"
  /// One answer for each quote that is checked: `{"checks": [{follow_up, reason, supported}]}`.
  case quoteChecks = "quote_checks"

  /// The key that holds the answers.
  var listKey: String {
    switch self {
    case .feedbackVerdicts: "verdicts"
    case .quoteChecks: "checks"
    }
  }

  /// The shape as JSON Schema.
  ///
  /// The explanation stands before the label, because a model that writes in the order of the schema then reasons before it
  /// decides. Every property is required, since strict servers take no others; the numbers asked for are not listed as an
  /// `enum`, since servers compile a grammar for each schema that they have not seen before. Bounds are checked by the
  /// parser, because strict servers refuse the keywords for them.
  public var chatSchema: ChatSchema { ChatSchema(name: rawValue, json: json) }

  private var json: String {
    let properties =
      switch self {
      case .feedbackVerdicts:
        [
          #""follow_up":{"type":"integer"}"#, #""explanation":{"type":"string"}"#, #""quote":{"type":"string"}"#,
          #""category":{"type":"string","enum":[\#(CategoryName.all.map { "\"\($0)\"" }.joined(separator: ","))]}"#,
          #""mixed":{"type":"boolean"}"#, #""confidence":{"type":"number"}"#,
        ]
      case .quoteChecks:
        [
          #""follow_up":{"type":"integer"}"#, #""reason":{"type":"string"}"#,
          #""supported":{"type":"string","enum":["yes","no"]}"#,
        ]
      }
    let names = properties.map { $0.prefix { $0 != ":" } }.joined(separator: ",")
    let item =
      #"{"type":"object","properties":{\#(properties.joined(separator: ","))},"required":[\#(names)],"#
      + #""additionalProperties":false}"#
    return #"{"type":"object","properties":{"\#(listKey)":{"type":"array","items":\#(item)}},"#
      + #""required":["\#(listKey)"],"additionalProperties":false}"#
  }
}

/// The names of categories as a reply gives them.
enum CategoryName {
  /// What stands for no feedback.
  static let none = "none"

  static var all: [String] { FeedbackCategory.allCases.map(\.rawValue) + [none] }

  static func of(_ category: FeedbackCategory?) -> String { category?.rawValue ?? none }
}
