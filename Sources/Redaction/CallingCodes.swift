/// Country codes of telephone numbers (ITU-T E.164).
enum CallingCodes {
  /// How many digits the country code takes at the beginning of a number; nil where no country has it.
  static func length(of digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count > 3 else { return nil }
    let first = digits.startIndex
    let one = Int(digits[first])
    if one == 1 || one == 7 { return 1 }
    let two = one * 10 + Int(digits[first + 1])
    if twoDigits.contains(two) { return 2 }
    let three = two * 10 + Int(digits[first + 2])
    return threeDigits.contains { $0.contains(three) } ? 3 : nil
  }

  /// How many digits a number has, with its country code, where all numbers of the country have as many.
  static func fixedCount(of digits: ArraySlice<UInt8>) -> Int? {
    switch (digits[digits.startIndex], digits[digits.startIndex + 1]) {
    case (1, _), (7, _), (3, 3), (3, 4), (4, 8): 11
    case (9, 1): 12
    default: nil
    }
  }

  private static let twoDigits: Set<Int> = [
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61,
    62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
  ]
  private static let threeDigits: [ClosedRange<Int>] = [
    211...213, 216...216, 218...218, 220...269, 290...291, 297...299, 350...359, 370...389, 420...423, 500...509,
    590...599, 670...692, 800...800, 808...808, 850...856, 870...870, 880...888, 960...979, 992...998,
  ]
}
