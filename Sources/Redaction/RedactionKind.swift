/// What kind of private text a placeholder stands for. Cases may be added.
public enum RedactionKind: String, CaseIterable, Hashable, Sendable, Codable {
  /// An e-mail address, or a handle that is written like one.
  case email
  /// A telephone number.
  case phone
  /// An IPv4 or IPv6 address.
  case address
  /// The number of a payment card.
  case card
  /// An international bank account number (IBAN).
  case account
  /// A United States social security number.
  case socialSecurity = "social_security"
  /// A key or token whose form gives it away: API keys, access tokens, private keys.
  case key
  /// The value of an assignment to a password or the like.
  case secret
  /// User and password within a URL.
  case login
  /// The address or private key of a crypto-currency wallet.
  case wallet
  /// The name of a user within the path of a home directory.
  case user
  /// What the caller named: names, keys of users.
  case literal
  /// Text that reads like a placeholder which already stands for something else.
  case mark

  /// The word within placeholders: capital letters only.
  var label: String {
    switch self {
    case .email: "EMAIL"
    case .phone: "PHONE"
    case .address: "IP"
    case .card: "CARD"
    case .account: "IBAN"
    case .socialSecurity: "SSN"
    case .key: "KEY"
    case .secret: "SECRET"
    case .login: "LOGIN"
    case .wallet: "WALLET"
    case .user: "USER"
    case .literal: "PRIVATE"
    case .mark: "MARK"
    }
  }

  /// The kinds by their labels.
  static let byLabel = Dictionary(uniqueKeysWithValues: allCases.map { ($0.label, $0) })
}
