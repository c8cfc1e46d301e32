/// Writes the scalars of a normal form one after the other.
struct FormWriter {
  private let target: UnsafeMutablePointer<UInt32>
  private let tables = CharacterTables.shared
  private var count = 0
  // As if a space came before: there is none at the front.
  private var endsInSpace = true
  /// How many ideographs were written.
  private(set) var ideographs = 0

  /// Writes to memory that has room for a scalar for each byte of the text, and one more.
  init(target: UnsafeMutablePointer<UInt32>) { self.target = target }

  /// Takes a character of ASCII. There is no branch for the gaps between words, which no processor can foresee.
  @inline(__always)
  mutating func put(ascii byte: UInt8) {
    let value = tables.normalASCII(byte)
    target[count] = value
    // A second space is written over.
    count += value == 0x20 && endsInSpace ? 0 : 1
    endsInSpace = value == 0x20
  }

  /// Takes any other character.
  @inline(__always)
  mutating func put(_ value: UInt32) {
    let kind = tables.kind(of: value)
    if kind.contains(.word) {
      write(tables.lowerCase(of: value))
      if kind.contains(.ideograph) { ideographs += 1 }
      // İ is the one letter whose lower case is two scalars: i and a dot above.
      if value == 0x130 { write(0x307) }
    } else if kind.contains(.mark) {
      if !endsInSpace { write(value) }
    } else if !endsInSpace {
      write(0x20)
      endsInSpace = true
    }
  }

  /// The number of scalars, without a space at the end.
  mutating func finish() -> Int {
    if count > 0, endsInSpace { count -= 1 }
    return count
  }

  @inline(__always)
  private mutating func write(_ value: UInt32) {
    target[count] = value
    count += 1
    endsInSpace = false
  }
}
