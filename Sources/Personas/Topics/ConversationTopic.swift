/// What a conversation is about. Raw values are what tables and cards show; cases may be added.
public enum ConversationTopic: String, CaseIterable, Hashable, Sendable, Codable {
  case coding
  case data
  case maths
  case writing
  case translation
  case roleplay
  case imagePrompt = "image_prompt"
  case business
  case education
  case health
  /// None of these, or not sure.
  case other
}
