/// The form of one vendor's keys or tokens: a beginning that nothing else has, then characters of a set.
struct KeyForm: Sendable {
  /// What follows the beginning.
  enum Body: Sendable {
    /// Letters, digits, `_` and `-`.
    case token
    /// The same and `.`.
    case dotted
    case alphanumeric
    case hexadecimal
  }

  /// The beginning, up to and with the byte that makes the scanner look.
  let stem: StaticString
  /// What must come between the stem and the body.
  let rest: StaticString
  let body: Body
  let lengths: ClosedRange<Int>
  /// Whether the body must have a digit, which words do not have.
  let needsDigit: Bool

  init(
    _ stem: StaticString, _ rest: StaticString = "", _ body: Body = .alphanumeric, _ lengths: ClosedRange<Int>,
    needsDigit: Bool = true
  ) {
    self.stem = stem
    self.rest = rest
    self.body = body
    self.lengths = lengths
    self.needsDigit = needsDigit
  }

  func isBody(_ byte: UInt8) -> Bool {
    switch body {
    case .token: byte.isToken
    case .dotted: byte.isToken || byte == UInt8(ascii: ".")
    case .alphanumeric: byte.isAlphanumeric
    case .hexadecimal: byte.isHex
    }
  }

  /// No key is longer; a bound, as the stretches of two stems may meet.
  static let longest = 512

  /// For each byte the forms whose stem ends with it.
  static let byTrigger: [[KeyForm]] = (UInt8.min...UInt8.max).map { byte in
    all.filter { form in form.stem.withUTF8Buffer { $0.last == byte } }
  }

  private static let all: [KeyForm] = [
    // OpenAI, Anthropic and others that took over the form
    KeyForm("sk-", "", .token, 20...longest),
    KeyForm("sess-", "", .alphanumeric, 32...64),
    KeyForm("gsk_", "", .alphanumeric, 40...80),
    KeyForm("pplx-", "", .alphanumeric, 40...80),
    KeyForm("xai-", "", .alphanumeric, 60...120),
    KeyForm("r8_", "", .alphanumeric, 36...48),
    KeyForm("hf_", "", .alphanumeric, 30...48, needsDigit: false),
    // Code hosting and packages
    KeyForm("ghp_", "", .alphanumeric, 36...255), KeyForm("gho_", "", .alphanumeric, 36...255),
    KeyForm("ghu_", "", .alphanumeric, 36...255), KeyForm("ghs_", "", .token, 36...longest),
    KeyForm("ghr_", "", .alphanumeric, 36...255),
    KeyForm("github_", "pat_", .token, 40...255),
    KeyForm("glpat-", "", .dotted, 20...300), KeyForm("gldt-", "", .dotted, 20...300),
    KeyForm("glptt-", "", .dotted, 20...300),
    KeyForm("npm_", "", .alphanumeric, 36...48),
    KeyForm("pypi-", "", .token, 50...longest),
    // Chat
    KeyForm("xoxa-", "", .token, 20...300), KeyForm("xoxb-", "", .token, 20...300),
    KeyForm("xoxe-", "", .token, 20...300),
    KeyForm("xoxe.", "xox", .token, 20...300), KeyForm("xoxp-", "", .token, 20...300),
    KeyForm("xoxr-", "", .token, 20...300), KeyForm("xoxs-", "", .token, 20...300),
    KeyForm("xapp-", "", .token, 20...300),
    // Payment and shops
    KeyForm("sk_", "live_", .alphanumeric, 16...255), KeyForm("sk_", "test_", .alphanumeric, 16...255),
    KeyForm("rk_", "live_", .alphanumeric, 16...255), KeyForm("rk_", "test_", .alphanumeric, 16...255),
    KeyForm("whsec_", "", .alphanumeric, 24...80),
    KeyForm("shpat_", "", .hexadecimal, 32...32), KeyForm("shpss_", "", .hexadecimal, 32...32),
    KeyForm("sq0atp-", "", .token, 22...60), KeyForm("sq0csp-", "", .token, 40...60),
    // Clouds, mail, others
    KeyForm("GOCSPX-", "", .token, 24...48),
    KeyForm("ya29.", "", .token, 20...longest),
    KeyForm("SG.", "", .dotted, 40...90),
    KeyForm("dop_", "v1_", .hexadecimal, 64...64),
    KeyForm("lin_", "api_", .alphanumeric, 32...64),
    KeyForm("key-", "", .hexadecimal, 32...32),
    // Without a rare byte in the stem; the scanner looks at the capital
    KeyForm("A", "KIA", .alphanumeric, 16...16, needsDigit: false),
    KeyForm("A", "SIA", .alphanumeric, 16...16, needsDigit: false),
    KeyForm("A", "Iza", .token, 35...35),
    KeyForm("A", "C", .hexadecimal, 32...32), KeyForm("S", "K", .hexadecimal, 32...32),
  ]
}
