/// Two normal forms, compared without their spaces.
struct Repetition {
  private let left: UnsafeBufferPointer<UInt32>
  private let right: UnsafeBufferPointer<UInt32>

  /// Shorter texts must be the same to the letter.
  private static let shortest = 24
  private static let mostEdited = 2

  init(_ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>) {
    self.left = left
    self.right = right
  }

  /// Whether the texts are the same, or long, of the same digits, and differ by at most two characters in one place.
  var isOne: Bool {
    guard !left.isEmpty, !right.isEmpty else { return false }
    let prefix = commonPrefix
    // Most pairs of messages differ at both ends; these need no counting.
    if prefix == 0, left[left.count - 1] != right[right.count - 1] { return false }
    let (leftCount, rightCount) = (Self.letters(of: left), Self.letters(of: right))
    if prefix == leftCount, prefix == rightCount { return true }
    let (short, long) = (min(leftCount, rightCount), max(leftCount, rightCount))
    guard short >= Self.shortest, long - short <= Self.mostEdited else { return false }
    return long - prefix - commonSuffix(atMost: short - prefix) <= Self.mostEdited && hasSameDigits
  }

  /// Whether two normal forms are the same but for their spaces.
  static func isSame(_ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>) -> Bool {
    let pair = Repetition(left, right)
    let prefix = pair.commonPrefix
    // Most pairs differ at once, and need no counting.
    if prefix == 0, !left.isEmpty || !right.isEmpty { return false }
    return prefix == letters(of: left) && prefix == letters(of: right)
  }

  /// Whether the digits of two normal forms are the same in the same order.
  static func haveSameDigits(_ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>) -> Bool {
    Repetition(left, right).hasSameDigits
  }

  private static func letters(of text: UnsafeBufferPointer<UInt32>) -> Int {
    var count = 0
    for scalar in text where scalar != 0x20 { count += 1 }
    return count
  }

  /// How many scalars are the same at the beginning.
  private var commonPrefix: Int {
    var (l, r, length) = (0, 0, 0)
    while true {
      while l < left.count, left[l] == 0x20 { l += 1 }
      while r < right.count, right[r] == 0x20 { r += 1 }
      guard l < left.count, r < right.count, left[l] == right[r] else { return length }
      l += 1
      r += 1
      length += 1
    }
  }

  /// How many scalars are the same at the end.
  private func commonSuffix(atMost most: Int) -> Int {
    var (l, r, length) = (left.count, right.count, 0)
    while length < most {
      while l > 0, left[l - 1] == 0x20 { l -= 1 }
      while r > 0, right[r - 1] == 0x20 { r -= 1 }
      guard l > 0, r > 0, left[l - 1] == right[r - 1] else { return length }
      l -= 1
      r -= 1
      length += 1
    }
    return length
  }

  private var hasSameDigits: Bool {
    var (l, r) = (0, 0)
    while true {
      while l < left.count, !CharacterClass.of(left[l]).contains(.digit) { l += 1 }
      while r < right.count, !CharacterClass.of(right[r]).contains(.digit) { r += 1 }
      if l == left.count || r == right.count { return l == left.count && r == right.count }
      if left[l] != right[r] { return false }
      l += 1
      r += 1
    }
  }
}
