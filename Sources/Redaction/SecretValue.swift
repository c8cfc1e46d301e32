/// Whether what is assigned to a password or the like is one, or stands for one: a variable, a call, a label, an example.
struct SecretValue {
  /// How the value is written.
  enum Style {
    /// Between quotation marks.
    case quoted
    /// Directly behind an `=` that touches its name, as in settings and URLs.
    case glued
    /// Behind an `=` with spaces, as in code.
    case spaced
    /// Behind a colon, as of a label.
    case labelled
  }

  let bytes: [UInt8]
  let style: Style
  let strength: SecretNames.Strength
  /// Whether nothing follows it in its line.
  let endsLine: Bool

  /// No more of a value is looked at.
  static let longest = 256

  var isSecret: Bool {
    guard bytes.count >= 4, !bytes.contains(.taken), !hasSpace, !isStandIn, !isCode else { return false }
    let hasDigit = bytes.contains(where: \.isDigit)
    let hasLetter = bytes.contains { $0.isLetter || $0 >= .spacedLetter }
    if strength == .weak { return bytes.count >= 12 && hasDigit && hasLetter }
    // Numbers alone are mostly lengths and counts; long ones are codes.
    if !hasLetter { return bytes.count >= 6 && bytes.allSatisfy(\.isDigit) || style == .quoted }
    if hasDigit { return true }
    switch style {
    case .quoted: return !speaksOfSecrets
    case .glued: return hasSymbol || (endsLine && !isCompound)
    case .spaced: return hasStrongSymbol
    case .labelled: return hasStrongSymbol || (endsLine && !isCompound && strength == .password)
    }
  }

  private var hasSpace: Bool { bytes.contains(where: \.isSpace) }
  private var hasSymbol: Bool { bytes.contains { !$0.isWord && $0 != UInt8(ascii: ".") } }
  private var hasStrongSymbol: Bool { bytes.contains { $0.isOne(of: "!@#$%^&*+") } }
  /// `hashedPassword`: a name that speaks of what it holds.
  private var isCompound: Bool {
    let small = bytes.dropFirst().contains(where: \.isCapital) && bytes.contains(where: \.isSmall)
    return small || bytes.contains(UInt8(ascii: "_"))
  }

  /// `my_password`, `newSecret`: without a digit, the example of a manual.
  private var speaksOfSecrets: Bool {
    Self.names.areIn(bytes.filter(\.isLetter))
  }

  // MARK: What stands for a value

  private var isStandIn: Bool {
    if bytes.first?.isOne(of: "<{$%[(") == true && !(style == .quoted && bytes.first?.isOne(of: "$%[(") == true) {
      return true
    }
    if bytes.allSatisfy({ !$0.isAlphanumeric && $0 < .spacedLetter }) { return true }
    if Set(bytes).count == 1 { return true }
    // Names of resources and places, not their keys.
    if bytes.starts(with: "arn:".utf8) || bytes.starts(with: "http".utf8) { return true }
    return Self.words.contains(String(decoding: bytes.map(\.lowered), as: UTF8.self)) || Self.parts.areIn(bytes)
  }

  /// `${NAME}`, `user.password`, `os.environ["NAME"]`, `getPassword()`.
  private var isCode: Bool {
    if bytes.starts(with: "${".utf8) || bytes.starts(with: "{{".utf8) || bytes.starts(with: "%(".utf8) { return true }
    if bytes.starts(with: "$".utf8), style != .quoted { return true }
    if style == .quoted { return false }
    if bytes.contains(where: { $0.isOne(of: "()[]{}<>|\\") }) { return true }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { part in
        part.first?.isLetter == true && part.allSatisfy(\.isWord)
      }
  }

  private static let words: Set<String> = [
    "password", "passwort", "passwd", "pass", "pwd", "secret", "token", "string", "text", "hidden", "required",
    "optional", "null", "none", "nil", "true", "false", "undefined", "bool", "boolean", "bytes", "number", "integer",
    "value", "varchar", "char", "object", "array", "input", "label", "type", "self", "this", "void", "auto",
    "default", "unknown", "n/a", "todo", "some", "what", "must", "should", "the", "incorrect", "invalid", "wrong",
    "correct", "empty", "bcrypt", "hash", "sha256", "sha-256", "md5", "base64", "utf-8", "utf8", "argon2",
    "newpassword", "oldpassword", "contraseña", "пароль", "senha", "mot de passe", "motdepasse", "str",
    "optional[str]", "charfield", "textfield", "passwordfield", "yes", "nope", "same", "stringtype", "protected",
    "private", "public", "static", "return", "await", "const", "request", "process", "config",
  ]
  private static let names = ContextWords(
    ["password", "passwd", "secret", "token", "accesskey", "apikey"], beginWords: false)
  private static let parts = ContextWords(
    [
      "your", "****", "xxxx", "....", "example", "placeholder", "redacted", "presidio", "truffle", "_here", "-here",
      "changeme", "change_me", "change-me", "insert", "<", "&#", "%s", "getenv", "environ", "process.env", "dein",
      "votre", "sua_", "tu_", "name_",
    ], beginWords: false)
}
