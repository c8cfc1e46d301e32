/// Words that say what a number behind them is.
struct ContextWords: Sendable {
  /// How many characters before the number are looked at.
  static let reach = 32

  /// For each byte the words that begin with it, in small letters.
  private let words: [[[UInt8]]]
  /// Whether a word of ASCII must not begin within another.
  private let beginWords: Bool

  init(_ words: [String], beginWords: Bool = true) {
    var byFirst = [[[UInt8]]](repeating: [], count: 256)
    for word in words.map({ Array($0.utf8) }) { byFirst[Int(word[0])].append(word) }
    self.words = byFirst
    self.beginWords = beginWords
  }

  /// Whether one of the words is in the bytes, in small or capital letters.
  func areIn(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
    var before: UInt8 = 0
    for (offset, byte) in bytes.enumerated() {
      defer { before = byte }
      let candidates = words[Int(byte.lowered)]
      if candidates.isEmpty || (beginWords && byte.isLetter && before.isLetter) { continue }
      let rest = bytes.dropFirst(offset)
      if candidates.contains(where: { rest.count >= $0.count && zip(rest, $0).allSatisfy { $0.lowered == $1 } }) {
        return true
      }
    }
    return false
  }

  static let phone = ContextWords([
    "phone", "telephone", "tel:", "tel.", "tel ", "mobile", "cellphone", "cell:", "cell no", "call me", "call us",
    "whatsapp", "wa.me/", "fax", "sms", "handy", "telefon", "telefono", "telefone", "telefoon", "teléfono",
    "téléphone", "portable", "celular", "móvil", "movil", "zap", "hotline", "contact no", "contact number",
    "contact:", "ph:", "ph no", "ph.", "puhelin", "телефон", "Телефон", "тел.", "Тел.", "тел:", "Тел:", "моб.",
    "номер телефона", "звоните", "Звоните", "ватсап", "电话", "電話", "手机", "手機", "联系方式", "聯絡", "携帯", "전화", "연락처", "휴대폰",
    "핸드폰", "هاتف", "الهاتف", "جوال", "موبايل", "تلفن", "موبایل", "טלפון", "फोन", "मोबाइल", "điện thoại", "sđt",
    "τηλέφωνο", "โทร", "nomor hp", "no hp", "no. hp",
  ])

  static let socialSecurity = ContextWords(["ssn", "social security", "social sec", "soc sec", "s.s.n"])

  /// Words before four numbers that are no address.
  static let version = ContextWords([
    "version", "ver.", "ver ", "release", "build ", "firmware", "section", "chapter", "clause", "oid", "版本", "версия",
  ])
}
