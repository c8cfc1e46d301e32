/// What kind of character a scalar is, as far as the rule language asks.
struct CharacterClass: OptionSet {
  let rawValue: UInt8
  /// A letter or a number (general category L* or N*).
  static let word = CharacterClass(rawValue: 1)
  /// A combining mark (general category M*).
  static let mark = CharacterClass(rawValue: 2)
  /// White space (the property White_Space).
  static let space = CharacterClass(rawValue: 4)
  /// A character of Chinese or Japanese that is a word of its own.
  static let ideograph = CharacterClass(rawValue: 8)
  /// A decimal digit (general category Nd).
  static let digit = CharacterClass(rawValue: 16)

  @inline(__always)
  static func of(_ scalar: UInt32) -> CharacterClass {
    scalar < tableEnd ? CharacterClass(rawValue: table[Int(scalar)]) : computed(scalar)
  }

  /// The scalar in lower case, where that is one scalar.
  @inline(__always)
  static func lowerCase(_ scalar: UInt32) -> UInt32 {
    scalar < lowerTableEnd ? UInt32(lowerTable[Int(scalar)]) : computedLowerCase(scalar)
  }

  private static let tableEnd: UInt32 = 0x2_0000
  private static let lowerTableEnd: UInt32 = 0x1_0000

  // Immutable after its initialisation, which Swift runs once; never freed.
  private nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(tableEnd))
    for scalar in 0..<tableEnd { table[Int(scalar)] = computed(scalar).rawValue }
    return UnsafePointer(table)
  }()

  // As above.
  private nonisolated(unsafe) static let lowerTable: UnsafePointer<UInt16> = {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: Int(lowerTableEnd))
    for scalar in 0..<lowerTableEnd { table[Int(scalar)] = UInt16(truncatingIfNeeded: computedLowerCase(scalar)) }
    return UnsafePointer(table)
  }()

  private static func computed(_ value: UInt32) -> CharacterClass {
    guard let scalar = Unicode.Scalar(value) else { return [] }
    var result: CharacterClass = []
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .otherNumber:
      result = .word
    case .decimalNumber: result = [.word, .digit]
    case .nonspacingMark, .spacingMark, .enclosingMark: result = .mark
    default: break
    }
    if scalar.properties.isWhitespace { result.insert(.space) }
    if isIdeograph(value) { result.insert(.ideograph) }
    return result
  }

  private static func isIdeograph(_ value: UInt32) -> Bool {
    (0x2E80...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value) || (0x2_0000...0x3_FFFF).contains(value)
  }

  private static func computedLowerCase(_ value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return value }
    return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
  }
}
