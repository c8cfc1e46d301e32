/// Names of variables and labels whose value is a secret.
enum SecretNames {
  /// How sure a name makes that a value is a secret.
  enum Strength {
    /// Many values of the name are none.
    case weak
    /// Values with a digit are; others may be words.
    case strong
    /// Words are, too.
    case password
  }

  /// Longer names are read from their end only.
  static let longest = 40

  /// The strength of a name of small letters only, without what joins its words; nil if it names no secret.
  static func strength(of letters: [UInt8]) -> Strength? {
    if passwords.contains(where: { ends(letters, with: $0) }) { return .password }
    if strong.contains(where: { ends(letters, with: $0) }) { return .strong }
    return weak.contains { ends(letters, with: $0) } ? .weak : nil
  }

  private static func ends(_ letters: [UInt8], with name: [UInt8]) -> Bool {
    letters.count >= name.count && letters[(letters.count - name.count)...].elementsEqual(name)
  }

  private static let passwords: [[UInt8]] = bytes([
    "password", "passwd", "passphrase", "passcode", "pwd", "passwort", "kennwort", "motdepasse", "senha",
    "contrasena", "wachtwoord", "haslo", "parola", "sifre", "losenord",
  ])
  private static let strong: [[UInt8]] = bytes([
    "secret", "secretkey", "clientsecret", "apikey", "apisecret", "accesskey", "accountkey", "privatekey",
    "encryptionkey", "authkey", "apitoken", "authtoken", "accesstoken", "refreshtoken", "bottoken",
  ])
  private static let weak: [[UInt8]] = bytes(["token", "credential", "credentials", "sessionid", "connectionstring"])

  private static func bytes(_ names: [String]) -> [[UInt8]] { names.map { Array($0.utf8) } }

  /// Labels that are not all of ASCII, in the cases in which they are written.
  static let foreign: [[UInt8]] = bytes([
    "пароль", "Пароль", "ПАРОЛЬ", "密码", "密碼", "口令", "パスワード", "비밀번호", "암호", "contraseña", "Contraseña", "hasło",
    "Hasło", "şifre", "Şifre", "mật khẩu", "Mật khẩu", "lösenord", "Lösenord", "كلمة المرور", "كلمة السر", "סיסמה",
    "รหัสผ่าน", "पासवर्ड", "κωδικός", "密钥", "密鑰",
  ])
  /// How many bytes the longest of them has.
  static let longestForeign = foreign.map(\.count).max() ?? 0
}
