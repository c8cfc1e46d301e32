/// The tables of a dataset. A raw value is the name of its folder under `data/` and of its configuration in the card.
public enum DatasetTable: String, CaseIterable, Hashable, Sendable, Codable {
  case feedback, conversations, reformulations, satisfaction
  case followUps = "follow_ups"
  case preferences, comparisons
  case verdicts, rewrites, pairs, personas

  /// Whether it is made over all segments, rather than archive by archive.
  public var isBuilt: Bool { self == .pairs || self == .personas }

  /// The columns in the order in which they are written.
  public var columns: [Column] {
    switch self {
    case .feedback: Column.provenance + Column.feedback
    case .conversations: Column.provenance + Column.conversation
    case .reformulations: Column.provenance + Column.reformulation
    case .satisfaction: Column.provenance + Column.satisfaction
    case .followUps: Column.provenance + Column.followUp
    case .verdicts: Column.provenance + Column.feedback + Column.verdict
    case .preferences: Column.provenance + Column.preference
    case .comparisons: Column.provenance + Column.comparison
    case .personas: Column.persona
    case .rewrites: Column.provenance + Column.rewrite
    case .pairs: Column.provenance + Column.pair
    }
  }
}

/// One column: present in every row, always of this type, never null.
public struct Column: Hashable, Sendable {
  /// The type of a column's values, named as the `datasets` library does.
  public enum Kind: Hashable, Sendable {
    case string, int64, float64, bool
    /// A list of texts.
    case strings
    /// A list of `{role, content}`.
    case messages
  }

  public let name: String
  public let kind: Kind
  /// One sentence for the dataset card.
  public let meaning: String

  init(_ name: String, _ kind: Kind, _ meaning: String) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
  }

  static let provenance: [Column] = [
    Column("record_id", .string, "Unique: archive, number of the member, number of the row, joined by hyphens"),
    Column(
      "conversation_id", .string, "The identifier in the source, which need not be unique; empty where it has none"),
    Column("archive", .string, "The first 16 hexadecimal digits of the SHA-256 of the archive file"),
    Column("member", .string, "The member's name inside the archive; empty where the archive has no members"),
    Column("row", .int64, "The record's number in its member, from 0"),
    Column("format", .string, "The log format: wildchat, lmsys, sharegpt, openai, openassistant, arena, chatgpt"),
    Column("model", .string, "The model as the source names it; empty where unknown"),
    Column("language", .string, "ISO 639-1 where the source's name for it is known, else as the source has it"),
    Column("timestamp", .string, "ISO 8601, UTC, to the second; empty where unknown"),
    Column("user", .string, "The source's key of the user; empty where unknown"),
  ]

  static let feedback: [Column] = [
    Column("feedback_id", .string, "Unique: the record and the message index, joined by a hyphen"),
    Column("turn", .int64, "The exchange that is judged, from 1"),
    Column("message_index", .int64, "The feedback's place among the messages, from 0"),
    Column("target_index", .int64, "The place of the answer that is judged, from 0"),
    Column("category", .string, "What the follow-up says about the answer"),
    Column("polarity", .string, "positive or negative"),
    Column("mixed", .bool, "Whether praise stands beside the complaint"),
    Column("confidence", .float64, "Probability that the category is right"),
    Column("quote", .string, "The verbatim piece that carries the feedback"),
    Column("span_start", .int64, "First byte of the quote in the follow-up's UTF-8"),
    Column("span_end", .int64, "The byte behind the quote"),
    Column("decided_by", .string, "What decided: model, rules, or both where they agree"),
    Column("evidence", .strings, "The rules that speak for it, then what else spoke most for it, as model:feature"),
    Column("prompt", .messages, "The messages before the judged answer, as far as the history limit lets them in"),
    Column("prompt_omitted", .int64, "How many messages before those were left out"),
    Column("response", .string, "The judged answer"),
    Column("feedback", .string, "The follow-up, whole"),
    Column("next_response", .string, "The answer to the follow-up; empty where there is none"),
  ]

  static let reformulation: [Column] = [
    Column("reformulation_id", .string, "Unique: the record and the message index, joined by a hyphen"),
    Column("previous_record_id", .string, "The record that holds the earlier message"),
    Column("turn", .int64, "The exchange whose request is asked again, from 1; 0 across conversations"),
    Column("message_index", .int64, "The place of the later message, from 0"),
    Column("previous_index", .int64, "The place of the user message before it, from 0"),
    Column("relation", .string, "repeat, rephrase or refine"),
    Column("probability", .float64, "Probability that both messages ask for the same"),
    Column("similarity", .float64, "The Dice coefficient of their character n-grams"),
    Column("across_conversations", .bool, "Whether the messages stand in two conversations"),
    Column("changed_start", .int64, "First byte of what the later message has instead"),
    Column("changed_end", .int64, "The byte behind it"),
    Column("replaced_start", .int64, "First byte of what the earlier message had there"),
    Column("replaced_end", .int64, "The byte behind it"),
    Column("previous", .string, "The earlier message"),
    Column("response", .string, "The answer in between"),
    Column("message", .string, "The later message"),
    Column("next_response", .string, "The answer to the later message; empty where there is none"),
  ]

  static let satisfaction: [Column] = [
    Column("turn", .int64, "The exchange, from 1"),
    Column("message_index", .int64, "The place of the answer, from 0"),
    Column("satisfaction", .float64, "Estimated probability that the answer satisfied; 0.5 where nothing tells"),
    Column("satisfied", .float64, "Probability that what followed shows satisfaction"),
    Column("dissatisfied", .float64, "Probability that what followed shows dissatisfaction"),
    Column("signals", .strings, "What was seen, such as gratitude, correction, repetition, topic_switch"),
    Column("relation", .string, "How the next user message follows on the one before; empty where there is none"),
    Column("conversation_satisfaction", .float64, "The mean over the conversation's answers that something followed"),
  ]

  static let followUp: [Column] = [
    Column("follow_up_id", .string, "Unique: the record and the message index, joined by a hyphen"),
    Column("turn", .int64, "The exchange that it follows on, from 1"),
    Column("message_index", .int64, "Its place among the messages, from 0"),
    Column("target_index", .int64, "The place of the answer that it would judge, from 0"),
    Column("category", .string, "What was decided on this machine: a category of feedback, or none"),
    Column("probability", .float64, "Probability that it carries feedback of any category"),
    Column("likeliest", .string, "The likeliest of the categories, also where it was decided that there is none"),
    Column("likeliest_probability", .float64, "Its probability"),
    Column("relation", .string, "How it follows on the user message before it; empty without a model"),
    Column("bytes", .int64, "UTF-8 bytes of the follow-up"),
    Column("target_bytes", .int64, "UTF-8 bytes of the answer"),
  ]

  static let verdict: [Column] = [
    Column("status", .string, "grounded or none where the verdict counts, else why it does not"),
    Column("explanation", .string, "What the model gave as its reason"),
    Column("agreement", .float64, "The share of repeated requests that gave this category; 1 where there was one"),
    Column("validated", .string, "Whether a second request found that the quote supports it; empty if not asked"),
    Column("local_category", .string, "What was decided on this machine: a category of feedback, or none"),
    Column("local_probability", .float64, "The probability of feedback that this machine gave"),
    Column("audited", .bool, "Whether it was drawn at random, to measure by, rather than chosen for being unsure"),
    Column("judge", .string, "The model that was asked"),
    Column("prompt_version", .string, "The name of the prompt and the beginning of its digest"),
  ]

  static let preference: [Column] = [
    Column("preference_id", .string, "Unique: the record, the message index and the number in the message"),
    Column("message_index", .int64, "The place of the message, from 0"),
    Column(
      "kind", .string, "What it is about: standing_instruction, format, length, detail, tone, reply_language and more"),
    Column("value", .string, "Which of the kind's values; of a standing instruction its words in small letters"),
    Column("polarity", .string, "want or avoid"),
    Column("quote", .string, "The words, verbatim"),
    Column("span_start", .int64, "First byte of the quote in the message's UTF-8"),
    Column("span_end", .int64, "The byte behind the quote"),
  ]

  static let comparison: [Column] = [
    Column("comparison_id", .string, "Unique: the record and the number of the comparison in it"),
    Column("origin", .string, "rank, vote or regenerated"),
    Column("status", .string, "usable, or why nothing can be made of it: tie, both_bad, no_verdict and more"),
    Column("prompt_index", .int64, "How many messages the answers have in common before them"),
    Column("prompt", .messages, "These messages"),
    Column("answers", .strings, "The answers, the better ones first"),
    Column("ranks", .strings, "The rank of each, 0 for the best; empty where it has none"),
    Column("answer_records", .strings, "The record that holds each answer"),
    Column("toxic", .string, "yes or no where the source's moderation says so, else empty"),
  ]

  static let persona: [Column] = [
    Column("user", .string, "The source's key of the user"),
    Column("conversations", .int64, "How many conversations it rests on; copies count once"),
    Column("persona", .string, "What they tell of the user, in sentences, one a line"),
    Column("digest", .string, "SHA-256 of that text, 64 hexadecimal digits"),
    Column("languages", .strings, "Languages with the number of conversations, as name=count"),
    Column("topics", .strings, "Topics likewise"),
    Column("preferences", .strings, "Preferences with the number of conversations, as kind=value=polarity=count"),
    Column("request_bytes", .int64, "The median of the first messages, in bytes"),
    Column("evidence", .strings, "Rows of preferences and feedback that it rests on"),
    Column("records", .strings, "The records that it rests on, copies included"),
  ]

  static let rewrite: [Column] = [
    Column("rewrite_id", .string, "Unique: the record, the origin and the place that it comes from"),
    Column("origin", .string, "rewrite: in the light of feedback; reward: the best and the worst of several answers"),
    Column("status", .string, "kept where it is a pair, else why it is none"),
    Column("message_index", .int64, "The place of the feedback, from 0; -1 where there is none"),
    Column("target_index", .int64, "The place of the answer that the feedback judges, from 0"),
    Column("category", .string, "The category of the feedback; empty where there is none"),
    Column("act", .string, "What the user did in the follow-up; empty where there is none"),
    Column("confidence", .float64, "Probability that the category is right"),
    Column("prompt", .messages, "The messages up to the request"),
    Column("chosen", .string, "What the model wrote; empty where it wrote nothing that can be used"),
    Column("rejected", .string, "The answer in the log, or the worst of several"),
    Column("feedback", .string, "The feedback, whole"),
    Column("persona", .string, "What the model was told of the user"),
    Column("intent", .string, "What the user wanted to be different, in the model's words"),
    Column("scope", .string, "To whom the feedback applies, by this machine and the model"),
    Column("scope_confidence", .float64, "How sure the scope is, 0 to 1"),
    Column("uses_new_information", .bool, "Whether either says that the feedback has what the request had not"),
    Column("score_chosen", .float64, "The judge's mean score of the chosen answer, 0 to 1"),
    Column("score_rejected", .float64, "The same for the other"),
    Column("soft_target", .float64, "The probability that the chosen one is preferred, for losses with soft targets"),
    Column("agreement", .float64, "How far both orders of the judgement say the same, 0 to 1"),
    Column("first_place_wins", .int64, "In how many of the two orders the answer that stood first won"),
    Column("second_place_wins", .int64, "Likewise for the one that stood second"),
    Column("longer", .string, "Which is longer, chosen or rejected; empty where neither is, or nothing was judged"),
    Column("longer_wins", .int64, "In how many of the two orders the longer one won"),
    Column("judge", .string, "The model that wrote and judged"),
    Column("prompt_version", .string, "The names of the prompts and the beginnings of their digests"),
  ]

  static let pair: [Column] = [
    Column("pair_id", .string, "Unique: the record, the origin and the place that it comes from"),
    Column("origin", .string, "repair, resent, regenerated, vote, rank, rewrite or reward"),
    Column("message_index", .int64, "The place of the message that gave the preference, from 0; -1 where none did"),
    Column("target_index", .int64, "The place of the rejected answer, from 0"),
    Column("prompt", .messages, "What both answers answer; the last message is the user's"),
    Column("chosen", .string, "The better answer"),
    Column("rejected", .string, "The other one"),
    Column("margin", .float64, "How much better, 0 to 1: the difference of the scores"),
    Column("score_chosen", .float64, "An estimate of how good the better answer is, 0 to 1"),
    Column("score_rejected", .float64, "The same for the other"),
    Column("soft_target", .float64, "The probability that the better one is preferred, for losses with soft targets"),
    Column("confidence", .float64, "How far to trust the preference, 0 to 1"),
    Column("feedback_in_prompt", .bool, "Whether the feedback stands in the prompt"),
    Column("uses_new_information", .bool, "Whether the feedback says what the request had not"),
    Column("scope", .string, "To whom the feedback applies: this_answer, this_conversation, this_user, everyone"),
    Column("scope_confidence", .float64, "How sure the scope is, 0 to 1"),
    Column("act", .string, "What the user did in the follow-up; empty where none is behind the pair"),
    Column("category", .string, "The category of the feedback; empty where none is behind the pair"),
    Column("feedback", .string, "The feedback, whole; of several rounds the last"),
    Column("rounds", .int64, "How many rounds of feedback lie between the answers"),
    Column("persona", .string, "What earlier conversations tell of the user; empty where nothing is known"),
    Column("sources", .strings, "Rows of other tables, and other records, that it was made from"),
  ]

  static let conversation: [Column] = [
    Column("byte", .int64, "Where the record begins in its member's expanded bytes"),
    Column("messages", .int64, "How many messages it has"),
    Column("user_messages", .int64, "How many of them are the user's"),
    Column("follow_ups", .int64, "User messages after the first answer"),
    Column("content_bytes", .int64, "UTF-8 bytes of all messages"),
    Column("feedback_count", .int64, "How many follow-ups carry feedback"),
    Column("negative_count", .int64, "How many of these are negative"),
    Column("opening", .string, "The beginning of the first user message, at most 120 bytes"),
    Column("first_message", .string, "The same, at most 2,000 bytes; empty where the user is not known"),
    Column("first_bytes", .int64, "UTF-8 bytes of the whole first user message"),
    Column("ended", .string, "The latest time that is known of it, as in timestamp; empty where none is"),
    Column("topic", .string, "What the first user message is about: coding, writing, maths and more, or other"),
    Column("country", .string, "As the source says; empty where unknown"),
    Column("toxic", .string, "yes or no where the source's moderation says so, else empty"),
  ]
}
