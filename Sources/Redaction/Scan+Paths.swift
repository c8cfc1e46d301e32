/// Names of users within paths.
extension Scan {
  /// A longer name of a directory is none of a user.
  private static let nameLimit = 48

  /// The name behind the `/` or `\` at a place, if that begins `/home/`, `/Users/` or `\Users\`.
  mutating func homeDirectory(at place: Int) -> Int? {
    guard let start = nameStart(behind: place) else { return nil }
    let isWindows = text[start - 1] == UInt8(ascii: "\\")
    let end = userEnd(from: start, isWindows: isWindows)
    guard end > start, !isNobody(start..<end) else { return nil }
    // Without a drive or a further directory, `/home/…` may be a page of a site.
    if !isWindows, text[end] != UInt8(ascii: "/"), isPage(start..<end) { return nil }
    return found(.user, start..<end)
  }

  /// The place behind the beginning of a path of home directories.
  private func nameStart(behind place: Int) -> Int? {
    if text[place] == UInt8(ascii: "/") {
      if reads("/home/", at: place), startsPath(place) { return place + 6 }
      return reads("/Users/", at: place) && (startsPath(place) || isDrive(before: place)) ? place + 7 : nil
    }
    // One backslash, or two in a string.
    for literal: StaticString in ["\\Users\\\\", "\\Users\\", "\\Documents and Settings\\"]
    where readsCased(literal, at: place) {
      return place + literal.utf8CodeUnitCount
    }
    return nil
  }

  private func readsCased(_ literal: StaticString, at place: Int) -> Bool {
    reads(literal, at: place)
      || (text[place + 1] == UInt8(ascii: "u") && literal.utf8CodeUnitCount < 12
        && text[place - 1].isOne(of: ":\\") && text[place + 2] == UInt8(ascii: "s") && readsAnyCase(literal, at: place))
  }

  private func readsAnyCase(_ literal: StaticString, at place: Int) -> Bool {
    literal.withUTF8Buffer { letters in
      letters.indices.allSatisfy { text[place + $0].lowered == letters[$0].lowered }
    }
  }

  /// Whether a `/` is the first of a path, not that of a site: `example.com/home/about`.
  private func startsPath(_ place: Int) -> Bool {
    let before = text[place - 1]
    return !before.isToken && !before.isOne(of: ".~)}]%") && before < .spacedLetter || isEscapeLetter(place - 1)
      || before == .unspacedLetter
  }

  /// `/mnt/c/Users/`, `/c/Users/`.
  private func isDrive(before place: Int) -> Bool {
    text[place - 1].isLetter && text[place - 2] == UInt8(ascii: "/")
  }

  /// The end of a name; of Windows, names with spaces, if a further directory follows.
  private mutating func userEnd(from start: Int, isWindows: Bool) -> Int {
    let isName: (UInt8) -> Bool = {
      $0.isToken || $0 == UInt8(ascii: ".") || $0 == .spacedLetter || $0 == .unspacedLetter
    }
    if isWindows {
      let spaced = end(of: { isName($0) || $0 == UInt8(ascii: " ") }, from: start, limit: Self.nameLimit)
      if text[spaced] == UInt8(ascii: "\\") { return spaced }
    }
    var end = end(of: isName, from: start, limit: Self.nameLimit)
    while end > start, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end
  }

  /// Names that every machine has, examples, and numbers of an interface.
  private func isNobody(_ name: Range<Int>) -> Bool {
    if text.isAll(\.isDigit, in: name) || isReleasedName(name) { return true }
    return Self.nobody.contains(text.lowered(name))
  }

  private func isPage(_ name: Range<Int>) -> Bool {
    Self.pages.contains(text.lowered(name))
  }

  private static let nobody: Set<String> = [
    "shared", "public", "guest", "default", "all users", "defaultuser0", "administrator", "user", "username", "name",
    "your_username", "your-username", "yourusername", "yourname", "your_name", "youruser", "your_user", "me", "root",
    "admin", "ubuntu", "debian", "ec2-user", "pi", "vagrant", "runner", "runneradmin", "circleci", "jovyan", "app",
    "node", "linuxbrew", "amnesia", "www", "ftp", "foo", "bar", "hadoop", "users", "home", "xxx", "someuser",
    "anaconda", "conda",
  ]
  private static let pages: Set<String> = [
    "index", "about", "contact", "login", "dashboard", "page", "profile", "settings", "index.html", "index.php",
    "news", "search", "view", "list", "main", "details", "index.js", "home", "products", "menu", "error", "privacy",
  ]
}
