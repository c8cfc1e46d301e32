public import Records

/// The shapes of reply that prompts may ask for, by the name in their front matter.
///
/// A change of a shape is a new name, so that a prompt file always means the same.
public enum ReplySchema: String, CaseIterable, Hashable, Sendable {
  /// One verdict for each follow-up: `{"verdicts": [{follow_up, explanation, quote, category, mixed, confidence}]}`.
  case feedbackVerdicts = "feedback_verdicts"
  /// One answer for each quote that is checked: `{"checks": [{follow_up, reason, supported}]}`.
  case quoteChecks = "quote_checks"
  /// An answer as it is, between two lines with the mark of the request. No JSON: long texts with code and formulas suffer
  /// from being escaped.
  case markedAnswer = "marked_answer"
  /// What a user wants to be changed: `{explanation, intent, scope, uses_new_information}`.
  case feedbackIntent = "feedback_intent"
  /// Two answers compared: `{explanation, a_resolved, a_score, a_lost, b_resolved, b_score, b_lost, better}`.
  case issueResolution = "issue_resolution"
  /// Several answers scored: `{criteria: […], scores: [{candidate, reason, score}]}`.
  case candidateScores = "candidate_scores"
  /// What is known of a user, as a text: `{card}`.
  case personaCard = "persona_card"

  /// The key that holds the answers, or that no answer is without; empty where the reply is no JSON.
  package var listKey: String {
    switch self {
    case .feedbackVerdicts: "verdicts"
    case .quoteChecks: "checks"
    case .markedAnswer: ""
    case .feedbackIntent: "intent"
    case .issueResolution: "better"
    case .candidateScores: "scores"
    case .personaCard: "card"
    }
  }

  /// What the item layout of such a prompt names beside its log.
  var placeholders: Set<PromptText.Placeholder> {
    switch self {
    case .feedbackVerdicts, .quoteChecks: [.followUps]
    case .candidateScores, .personaCard: [.number]
    case .markedAnswer, .feedbackIntent, .issueResolution: []
    }
  }

  /// The shape as JSON Schema; nil where the reply is no JSON.
  ///
  /// The explanation stands before the label, because a model that writes in the order of the schema then reasons before it
  /// decides. Every property is required, since strict servers take no others; the numbers asked for are not listed as an
  /// `enum`, since servers compile a grammar for each schema that they have not seen before. Bounds are checked by the
  /// parser, because strict servers refuse the keywords for them.
  public var chatSchema: ChatSchema? { json.map { ChatSchema(name: rawValue, json: $0) } }

  private var json: String? {
    switch self {
    case .feedbackVerdicts:
      list(of: [
        #""follow_up":{"type":"integer"}"#, Self.text("explanation"), Self.text("quote"),
        Self.choice("category", CategoryName.all), #""mixed":{"type":"boolean"}"#, #""confidence":{"type":"number"}"#,
      ])
    case .quoteChecks:
      list(of: [#""follow_up":{"type":"integer"}"#, Self.text("reason"), Self.choice("supported", ["yes", "no"])])
    case .markedAnswer: nil
    case .feedbackIntent:
      Self.object([
        Self.text("explanation"), Self.text("intent"), Self.choice("scope", FeedbackScope.allCases.map(\.rawValue)),
        #""uses_new_information":{"type":"boolean"}"#,
      ])
    case .issueResolution:
      Self.object(
        [Self.text("explanation")] + ["a", "b"].flatMap(Self.resolution) + [Self.choice("better", ["A", "B", "tie"])])
    case .candidateScores:
      Self.object([
        #""criteria":{"type":"array","items":{"type":"string"}}"#,
        Self.array(
          "scores", of: [#""candidate":{"type":"integer"}"#, Self.text("reason"), #""score":{"type":"integer"}"#]),
      ])
    case .personaCard: Self.object([Self.text("card")])
    }
  }

  private static func text(_ name: String) -> String { #""\#(name)":{"type":"string"}"# }

  private static func choice(_ name: String, _ values: [String]) -> String {
    #""\#(name)":{"type":"string","enum":[\#(values.map { "\"\($0)\"" }.joined(separator: ","))]}"#
  }

  private static func resolution(of answer: String) -> [String] {
    [
      choice("\(answer)_resolved", ["yes", "no"]), #""\#(answer)_score":{"type":"integer"}"#,
      choice("\(answer)_lost", ["yes", "no"]),
    ]
  }

  private func list(of properties: [String]) -> String { Self.object([Self.array(listKey, of: properties)]) }

  private static func array(_ name: String, of properties: [String]) -> String {
    #""\#(name)":{"type":"array","items":\#(object(properties))}"#
  }

  private static func object(_ properties: [String]) -> String {
    let names = properties.map { $0.prefix { $0 != ":" } }.joined(separator: ",")
    return #"{"type":"object","properties":{\#(properties.joined(separator: ","))},"required":[\#(names)],"#
      + #""additionalProperties":false}"#
  }
}

/// The names of categories as a reply gives them.
enum CategoryName {
  /// What stands for no feedback.
  static let none = "none"

  static var all: [String] { FeedbackCategory.allCases.map(\.rawValue) + [none] }

  static func of(_ category: FeedbackCategory?) -> String { category?.rawValue ?? none }
}
