/// How a message and the user message before it are alike; computed when asked for, in memory that is used again.
final class Resemblance {
  private let message = NormalForm()
  private let previous = NormalForm()
  private let messageWords = WordList()
  private let previousWords = WordList()
  private let counter = PairCounter()
  private var texts = (UnsafeRawBufferPointer(start: nil, count: 0), UnsafeRawBufferPointer(start: nil, count: 0))
  private var hasForms = false
  private var hasWords = false

  /// Fewer different n-grams than these tell nothing.
  private static let fewestGrams = 8

  func begin(message: UnsafeRawBufferPointer, previous: UnsafeRawBufferPointer) {
    texts = (message, previous)
    hasForms = false
    hasWords = false
  }

  // MARK: Repeats

  /// The same text, but for case, punctuation and at most two characters in one place; digits are the same.
  func repeats() -> Bool {
    readForms()
    guard message.count > 0, previous.count > 0 else { return false }
    let sizes = (letters(of: message), letters(of: previous))
    // Two characters at most may come or go.
    guard abs(sizes.0 - sizes.1) <= 2 else { return false }
    let prefix = commonPrefix()
    if prefix == sizes.0, prefix == sizes.1 { return true }
    guard min(sizes.0, sizes.1) >= 24 else { return false }
    let suffix = commonSuffix(atMost: min(sizes.0, sizes.1) - prefix)
    return max(sizes.0, sizes.1) - prefix - suffix <= 2 && hasSameDigits()
  }

  private func letters(of form: NormalForm) -> Int {
    form.scalars.reduce(0) { $1 == 0x20 ? $0 : $0 + 1 }
  }

  /// How many scalars, spaces left out, are the same at the beginning.
  private func commonPrefix() -> Int {
    var (left, right, length) = (0, 0, 0)
    while true {
      while left < message.count, message[left] == 0x20 { left += 1 }
      while right < previous.count, previous[right] == 0x20 { right += 1 }
      guard left < message.count, right < previous.count, message[left] == previous[right] else { return length }
      left += 1
      right += 1
      length += 1
    }
  }

  /// How many scalars, spaces left out, are the same at the end.
  private func commonSuffix(atMost most: Int) -> Int {
    var (left, right, length) = (message.count, previous.count, 0)
    while length < most {
      while left > 0, message[left - 1] == 0x20 { left -= 1 }
      while right > 0, previous[right - 1] == 0x20 { right -= 1 }
      guard left > 0, right > 0, message[left - 1] == previous[right - 1] else { return length }
      left -= 1
      right -= 1
      length += 1
    }
    return length
  }

  private func hasSameDigits() -> Bool {
    var (left, right) = (0, 0)
    while true {
      while left < message.count, !CharacterClass.of(message[left]).contains(.digit) { left += 1 }
      while right < previous.count, !CharacterClass.of(previous[right]).contains(.digit) { right += 1 }
      if left == message.count || right == previous.count { return left == message.count && right == previous.count }
      if message[left] != previous[right] { return false }
      left += 1
      right += 1
    }
  }

  // MARK: Similarity

  /// Whether the Dice coefficient of the sets of n-grams (pairs of ideographs, else triples) is one half or more.
  func resembles() -> Bool {
    readForms()
    guard message.isMostlyIdeographs == previous.isMostlyIdeographs, message.count > 0, previous.count > 0 else {
      return false
    }
    let length = message.isMostlyIdeographs ? 2 : 3
    let isShorter = message.count <= previous.count
    return Self.sharesHalf(
      of: isShorter ? message : previous, with: isShorter ? previous : message, length: length, counter)
  }

  /// Counts the n-grams of the shorter text, then those of the longer one until the answer is certain.
  private static func sharesHalf(of short: NormalForm, with long: NormalForm, length: Int, _ counter: PairCounter) -> Bool {
    let places = (gramCount(short, length), gramCount(long, length))
    counter.begin(pieces: places.0 + places.1)
    forEachGram(of: short, length) { gram, _ in
      counter.addLeft(gram)
      return true
    }
    let left = counter.leftDistinct
    guard left >= fewestGrams else { return false }
    let isOpen = forEachGram(of: long, length) { gram, rest in
      counter.addRight(gram)
      // Even if all the rest were new to the right and known to the left, it would not do.
      let best = min(counter.commonDistinct + rest, left)
      return 4 * best >= left + counter.rightDistinct + (best - counter.commonDistinct)
    }
    let right = counter.rightDistinct
    return isOpen && right >= fewestGrams && 4 * counter.commonDistinct >= left + right
  }

  /// The n-grams of a form with a space on each side.
  private static func gramCount(_ form: NormalForm, _ length: Int) -> Int { max(0, form.count + 3 - length) }

  /// Hands out the n-grams and how many are still to come, until `body` says false; whether it never did.
  @inline(__always)
  @discardableResult
  private static func forEachGram(of form: NormalForm, _ length: Int, _ body: (UInt64, Int) -> Bool) -> Bool {
    let mask: UInt64 = length == 2 ? (1 << 42) - 1 : (1 << 63) - 1
    var gram: UInt64 = 0x20
    var rest = gramCount(form, length)
    for place in 0...form.count {
      gram = (gram << 21 | UInt64(place < form.count ? form[place] : 0x20)) & mask
      guard place + 2 >= length else { continue }
      rest -= 1
      if !body(gram, rest) { return false }
    }
    return true
  }

  /// Whether all words of one text stand in the other as well, each as often.
  func holdsAllWords() -> Bool {
    readWords()
    counter.begin(pieces: messageWords.count + previousWords.count)
    for place in 0..<messageWords.count { counter.addLeft(messageWords[place]) }
    for place in 0..<previousWords.count { counter.addRight(previousWords[place]) }
    return counter.matched == counter.leftTotal || counter.matched == counter.rightTotal
  }

  // MARK: Templates

  /// Whether both share a long beginning and end and differ in between, so that one instruction has got another item.
  func sharesTemplate() -> Bool {
    readWords()
    let (left, right) = (messageWords.count, previousWords.count)
    let shorter = min(left, right)
    var prefix = 0
    while prefix < shorter, messageWords[prefix] == previousWords[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix, messageWords[left - 1 - suffix] == previousWords[right - 1 - suffix] { suffix += 1 }
    let same = prefix + suffix
    guard left > same, right > same, same >= 3, 10 * same >= 3 * max(left, right) else { return false }
    counter.begin(pieces: left + right - 2 * same)
    for place in prefix..<(left - suffix) { counter.addLeft(messageWords[place]) }
    for place in prefix..<(right - suffix) { counter.addRight(previousWords[place]) }
    return 3 * counter.commonDistinct < min(counter.leftDistinct, counter.rightDistinct)
  }

  // MARK: Forms

  private func readForms() {
    guard !hasForms else { return }
    message.read(texts.0)
    previous.read(texts.1)
    hasForms = true
  }

  private func readWords() {
    guard !hasWords else { return }
    readForms()
    messageWords.read(message)
    previousWords.read(previous)
    hasWords = true
  }
}
