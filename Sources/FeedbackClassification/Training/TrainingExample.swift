public import FeedbackDetection
public import FeedbackRules
public import Records

/// One labelled follow-up as the embedded model sees it.
public struct TrainingExample: Hashable, Sendable {
  /// The conversation's place in the data, and its identifier.
  public let conversation: Int
  public let conversationID: String
  /// The beginning of the first message: conversations that share it are branches of one, and never part.
  let opening: String
  public let messageIndex: Int
  public let language: String
  public let split: DataSplit
  /// Whether the label is a chat model's verdict: it teaches and never measures.
  public let isJudged: Bool
  /// nil is "no feedback".
  public let category: FeedbackCategory?
  public let relation: Relation?
  public let satisfaction: ShownSatisfaction?
  /// By column of `DenseFeature`.
  public let dense: [Float]
  /// Places of n-grams, by group.
  public let ngrams: [[UInt32]]
  public let votes: RuleVotes

  /// The class of the category: its priority, or 5 for none.
  var categoryClass: Int { category?.priority ?? FeedbackCategory.allCases.count }

  /// The examples of a share of the conversations, branches of one together: always the same ones.
  public static func part(of examples: [TrainingExample], share: Double) -> [TrainingExample] {
    examples.filter { example in
      let hash = example.opening.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      return Double((hash ^ hash >> 29) % 1_000) < share * 1_000
    }
  }

  /// Reads labelled conversations.
  ///
  /// - Parameter weights: How rare words are, as the model will have it.
  public static func read(
    _ conversations: [LabelledConversation], rules: RuleSet, weights: WordWeights
  ) -> [TrainingExample] {
    let detector = FeedbackDetector(rules: rules, weights: weights)
    let fusion = SignalFusion(rules: rules)
    var result: [TrainingExample] = []
    var signals: [Signal] = []
    for (place, conversation) in conversations.enumerated() {
      LabelledRun.forEachFollowUp(of: conversation, place: place) { followUp, label in
        detector.detect(followUp, into: &signals)
        let features = detector.features(of: followUp)
        result.append(
          TrainingExample(
            conversation: place, conversationID: conversation.id,
            opening: String(
              conversation.messages.first?.content.unicodeScalars.prefix(80).map(String.init).joined() ?? ""),
            messageIndex: label.messageIndex,
            language: conversation.language, split: conversation.split, isJudged: conversation.isJudged,
            category: label.category, relation: label.relation, satisfaction: label.satisfaction,
            dense: Array(features.dense),
            ngrams: features.ngrams, votes: RuleVotes(signals, rules: rules, fusion: fusion)))
      }
    }
    return result
  }
}

extension WordWeights {
  /// Counts the words of the user messages of labelled conversations.
  public init(userMessagesOf conversations: [LabelledConversation]) {
    self.init(
      documents: conversations.flatMap { conversation in
        conversation.messages.filter { $0.role == .user }.map { Array($0.content.utf8) }
      })
  }
}
