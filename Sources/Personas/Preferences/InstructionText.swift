/// The words of a standing instruction as a value that is the same whenever the same is asked.
enum InstructionText {
  /// Values are cut behind at most so many bytes.
  static let longest = 120

  /// Small letters, one space between words, without the words that only make it standing and without marks at the end;
  /// empty where nothing is left.
  static func value(of quote: String) -> String {
    var words = quote.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    var isShorter = true
    while isShorter {
      isShorter = false
      for opening in openings where words.hasPrefix(opening) {
        words = String(words.dropFirst(opening.count).drop { $0 == "," || $0 == " " || $0 == "，" || $0 == ":" })
        isShorter = true
      }
    }
    while let last = words.unicodeScalars.last, !last.properties.isAlphabetic, !("0"..."9").contains(last) {
      words.unicodeScalars.removeLast()
    }
    return cut(words)
  }

  private static func cut(_ words: String) -> String {
    guard words.utf8.count > longest else { return words }
    var result = ""
    for word in words.split(separator: " ") {
      if result.utf8.count + word.utf8.count + 1 > longest { break }
      result += result.isEmpty ? String(word) : " " + word
    }
    return result
  }

  private static let openings = [
    "from now on", "from this point on", "from this point forward", "going forward", "moving forward", "in the future",
    "in future", "next time", "henceforth", "always ", "never ", "please ", "you should ", "you must ", "do not ",
    "don't ", "stop ",
    "从现在开始", "从现在起", "从今以后", "以后", "今后", "请你", "请", "总是", "永远", "始终", "都", "不要", "别再", "别",
    "отныне", "впредь", "с этого момента", "всегда ", "никогда ", "больше ", "не ",
    "a partir de ahora", "de ahora en adelante", "siempre ", "nunca ", "deja de ",
    "à partir de maintenant", "dorénavant", "désormais", "toujours ", "ne ",
    "ab jetzt", "ab sofort", "von nun an", "in zukunft", "immer ", "nie ", "niemals ",
    "a partir de agora", "de agora em diante", "daqui em diante", "sempre ", "jamais ", "pare de ",
  ]
}
