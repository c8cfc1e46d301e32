internal import Digests
public import Records

/// Tells whether two conversations are the same one: they share their first user message or their first answer.
///
/// Identifiers alone do not tell it, because a conversation lives on in releases under several (re-sent first
/// prompts, branches of one tree). Chance agreement ("hello") only costs an example.
public struct ConversationFingerprint: Hashable, Sendable {
  /// How much of a message counts, in bytes; ends differ where a release or a redaction cut them.
  private static let countedBytes = 200

  /// The first 64 bits of each digest: chance agreement costs no more than an example.
  private let digests: [UInt64]

  public init(_ messages: [Message]) {
    var digests: [UInt64] = []
    for role in [MessageRole.user, .assistant] {
      guard let first = messages.first(where: { $0.role == role && !$0.content.isBlank }) else { continue }
      let text = String(decoding: first.content.utf8.prefix(Self.countedBytes * 2), as: UTF8.self)
      let folded = String(FoldedText(text).characters).lowercased().utf8.prefix(Self.countedBytes)
      let digest = SHA256Hasher.hex(of: Array("\(role.rawValue)\n".utf8) + folded)
      digests.append(UInt64(digest.prefix(16), radix: 16) ?? 0)
    }
    self.digests = digests
  }

  public func isSame(as other: ConversationFingerprint) -> Bool {
    digests.contains { other.digests.contains($0) }
  }
}
