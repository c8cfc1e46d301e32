import Patterns

/// Literals that stand in nearly every message, so that looking for them costs more than it keeps out.
enum CommonLiterals {
  /// Folded letters of English, without the spaces around them: the commonest words and pieces of words.
  private static let texts: Set<[UInt8]> = Set(
    [
      "A", "I", "THE", "AND", "AN", "IN", "ING", "TO", "ON", "IS", "IT", "FOR", "OF", "OR", "AS", "AT", "BE", "BY",
      "NT",
      "UM", "CON", "COM", "EN", "ER", "ES", "ED", "ARE", "LA", "LE", "EL", "SO", "THAT", "THIS", "WITH", "CAN", "ALL",
      "YOU", "YOUR", "USE", "DE", "DO", "ONE", "NOT", "HOW", "WHAT", "FROM", "HAVE", "HAS", "WAS", "BUT", "IF", "MY",
      "ME", "WE", "OT", "ESE", "GET", "WILL", "HER", "HIS", "OUT", "UP",
    ].map { $0.utf8.map { UInt8(CaseFolding.fold(UInt32($0))) } })

  /// The groups of a pattern's literals that are worth looking for: those without a common one, or, where none is, the
  /// first.
  static func withoutCommon(_ groups: [[[UInt8]]]) -> [[[UInt8]]] {
    let rare = groups.filter { group in !group.contains { texts.contains($0.filter { $0 != 0x20 }) } }
    return rare.isEmpty ? Array(groups.prefix(1)) : rare
  }
}
