/// International bank account numbers (ISO 13616).
enum BankAccount {
  /// The lengths by country, from the registry; also of countries that use the form without being in it.
  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "DZ": 26, "EE": 20,
    "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27,
    "GT": 28, "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IR": 26, "IS": 26, "IT": 27, "JO": 30,
    "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MA": 28, "MC": 27,
    "MD": 24, "ME": 22, "MG": 27, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "MZ": 25, "NI": 28, "NL": 18,
    "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24,
    "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SN": 28, "SO": 23, "ST": 25, "SV": 28, "TL": 23,
    "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
  ]

  /// How long the numbers of a country are, in letters and digits; nil for a country that has none.
  static func length(country first: UInt8, _ second: UInt8) -> Int? {
    lengths[String(decoding: [first.raised, second.raised], as: UTF8.self)]
  }

  /// Whether letters and digits have the rest of 1 in the order in which it is taken: what follows the first four, then
  /// those.
  static func checks(_ characters: [UInt8]) -> Bool {
    var rest = 0
    for character in characters[4...] + characters[..<4] {
      if character.isDigit {
        rest = (rest * 10 + character.digitValue) % 97
      } else {
        rest = (rest * 100 + Int(character.lowered) - 0x57) % 97
      }
    }
    return rest == 1
  }
}

extension UInt8 {
  /// The capital letter of a letter of ASCII; anything else stays.
  fileprivate var raised: UInt8 { isSmall ? self & ~0x20 : self }
}

/// Bank accounts.
extension Scan {
  /// The account number whose check digits begin at a place.
  mutating func account(at place: Int) -> Int? {
    let start = place - 2
    guard start >= 0, text[start].isLetter, text[start + 1].isLetter, text[place + 1].isDigit,
      startsWord(start), let length = BankAccount.length(country: text[start], text[start + 1])
    else { return nil }
    var characters: [UInt8] = []
    var next = start
    while characters.count < length {
      if next - 1 > start, text[next].isOne(of: " -"), text[next + 1].isAlphanumeric, !text[next - 1].isOne(of: " -") {
        next += 1
      }
      guard text[next].isAlphanumeric else { break }
      characters.append(text[next])
      next += 1
    }
    steps += next - start
    guard characters.count == length, !text[next].isWord, BankAccount.checks(characters) else { return nil }
    return found(.account, start..<next)
  }
}
