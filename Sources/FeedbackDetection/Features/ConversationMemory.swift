/// What the user has said so far in one conversation: the words of all messages, and the grams of the last ones. Each
/// message is taken in once.
final class ConversationMemory {
  private var conversation: Int?
  private var seen = 0
  /// The words of all messages that were taken in.
  private let words = HashedSet()
  /// The grams of the messages before the previous one, as far as they are kept; the newest at `(count - 1) % most`.
  private var older: [HashedSet] = []
  private var olderCount = 0
  /// The grams of the message that was taken in last.
  private var last = HashedSet()
  private let form = NormalForm()

  private static let most = 6

  /// Takes in the messages before a follow-up, the last of which has the form `previous`.
  func begin(_ followUp: FollowUp, previous: NormalForm) {
    if conversation != followUp.conversation || seen > followUp.earlier.count {
      conversation = followUp.conversation
      seen = 0
      olderCount = 0
      words.removeAll()
    }
    while seen < followUp.earlier.count {
      if seen == followUp.earlier.count - 1 {
        take(previous)
      } else {
        form.begin(followUp.earlier[seen])
        take(form)
      }
      seen += 1
    }
  }

  private func take(_ form: NormalForm) {
    if seen > 0 { keepLast() }
    last.take(form.triples)
    words.formUnion(form.vocabulary.set)
  }

  private func keepLast() {
    if older.count < Self.most {
      older.append(HashedSet())
    }
    swap(&older[olderCount % Self.most], &last)
    olderCount += 1
  }

  /// Whether a word stands in one of the messages.
  @inline(__always)
  func holds(_ word: UInt64) -> Bool { words.contains(word) }

  /// The greatest Dice coefficient of the triples of a message with those of a message before the previous one.
  func mostAlike(_ message: NormalForm) -> Double {
    var best = 0.0
    for place in 0..<min(olderCount, Self.most) {
      let (own, other) = (message.triples, older[place])
      guard own.count + other.count > 0 else { continue }
      best = max(best, Double(2 * own.common(with: other)) / Double(own.count + other.count))
    }
    return best
  }
}
