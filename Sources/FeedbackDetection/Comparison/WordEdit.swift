/// How one sequence of words became another: what is the same at the beginning and at the end.
struct WordEdit {
  /// Words that are the same at the beginning.
  let prefix: Int
  /// Words that are the same at the end, of those behind the prefix.
  let suffix: Int

  init(_ left: UnsafeBufferPointer<UInt64>, _ right: UnsafeBufferPointer<UInt64>) {
    let prefix = Self.commonPrefix(left, right)
    let shorter = min(left.count, right.count)
    var suffix = 0
    while suffix < shorter - prefix, left[left.count - 1 - suffix] == right[right.count - 1 - suffix] { suffix += 1 }
    self.prefix = prefix
    self.suffix = suffix
  }

  static func commonPrefix(_ left: UnsafeBufferPointer<UInt64>, _ right: UnsafeBufferPointer<UInt64>) -> Int {
    let shorter = min(left.count, right.count)
    var prefix = 0
    while prefix < shorter, left[prefix] == right[prefix] { prefix += 1 }
    return prefix
  }
}
