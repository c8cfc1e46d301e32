import Redaction

/// Keys, tokens and passwords, put together here.
extension RedactionCase {
  /// Keys and tokens of vendors, alone.
  static let fakeKeys: [String] = [
    "sk-" + MadeUp.body(48), "sk-" + "proj-" + MadeUp.body(60), "sk-" + "ant-" + "api03-" + MadeUp.body(80),
    "sk-" + "or-v1-" + MadeUp.hexadecimal(64), "sk-" + "svcacct-" + MadeUp.body(40),
    "AK" + "IAIOSFODNN7EXAMPLE", "AS" + "IAIOSFODNN7EXAMPLE", "ghp" + "_" + MadeUp.body(36),
    "gho" + "_" + MadeUp.body(36), "ghs" + "_" + MadeUp.body(36),
    "github" + "_pat_" + MadeUp.body(22) + "_" + MadeUp.body(59), "glpat" + "-" + MadeUp.body(20),
    "AI" + "za" + MadeUp.body(35), "xoxb" + "-123456789012-" + MadeUp.body(24),
    "xoxp" + "-123456789012-" + MadeUp.body(24), "xapp" + "-1-A0123-" + MadeUp.body(30),
    "sk" + "_live_" + MadeUp.body(24), "rk" + "_live_" + MadeUp.body(24), "sk" + "_test_" + MadeUp.body(24),
    "hf" + "_" + MadeUp.body(34), "npm" + "_" + MadeUp.body(36), "pypi" + "-AgEI" + MadeUp.body(90),
    "SK" + MadeUp.hexadecimal(32), "AC" + MadeUp.hexadecimal(32), "SG" + "." + MadeUp.body(22) + "." + MadeUp.body(43),
    "123456789" + ":AA" + MadeUp.body(33), "M" + MadeUp.body(23) + "." + MadeUp.body(6) + "." + MadeUp.body(27),
    "ey" + "J" + MadeUp.body(20) + ".ey" + "J" + MadeUp.body(30) + "." + MadeUp.body(43),
    "gsk" + "_" + MadeUp.body(52), "r8" + "_" + MadeUp.body(37), "dop" + "_v1_" + MadeUp.hexadecimal(64),
    "shpat" + "_" + MadeUp.hexadecimal(32), "GOC" + "SPX-" + MadeUp.body(28), "ya29" + "." + MadeUp.body(60),
    "whsec" + "_" + MadeUp.body(32), "xai" + "-" + MadeUp.body(80), "pplx" + "-" + MadeUp.body(48),
    "key" + "-" + MadeUp.hexadecimal(32),
  ]

  static let keys: [RedactionCase] =
    fakeKeys.flatMap { key in ["use ⟦\(key)⟧ now", "密钥是⟦\(key)⟧，请", #"x\n⟦\#(key)⟧\n"#].map { RedactionCase(.key, $0) }
    }
    + [
      "Authorization: Bearer ⟦\(MadeUp.body(40))⟧", "curl -H 'authorization: bearer ⟦\(MadeUp.body(32))⟧'",
      "-⟦-----BEGIN PRIVATE KEY-----\n\(MadeUp.base64(64))\n-----END PRIVATE KEY-----⟧-",
      "⟦-----BEGIN RSA PRIVATE KEY-----\n\(MadeUp.base64(64))\n\(MadeUp.base64(30))==\n-----END RSA PRIVATE KEY-----⟧\nok",
      #"k = "⟦-----BEGIN PRIVATE KEY-----\n\#(MadeUp.base64(64))\n-----END PRIVATE KEY-----⟧\n""#,
      "⟦-----BEGIN OPENSSH PRIVATE KEY-----\n\(MadeUp.base64(70))\n\(MadeUp.base64(70))⟧\nI cut it here",
      "⟦-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nVersion: 1\n\(MadeUp.base64(64))\n-----END PGP PRIVATE KEY BLOCK-----⟧",
      "⟦\("AK" + "IAIOSFODNN7EXAMPLE")⟧ and ⟦\(MadeUp.base64(40))⟧ are mine", "**⟦\("sk-" + MadeUp.body(48))⟧**",
      "- ⟦\("hf" + "_" + MadeUp.body(34))⟧", "bot⟦\("987654321" + ":AA" + MadeUp.body(33))⟧/send",
      "⟦\("s\u{200B}k-" + MadeUp.body(48))⟧", "⟦\("ｓｋ－" + MadeUp.body(48))⟧",
      "(\u{2068}⟦\("ghp" + "_" + MadeUp.body(36))⟧\u{2069})",
    ].map { RedactionCase(.key, $0) }

  static let secrets = [
    "password = \"⟦hunter2⟧\"", "password: ⟦hunter2⟧", "Password: ⟦Tr0ub4dor&3⟧\nnext", "passwd:⟦abc123xyz⟧",
    "DB_PASSWORD=⟦s3cr3tvalue⟧", "export API_KEY=⟦0a1b2c3d4e5f⟧", "api_key=⟦abcdef123456⟧&x=1",
    "\"api_key\": \"⟦abcdef123456⟧\"", "'secret' => '⟦correcthorse⟧'", "secret: ⟦zx81-spectrum⟧",
    "client_secret=\"⟦Zm9vYmFy⟧\"", #"\"password\": \"⟦hunter2⟧\""#, "let password: String = \"⟦hunter2⟧\"",
    "password := \"⟦hunter2⟧\"", "if (password == \"⟦hunter2⟧\")", "**Password:** ⟦hunter2⟧", "密码：⟦abc12345⟧",
    "пароль: ⟦qwerty123⟧", "パスワード：⟦abc12345⟧。", "Passwort: ⟦geheim99⟧", "pwd=⟦hunter2⟧;",
    "Server=x;Password=⟦hunter2!⟧;Port=1",
    "access_token: ⟦a1b2c3d4e5f6g7h8⟧", "\"token\": \"⟦a1b2c3d4e5f6g7h8⟧\"",
    "aws_secret_access_key = ⟦\(MadeUp.base64(40))⟧", "passphrase=\"⟦opensesame⟧\"", "API key: ⟦abcdef123456⟧",
    "secret key - no, Secret key: ⟦abcdef123456⟧",
    "pass: ⟦hunter2⟧", "login admin password: ⟦letmein⟧", "password=⟦letmein⟧", "the passcode: ⟦482913⟧",
    "contraseña: ⟦hola1234⟧", "ＰＡＳＳＷＯＲＤ：⟦hunter2⟧", "senha: ⟦abc12345⟧", "password:⟦p@ssw0rd⟧,",
    "AccountKey=⟦\(MadeUp.base64(44))⟧;",
    #"{"a":1,"password":"⟦hunter2⟧"}"#,
  ].map { RedactionCase(.secret, $0) }

  static let logins = [
    "https://⟦alice:hunter2⟧@example.com/x", "postgres://⟦app:s3cr3t⟧@db.example.com:5432/main",
    "mongodb+srv://⟦u:p4ss⟧@c0.example.net", "redis://⟦:hunter2⟧@localhost",
    "git clone https://⟦\("ghx" + MadeUp.body(30))⟧@example.com/r.git",
    "amqp://⟦guest:g7uest⟧@192.0.2x", "\"ftp://⟦alice:a1b2⟧@ftp.example.com\"", "见https://⟦alice:hunter2⟧@example.com。",
    "jdbc:mysql://⟦root:t00r⟧@host/db",
  ].map { RedactionCase(.login, $0) }
}
