/// All conversations of one user that are known, by time. Immutable; may be shared.
public struct UserHistory: Sendable {
  public let user: String
  /// Those with a time, the earliest first; at equal times by record.
  let conversations: [PersonaConversation]
  /// Conversations without a time, which are before nothing.
  public let undated: Int

  /// Takes what is this user's and leaves out the rest, so that no mistake of a caller mixes two users. Of records that
  /// are given twice the first counts.
  public init(user: String, conversations: [PersonaConversation]) {
    self.user = user
    var known: Set<String> = []
    let own = conversations.filter { $0.user == user && !user.isEmpty && known.insert($0.recordID).inserted }
    undated = own.count { $0.time == nil }
    self.conversations = own.filter { $0.time != nil }.sorted(by: Self.isEarlier)
  }

  private static func isEarlier(_ left: PersonaConversation, _ right: PersonaConversation) -> Bool {
    guard let earlier = left.time, let later = right.time, earlier != later else {
      return left.recordID < right.recordID
    }
    return earlier < later
  }
}
