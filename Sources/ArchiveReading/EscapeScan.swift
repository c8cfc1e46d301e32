/// Finds the end of a JSON string by looking for quotes and, behind each, back over the backslashes before it.
struct EscapeScan {
  /// How far back a run of backslashes may reach: the string's first byte, or what is left of it.
  private var floor = 0
  /// Whether the byte at `floor` is escaped by one that is gone.
  private var floorIsEscaped = false

  mutating func begin(at start: Int) {
    floor = start
    floorIsEscaped = false
  }

  mutating func shift(by distance: Int) { floor -= distance }

  /// Goes on from `place` and gives the place of the quote that ends the string, or `end`.
  @inline(__always)
  func closingQuote(in base: UnsafeMutableRawPointer, from place: Int, to end: Int) -> Int {
    var quote = base.firstPlace(of: JSONBytes.quote, from: place, to: end)
    while quote < end, isEscaped(quote, in: base) {
      quote = base.firstPlace(of: JSONBytes.quote, from: quote + 1, to: end)
    }
    return quote
  }

  /// Lets go of the bytes before `place`, which are in the string.
  mutating func forget(before place: Int, in base: UnsafeMutableRawPointer) {
    floorIsEscaped = isEscaped(place, in: base)
    floor = place
  }

  /// Whether an odd number of backslashes stands before the place.
  @inline(__always)
  private func isEscaped(_ place: Int, in base: UnsafeMutableRawPointer) -> Bool {
    var run = place
    while run > floor, base[run - 1] == JSONBytes.backslash { run -= 1 }
    let isOdd = (place - run) & 1 == 1
    return run == floor && floorIsEscaped ? !isOdd : isOdd
  }
}
