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

  /// The kind of one character. In loops over much text use `CharacterTables`.
  static func of(_ scalar: UInt32) -> CharacterClass { CharacterTables.shared.kind(of: scalar) }

  /// What Unicode says of a scalar.
  fileprivate static func computed(_ value: UInt32) -> CharacterClass {
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
}

/// Kind and lower case of most characters by table: made once, never freed. A copy in a local constant saves loops the
/// question whether the tables are there yet.
struct CharacterTables: @unchecked Sendable {
  // Unchecked because of the pointers: what they point to is written in `init` and only read afterwards.
  private let kinds: UnsafePointer<UInt8>
  private let lowerCases: UnsafePointer<UInt16>
  /// For each byte of ASCII what `normalASCII` gives.
  private let normals: UnsafePointer<UInt32>

  static let shared = CharacterTables()

  private static let kindCount: UInt32 = 0x2_0000
  private static let lowerCaseCount: UInt32 = 0x1_0000

  private init() {
    let kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: Int(Self.kindCount))
    for scalar in 0..<Self.kindCount { kinds[Int(scalar)] = CharacterClass.computed(scalar).rawValue }
    let lowerCases = UnsafeMutablePointer<UInt16>.allocate(capacity: Int(Self.lowerCaseCount))
    for scalar in 0..<Self.lowerCaseCount {
      lowerCases[Int(scalar)] = UInt16(truncatingIfNeeded: Self.computedLowerCase(scalar))
    }
    let normals = UnsafeMutablePointer<UInt32>.allocate(capacity: 0x80)
    for byte in 0..<0x80 {
      normals[byte] = CharacterClass(rawValue: kinds[byte]).contains(.word) ? UInt32(lowerCases[byte]) : 0x20
    }
    self.kinds = UnsafePointer(kinds)
    self.lowerCases = UnsafePointer(lowerCases)
    self.normals = UnsafePointer(normals)
  }

  /// A letter or digit of ASCII in lower case, a space for anything else.
  @inline(__always)
  func normalASCII(_ byte: UInt8) -> UInt32 { normals[Int(byte)] }

  @inline(__always)
  func kind(of scalar: UInt32) -> CharacterClass {
    scalar < Self.kindCount ? CharacterClass(rawValue: kinds[Int(scalar)]) : CharacterClass.computed(scalar)
  }

  /// The scalar's own lower case, or the first scalar of it.
  @inline(__always)
  func lowerCase(of scalar: UInt32) -> UInt32 {
    scalar < Self.lowerCaseCount ? UInt32(lowerCases[Int(scalar)]) : Self.computedLowerCase(scalar)
  }

  private static func computedLowerCase(_ value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return value }
    return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
  }
}
