/// How a message and the user message before it are alike; computed when asked for, in memory that is used again.
final class Resemblance {
  private(set) var message: NormalForm
  private(set) var previous: NormalForm
  private var counter = PairCounter()

  /// Fewer different n-grams than these tell nothing.
  private static let fewestGrams = 8

  /// - Parameter limit: Bytes of each text that are read.
  init(limit: Int = NormalForm.messageBytes) {
    message = NormalForm(limit: limit)
    previous = NormalForm(limit: limit)
  }

  /// Begins another pair. What is known of a message is kept for when it is the previous one of the next.
  func begin(message text: UnsafeRawBufferPointer, previous before: UnsafeRawBufferPointer) {
    if message.isRead(from: before) { swap(&message, &previous) }
    previous.begin(before)
    message.begin(text)
  }

  /// The same text, but for case, punctuation and at most two characters in one place; digits are the same.
  func repeats() -> Bool {
    // Most pairs of messages differ at both ends, for which neither need be read.
    if !message.mayShareAnEnd(with: previous) { return false }
    return Repetition(message.scalars, previous.scalars).isOne
  }

  // MARK: Similarity

  /// Whether the Dice coefficient of the sets of n-grams (pairs of ideographs, else triples) is one half or more.
  func resembles() -> Bool {
    guard message.isMostlyIdeographs == previous.isMostlyIdeographs else { return false }
    let (left, right) = Self.grams(of: message, previous)
    guard left.count >= Self.fewestGrams, right.count >= Self.fewestGrams else { return false }
    return 4 * left.common(with: right) >= left.count + right.count
  }

  /// What two texts are compared by: pairs of scalars where both are mostly ideographs, else triples.
  static func grams(of left: NormalForm, _ right: NormalForm) -> (HashedSet, HashedSet) {
    left.isMostlyIdeographs && right.isMostlyIdeographs ? (left.pairs, right.pairs) : (left.triples, right.triples)
  }

  /// Whether all words of one text stand in the other as well, each as often.
  func holdsAllWords() -> Bool {
    let (own, before) = (message.words, previous.words)
    let (short, long) = own.count <= before.count ? (own, before) : (before, own)
    // Most pairs fall at one of the first words, without any table.
    for word in short.prefix(6) where !long.contains(word) { return false }
    counter.begin(pieces: short.count + long.count)
    for word in long { counter.addLeft(word) }
    for word in short {
      counter.addRight(word)
      if counter.matched < counter.rightTotal { return false }
    }
    return true
  }

  // MARK: Templates

  /// Whether both share a long beginning and end and differ in between, so that one instruction has got another item.
  func sharesTemplate() -> Bool {
    let (left, right) = (message.words, previous.words)
    let edit = WordEdit(left, right)
    let (prefix, suffix, same) = (edit.prefix, edit.suffix, edit.prefix + edit.suffix)
    guard min(left.count, right.count) > same, same >= 3, 10 * same >= 3 * max(left.count, right.count) else {
      return false
    }
    counter.begin(pieces: left.count + right.count - 2 * same)
    for place in prefix..<(left.count - suffix) { counter.addLeft(left[place]) }
    for place in prefix..<(right.count - suffix) { counter.addRight(right[place]) }
    return 3 * counter.commonDistinct < min(counter.leftDistinct, counter.rightDistinct)
  }
}
