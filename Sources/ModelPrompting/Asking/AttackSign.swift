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
    if namesLabel(text) || holds(text, anyOf: ["\"\(ReplySchema.feedbackVerdicts.listKey)\""]) {
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
