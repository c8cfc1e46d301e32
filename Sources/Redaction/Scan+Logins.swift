/// Users and passwords within URLs.
extension Scan {
  /// Longer names and passwords are cut; a bound.
  private static let authorityLimit = 512

  /// User and password behind the colon of `scheme://user:password@host`.
  ///
  /// A user alone is an account at most (`ssh://git@host`), unless it is long enough to be a token.
  mutating func login(at place: Int) -> Int? {
    guard reads("://", at: place), text[place - 1].isAlphanumeric else { return nil }
    let start = place + 3
    let end = end(of: { !$0.isSpace && !$0.isQuote && !$0.isOne(of: "/?#<>") }, from: start, limit: Self.authorityLimit)
    guard let at = text.last(UInt8(ascii: "@"), in: start..<end), at > start, text.first(.taken, in: start..<end) == nil
    else { return nil }
    let login = start..<at
    guard let colon = text.first(UInt8(ascii: ":"), in: login) else {
      return login.count >= 20 && text.has(\.isDigit, in: login) ? found(.login, login) : nil
    }
    return isStandIn(colon + 1..<at) ? nil : found(.login, login)
  }

  /// `user:${PASSWORD}@host`, `user:<password>@host`, `user:password@host`.
  private func isStandIn(_ password: Range<Int>) -> Bool {
    if password.isEmpty || text[password.lowerBound].isOne(of: "$<{[%*") { return true }
    return ["password", "pass", "pwd", "passwd"].contains(text.lowered(password))
  }
}
