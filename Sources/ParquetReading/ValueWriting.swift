extension JSONSink {
  /// Writes one value as its column's style has it. The bytes have the length that the physical type gives them.
  ///
  /// - Throws: a fault of the row where a text is not UTF-8, a fault of the page where a value is none.
  @inline(__always)
  func append(_ value: UnsafeRawBufferPointer, as style: ValueStyle) throws(PageFault) {
    if style == .text {
      guard appendString(value) else { throw Self.notUTF8 }
    } else {
      try appendOther(value, as: style)
    }
  }

  static let notUTF8 = PageFault(.invalidUTF8, isOfRow: true, "a text is not UTF-8")

  private func appendOther(_ value: UnsafeRawBufferPointer, as style: ValueStyle) throws(PageFault) {
    switch style {
    case .text, .json:
      if JSONCheck.isDocument(value) { return append(value) }
      guard appendString(value) else { throw Self.notUTF8 }
    case .boolean: append(value[0] == 0 ? "false" : "true")
    case .int32: append(number: Int64(value.int32))
    case .int64: append(number: value.int64)
    case .uint32: append(number: UInt64(UInt32(bitPattern: value.int32)), digits: 1)
    case .uint64: append(number: UInt64(bitPattern: value.int64), digits: 1)
    case .float: append(float: Float(bitPattern: UInt32(bitPattern: value.int32)))
    case .double: append(float: Double(bitPattern: UInt64(bitPattern: value.int64)))
    case .float16: append(float: Self.float(half: UInt16(value[0]) | UInt16(value[1]) << 8))
    case .decimal32(let scale): append(decimal: Int128(value.int32), scale: scale)
    case .decimal64(let scale): append(decimal: Int128(value.int64), scale: scale)
    case .decimalBytes(let scale): append(decimal: try Self.bigEndian(value), scale: scale)
    case .date: appendQuoted { $0.append(day: Int64(value.int32)) }
    case .time32(let unit): appendQuoted { $0.append(time: Int64(value.int32), unit) }
    case .time64(let unit): appendQuoted { $0.append(time: value.int64, unit) }
    case .timestamp(let unit): appendQuoted { $0.append(instant: value.int64, unit) }
    case .int96: appendQuoted { $0.append(int96: value) }
    case .uuid: appendQuoted { $0.append(hexadecimal: value, dashesBefore: [4, 6, 8, 10]) }
    case .hexadecimal: appendQuoted { $0.append(hexadecimal: value, dashesBefore: []) }
    }
  }

  private func appendQuoted(_ body: (JSONSink) -> Void) {
    append(UInt8(ascii: "\""))
    body(self)
    append(UInt8(ascii: "\""))
  }

  /// The shortest text that gives the same number again.
  private func append(float value: some BinaryFloatingPoint & CustomStringConvertible) {
    append(value.isFinite ? value.description : "null")
  }

  /// An IEEE 754 binary16, which not every platform has as a type.
  private static func float(half: UInt16) -> Float {
    let sign: Float = half & 0x8000 == 0 ? 1 : -1
    let exponent = Int(half >> 10 & 31)
    let fraction = Float(half & 0x3FF)
    switch exponent {
    case 0: return sign * Float(sign: .plus, exponent: -24, significand: fraction)
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * Float(sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }

  private static func bigEndian(_ value: UnsafeRawBufferPointer) throws(PageFault) -> Int128 {
    guard value.count <= 16 else { throw .unsupported("a decimal of more than 16 bytes") }
    let isNegative = value.first.map { $0 >= 0x80 } ?? false
    return value.reduce(isNegative ? -1 : 0) { $0 << 8 | Int128($1) }
  }

  private func append(decimal value: Int128, scale: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let digits = String(value.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
    append(String(padded.dropLast(scale)))
    guard scale > 0 else { return }
    append(UInt8(ascii: "."))
    append(String(padded.suffix(scale)))
  }

  private func append(hexadecimal value: UnsafeRawBufferPointer, dashesBefore dashes: [Int]) {
    for (index, byte) in value.enumerated() {
      if dashes.contains(index) { append(UInt8(ascii: "-")) }
      append(Self.hexadecimal[Int(byte >> 4)])
      append(Self.hexadecimal[Int(byte & 15)])
    }
  }
}

// Times. Every number that fits its type is a time; none of them overflows, for days are counted in 64 bits.
extension JSONSink {
  /// Days since 1970 as a date in the proleptic Gregorian calendar. Years begin in March, so that the leap day is last
  /// (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private func append(day: Int64) {
    let z = day + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    if year < 0 { append(UInt8(ascii: "-")) }
    append(number: year.magnitude, digits: 4)
    append(UInt8(ascii: "-"))
    append(number: month.magnitude, digits: 2)
    append(UInt8(ascii: "-"))
    append(number: (dayOfYear - (153 * m + 2) / 5 + 1).magnitude, digits: 2)
  }

  private func append(instant value: Int64, _ unit: LogicalType.Unit) {
    let perDay = 86_400 * unit.perSecond
    let day = Self.floor(value, perDay)
    append(day: day)
    append(UInt8(ascii: "T"))
    append(time: value &- day &* perDay, unit)
    append(UInt8(ascii: "Z"))
  }

  /// Nanoseconds of a day, then the Julian day number.
  private func append(int96 value: UnsafeRawBufferPointer) {
    let nanoseconds = value.int64
    let perDay: Int64 = 86_400_000_000_000
    let more = Self.floor(nanoseconds, perDay)
    let julian = Int64(UnsafeRawBufferPointer(rebasing: value[8...]).int32)
    append(day: julian - 2_440_588 + more)
    append(UInt8(ascii: "T"))
    append(time: nanoseconds &- more &* perDay, .nanoseconds)
    append(UInt8(ascii: "Z"))
  }

  private func append(time value: Int64, _ unit: LogicalType.Unit) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let (second, fraction) = value.magnitude.quotientAndRemainder(dividingBy: UInt64(unit.perSecond))
    append(number: second / 3600, digits: 2)
    append(UInt8(ascii: ":"))
    append(number: second / 60 % 60, digits: 2)
    append(UInt8(ascii: ":"))
    append(number: second % 60, digits: 2)
    guard fraction > 0 else { return }
    append(UInt8(ascii: "."))
    append(number: fraction, digits: unit.digits)
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var int32: Int32 { Int32(littleEndian: loadUnaligned(as: Int32.self)) }
  fileprivate var int64: Int64 { Int64(littleEndian: loadUnaligned(as: Int64.self)) }
}
