/// The form of payment card numbers: ISO/IEC 7812, and the lengths that the schemes give out.
enum PaymentCard {
  /// How many digits numbers have.
  static let lengths = 13...19

  /// Whether groups of digits have the lengths in which cards are printed; one group of 13 to 19 digits is one.
  static func isGrouping(_ groups: ArraySlice<Range<Int>>) -> Bool {
    switch groups.map(\.count) {
    case [4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3], [4, 4, 4, 4, 2], [6, 13], [4, 4, 5], [4, 4, 4, 3]: true
    case let lengths: lengths.count == 1 && Self.lengths.contains(lengths[0])
    }
  }

  /// Whether digits are the number of a card: a scheme's prefix, its length, the check digit.
  static func isNumber(_ digits: ArraySlice<UInt8>, grouped: Bool) -> Bool {
    isIssued(digits, grouped: grouped) && checks(digits)
  }

  private static func isIssued(_ digits: ArraySlice<UInt8>, grouped: Bool) -> Bool {
    let prefix = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
    let count = digits.count
    switch prefix {
    case 4000...4999: return count == 13 || count == 16 || count == 19  // Visa
    case 5100...5599, 2221...2720: return count == 16  // Mastercard
    case 3400...3499, 3700...3799: return count == 15  // American Express
    case 3000...3059, 3600...3699, 3800...3999: return count == 14 || (grouped && count == 16)  // Diners Club
    case 6011, 6440...6599, 6200...6299, 3528...3589, 2200...2204: return count >= 16  // Discover, UnionPay, JCB, Mir
    case 5000...5099, 5600...5899, 6000...6999: return grouped  // Maestro
    default: return false
    }
  }

  /// Luhn's check.
  private static func checks(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (offset, digit) in digits.reversed().enumerated() {
      let weighted = Int(digit) << (offset & 1)
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return sum % 10 == 0
  }
}
