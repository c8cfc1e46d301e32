/// How a message and the user message before it are alike; computed when asked for, in memory that is used again.
final class Resemblance {
  private var message = NormalForm()
  private var previous = NormalForm()
  private var counter = PairCounter()

  /// Fewer different n-grams than these tell nothing.
  private static let fewestGrams = 8

  /// Begins another pair. What is known of a message is kept for when it is the previous one of the next.
  func begin(message text: UnsafeRawBufferPointer, previous before: UnsafeRawBufferPointer) {
    if message.isRead(from: before) { swap(&message, &previous) }
    previous.begin(before)
    message.begin(text)
  }

  /// The same text, but for case, punctuation and at most two characters in one place; digits are the same.
  func repeats() -> Bool {
    return Repetition(message.scalars, previous.scalars).isOne
  }

  // MARK: Similarity

  /// Whether the Dice coefficient of the sets of n-grams (pairs of ideographs, else triples) is one half or more.
  func resembles() -> Bool {
    guard message.isMostlyIdeographs == previous.isMostlyIdeographs else { return false }
    let length = message.isMostlyIdeographs ? 2 : 3
    let (left, right) = (message.scalars, previous.scalars)
    return left.count <= right.count
      ? Self.sharesHalf(of: left, with: right, length: length, &counter)
      : Self.sharesHalf(of: right, with: left, length: length, &counter)
  }

  /// Counts the n-grams of the shorter text, then those of the longer one until the answer is certain.
  private static func sharesHalf(
    of short: UnsafeBufferPointer<UInt32>, with long: UnsafeBufferPointer<UInt32>, length: Int,
    _ counter: inout PairCounter
  ) -> Bool {
    if short.isEmpty { return false }
    counter.begin(pieces: short.count + long.count + 6)
    var grams = Grams(of: short, length: length)
    while let gram = grams.next() { counter.addLeft(gram) }
    let left = counter.leftDistinct
    guard left >= fewestGrams else { return false }
    grams = Grams(of: long, length: length)
    while let gram = grams.next() {
      counter.addRight(gram)
      // Even if all the rest were new on the right and known on the left, it would not do.
      let best = min(counter.commonDistinct + grams.rest, left)
      if 4 * best < left + counter.rightDistinct + best - counter.commonDistinct { return false }
    }
    return counter.rightDistinct >= fewestGrams && 4 * counter.commonDistinct >= left + counter.rightDistinct
  }

  /// The n-grams of a form with a space on each side.
  private struct Grams {
    private let scalars: UnsafeBufferPointer<UInt32>
    private let mask: UInt64
    private var gram: UInt64
    private var place: Int

    /// How many are still to come.
    var rest: Int { scalars.count + 1 - place }

    init(of scalars: UnsafeBufferPointer<UInt32>, length: Int) {
      self.scalars = scalars
      // A scalar takes 21 bits.
      mask = (1 << UInt64(21 * length)) - 1
      gram = 0x20
      place = 0
      if length == 3 { shift() }
    }

    @inline(__always)
    mutating func next() -> UInt64? {
      guard place <= scalars.count else { return nil }
      shift()
      return gram
    }

    @inline(__always)
    private mutating func shift() {
      gram = (gram << 21 | UInt64(place < scalars.count ? scalars[place] : 0x20)) & mask
      place += 1
    }
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
    let shorter = min(left.count, right.count)
    var prefix = 0
    while prefix < shorter, left[prefix] == right[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix, left[left.count - 1 - suffix] == right[right.count - 1 - suffix] { suffix += 1 }
    let same = prefix + suffix
    guard shorter > same, same >= 3, 10 * same >= 3 * max(left.count, right.count) else { return false }
    counter.begin(pieces: left.count + right.count - 2 * same)
    for place in prefix..<(left.count - suffix) { counter.addLeft(left[place]) }
    for place in prefix..<(right.count - suffix) { counter.addRight(right[place]) }
    return 3 * counter.commonDistinct < min(counter.leftDistinct, counter.rightDistinct)
  }
}
