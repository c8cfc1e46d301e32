internal import DatasetWriting
internal import Records

extension RowColumn where Content == PreferencePair {
  static let preference: [RowColumn] =
    [
      RowColumn("prompt", .messages, "What both answers answer, oldest message first") {
        $1.conversation($0.prompt, persona: $0.persona)
      },
      RowColumn("chosen", .messages, "The preferred answer, one message") { $1.answer($0.chosen) },
      RowColumn("rejected", .messages, "The other answer, one message") { $1.answer($0.rejected) },
      RowColumn("margin", .float64, "How much better the chosen answer is, 0 to 1") { pair, _ in .share(pair.margin) },
      RowColumn("pair_id", .string, "Unique, and the same in every run") { pair, _ in .string(pair.id) },
      RowColumn("origin", .string, "Where the preference comes from: \(names(PairOrigin.self))") { pair, _ in
        .string(pair.origin.rawValue)
      },
      RowColumn("score_chosen", .float64, "An estimate of how good the chosen answer is, 0 to 1") { pair, _ in
        .share(pair.chosenScore)
      },
      RowColumn("score_rejected", .float64, "The same of the rejected answer") { pair, _ in .share(pair.rejectedScore)
      },
      RowColumn("soft_target", .float64, "The probability that the chosen answer is preferred, for soft targets") {
        pair, _ in .share(pair.softTarget)
      },
      RowColumn("confidence", .float64, "How far to trust the preference, 0 to 1") { pair, _ in
        .share(pair.confidence)
      },
      RowColumn("feedback_in_prompt", .bool, "Whether the chosen answer had the feedback before it") { pair, _ in
        .bool(pair.feedbackInPrompt)
      },
      RowColumn("uses_new_information", .bool, "Whether the feedback says what the request had not") { pair, _ in
        .bool(pair.usesNewInformation)
      },
      RowColumn("scope", .string, "To whom the feedback applies: \(names(FeedbackScope.self))") { pair, _ in
        .string(pair.scope.rawValue)
      },
      RowColumn("scope_confidence", .float64, "How sure the scope is, 0 to 1") { pair, _ in
        .share(pair.scopeConfidence)
      },
      RowColumn("act", .string, "What the user did in the follow-up; empty where there is none") { pair, _ in
        .string(pair.act?.rawValue ?? "")
      },
      RowColumn("category", .string, "The category of the feedback; empty where there is none") { pair, _ in
        .string(pair.category?.rawValue ?? "")
      },
      RowColumn("feedback", .string, "The feedback, word for word; of several rounds the last") {
        $1.text($0.feedback)
      },
      RowColumn("rounds", .int64, "How many rounds of feedback lie between the two answers") { pair, _ in
        .int64(pair.rounds)
      },
    ] + RowColumn<PairSource>.places.map { $0.of { $0.source } } + [
      RowColumn("persona", .string, "What is known of the user, where the pair is meant for them") {
        $1.text($0.persona)
      }
    ]

  static let icai: [RowColumn] = [
    RowColumn("text_a", .string, "The prompt and one answer") { .string(PairPosition($0).texts(of: $0, style: $1).0) },
    RowColumn("text_b", .string, "The prompt and the other answer") {
      .string(PairPosition($0).texts(of: $0, style: $1).1)
    },
    RowColumn("preferred_text", .string, "text_a or text_b") { pair, _ in .string(PairPosition(pair).rawValue) },
    RowColumn("pair_id", .string, "Unique, and the same in every run") { pair, _ in .string(pair.id) },
  ]
}

extension RowColumn where Content == UnpairedExample {
  static let unpaired: [RowColumn] =
    [
      RowColumn("prompt", .messages, "What the answer answers, oldest message first") {
        $1.conversation($0.prompt, persona: $0.persona)
      },
      RowColumn("completion", .messages, "The answer, one message") { $1.answer($0.completion) },
      RowColumn("label", .bool, "Whether the answer is desirable") { example, _ in .bool(example.label) },
      RowColumn("example_id", .string, "Unique, and the same in every run") { example, _ in .string(example.id) },
      RowColumn("category", .string, "The category of the feedback; empty where there is none") { example, _ in
        .string(example.category?.rawValue ?? "")
      },
      RowColumn("feedback", .string, "The feedback, word for word") { $1.text($0.feedback) },
      RowColumn("confidence", .float64, "How far to trust the label, 0 to 1") { example, _ in
        .share(example.confidence)
      },
      RowColumn("scope", .string, "To whom the feedback applies: \(names(FeedbackScope.self))") { example, _ in
        .string(example.scope.rawValue)
      },
    ] + RowColumn<PairSource>.places.map { $0.of { $0.source } } + [
      RowColumn("persona", .string, "What is known of the user, where the row is meant for them") {
        $1.text($0.persona)
      }
    ]
}

extension RowColumn where Content == Demonstration {
  static let demonstration: [RowColumn] =
    [
      RowColumn("messages", .messages, "The conversation; its last message is the answer to imitate") {
        $1.conversation($0.messages, persona: $0.persona)
      },
      RowColumn("example_id", .string, "Unique, and the same in every run") { row, _ in .string(row.id) },
      RowColumn("reason", .string, "Why the answer is taken for good: \(names(Demonstration.Reason.self))") { row, _ in
        .string(row.reason.rawValue)
      },
      RowColumn("category", .string, "The category of the feedback; empty where there is none") { row, _ in
        .string(row.category?.rawValue ?? "")
      },
      RowColumn("feedback", .string, "The feedback that the answer meets; empty where there is none") {
        $1.text($0.feedback)
      },
      RowColumn("confidence", .float64, "How far to trust that it is good, 0 to 1") { row, _ in
        .share(row.confidence)
      },
      RowColumn("scope", .string, "To whom the feedback applies: \(names(FeedbackScope.self))") { row, _ in
        .string(row.scope.rawValue)
      },
    ] + RowColumn<PairSource>.places.map { $0.of { $0.source } } + [
      RowColumn("persona", .string, "What is known of the user, where the row is meant for them") {
        $1.text($0.persona)
      }
    ]
}

extension RowColumn where Content == PairSource {
  static let places: [RowColumn] = [
    RowColumn("model", .string, "The model as the source names it; empty where unknown") { source, _ in
      .string(source.model)
    },
    RowColumn("language", .string, "ISO 639-1, or the source's own name; empty where unknown") { source, _ in
      .string(source.language)
    },
    RowColumn("timestamp", .string, "ISO 8601, UTC, to the second; empty where unknown") { source, _ in
      .string(source.timestamp)
    },
    RowColumn("user", .string, "The source's key of the user; empty where unknown") { source, _ in
      .string(source.user)
    },
    RowColumn("conversation_id", .string, "The identifier in the source; empty where it has none") { source, _ in
      .string(source.conversationID)
    },
    RowColumn("record_id", .string, "The record in the dataset that the row was made from") { source, _ in
      .string(source.recordID)
    },
    RowColumn("archive", .string, "The first 16 hexadecimal digits of the SHA-256 of the archive") { source, _ in
      .string(source.archive.rawValue)
    },
    RowColumn("target_index", .int64, "The place of the answer that was judged, among the messages, from 0") {
      source, _ in .int64(source.targetIndex)
    },
    RowColumn("message_index", .int64, "The place of the message that judges it; -1 where there is none") {
      source, _ in .int64(source.messageIndex)
    },
    RowColumn("sources", .strings, "Ids of other rows and records that it was made from") { source, _ in
      .strings(source.ids)
    },
  ]
}

private func names<Name: CaseIterable & RawRepresentable>(_ type: Name.Type) -> String where Name.RawValue == String {
  type.allCases.map(\.rawValue).joined(separator: ", ")
}
