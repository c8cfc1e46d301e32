internal import Foundation
internal import Records

/// What in a conversation looks as if it was written for the model that labels it, and not for the assistant.
///
/// No proof, and its absence proves nothing: a sign says that a verdict should rest on more than a chat model's word.
public enum AttackSign: String, CaseIterable, Hashable, Sendable {
  /// The name of a category, or of the list in a reply.
  case labelName = "label_name"
  /// A mark of chat templates, such as `<|im_start|>`.
  case templateMark = "template_mark"
  /// Tag characters, or more than two hidden characters in a row.
  case hiddenText = "hidden_text"

  /// The signs in a text.
  static func signs(in text: String) -> Set<AttackSign> {
    var signs: Set<AttackSign> = []
    if namesLabel(text) || speaksOfLabels(text) || holds(text, anyOf: ["\"\(ReplySchema.feedbackVerdicts.listKey)\""]) {
      signs.insert(.labelName)
    }
    let scalars = Array(text.unicodeScalars)
    // A speaker's name and a colon is how people paste dialogues; only brackets count.
    if TemplateTokens.places(in: scalars).contains(where: { scalars[$0] == "<" || scalars[$0] == "[" }) {
      signs.insert(.templateMark)
    }
    if hidesText(scalars) { signs.insert(.hiddenText) }
    return signs
  }

  /// Whether a text holds the name of a category. `none` is a word of its own and does not count.
  static func namesLabel(_ text: String) -> Bool {
    holds(text, anyOf: FeedbackCategory.allCases.map(\.rawValue))
  }

  /// Whether a text has the name of a category in other letters, or addresses who labels it.
  private static func speaksOfLabels(_ text: String) -> Bool {
    // Letters alone, so that hyphens, spaces and points in between hide nothing.
    var letters: [UInt8] = []
    for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      if let byte = UInt8(exactly: scalar.value), (0x61...0x7A).contains(byte) {
        letters.append(byte)
      } else if let place = Self.lookalikes.firstIndex(of: scalar) {
        letters.append(Self.latin[place])
      }
    }
    let run = String(decoding: letters, as: UTF8.self)
    return FeedbackCategory.allCases.contains { run.contains($0.rawValue.replacing("_", with: "")) }
      || Self.addressed.contains { holds(text, anyOf: [$0]) }
  }

  /// Letters of other scripts that look like Latin ones, and those.
  private static let lookalikes = Array("аеорсухіѕвкмнтԁӏαορτυνικ".unicodeScalars)
  private static let latin = Array("aeopcyxisbkmhtdlaoptuvik".utf8)

  /// Words for who labels, as those who know of it use them.
  private static let addressed = [
    "the labeller", "the labeler", "the annotator", "the evaluator", "the rater", "the classifier", "dear labeller",
    "category none", "category: none", "label none", "label: none", "label this", "classify this message",
  ]

  /// Whether one of some lower-case texts stands in a text, in whatever case and with whatever hidden between its letters.
  private static func holds(_ text: String, anyOf names: [String]) -> Bool {
    let visible = text.unicodeScalars.filter { !HiddenScalars.isHidden($0) }
    let bytes = Array(String(String.UnicodeScalarView(visible)).lowercased().utf8)
    return names.contains { name in
      let sought = Array(name.utf8)
      return bytes.indices.contains { bytes[$0] == sought[0] && bytes[$0...].starts(with: sought) }
    }
  }

  private static func hidesText(_ scalars: [Unicode.Scalar]) -> Bool {
    var run = 0
    for place in scalars.indices {
      let isHidden = HiddenScalars.isHidden(scalars[place]) && !HiddenScalars.isSpelling(scalars, at: place)
      run = isHidden ? run + 1 : 0
      if run > 2 { return true }
    }
    return false
  }
}

extension ClassificationSubject {
  /// The signs in all of the conversation: whatever of it a request shows is read by the model.
  public var attackSigns: Set<AttackSign> {
    messages.reduce(into: []) { $0.formUnion(AttackSign.signs(in: $1.content)) }
  }

  /// The signs in a follow-up, in the answer that it judges and in the user message before that.
  public func attackSigns(around followUp: Int) -> Set<AttackSign> {
    var places = [followUp]
    if let target = target(of: followUp) {
      places.append(target)
      if let request = messages[..<target].lastIndex(where: { $0.role == .user }) { places.append(request) }
    }
    return places.reduce(into: []) { $0.formUnion(AttackSign.signs(in: messages[$1].content)) }
  }
}
