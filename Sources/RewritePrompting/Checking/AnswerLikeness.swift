internal import Foundation

/// How a rewrite is like the answer that it should replace.
enum AnswerLikeness {
  /// Nothing differs but case, white space, and the signs of prose and Markdown. Within code every sign counts: `<`
  /// for `<=` may be the very mend.
  static func isSame(_ rewrite: String, _ original: String) -> Bool { skeleton(of: rewrite) == skeleton(of: original) }

  /// The words that differ are courtesies, whose order or number may change. A number, a name or a "not" that differs
  /// makes another answer; whether it is a better one is the judge's to say.
  static func isNearCopy(_ rewrite: String, _ original: String) -> Bool {
    // Signs are not compared, and code lives by them.
    if code(in: rewrite) != code(in: original) { return false }
    var counts: [String: Int] = [:]
    for word in WordSequence(rewrite).words { counts[word, default: 0] += 1 }
    let originalWords = WordSequence(original).words
    for word in originalWords { counts[word, default: 0] -= 1 }
    let changed = counts.filter { $0.value != 0 }
    // So that two short greetings are not copies of one another.
    return originalWords.count >= 20 && changed.keys.allSatisfy(courtesies.contains)
  }

  /// Lines in code as they are but for white space, others in lower case without signs of prose.
  private static func skeleton(of text: String) -> [String] {
    var lines: [String] = []
    var isInCode = false
    for line in text.precomposedStringWithCanonicalMapping.split(separator: "\n") {
      let bare = line.drop { $0.isWhitespace }
      if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
        isInCode.toggle()
      } else {
        let kept = isInCode ? line.filter { !$0.isWhitespace } : prose(bare)
        if !kept.isEmpty { lines.append(kept) }
      }
    }
    return [lines.joined()]
  }

  private static func prose(_ line: Substring) -> String {
    let marks = line.drop { "#>-*+• ".contains($0) }
    return marks.lowercased().filter { !$0.isWhitespace && !"*_`\"'“”‘’«».,;:!?…，。；：！？、".contains($0) }
  }

  /// The code of a text: fenced, or between backticks.
  private static func code(in text: String) -> [String] {
    var code: [String] = []
    // Every other piece between runs of backticks.
    let first = text.hasPrefix("`") ? 0 : 1
    for (place, piece) in text.split(separator: "`").enumerated() where place % 2 == first {
      code.append(piece.filter { !$0.isWhitespace })
    }
    return code
  }

  /// Words of courtesies and connections, in the seven languages. None turns a sentence.
  private static let courtesies = Set(
    WordSequence(
      """
      certainly sure of course absolutely here is are the a an heres please thanks thank you very much hope hopes \
      this that helps help let me know if have any questions question further more feel free to ask happy glad \
      assist and for with it your great okay ok yes i so well now by way need anything else claro por supuesto \
      aquí está están tienes espero que esto te ayude le sirva si tienes preguntas gracias el la los las un una de \
      y en bien sûr voici jespère que cela vous aide aidera nhésitez pas à poser des si avez le les une et du \
      merci natürlich gerne hier ist sind ich hoffe das hilft ihnen dir falls du sie fragen hast haben bitte danke \
      der die und ein eine certamente aqui está estão espero ajude qualquer dúvida obrigado o os as um uma e em \
      para конечно вот надеюсь это поможет вам если есть вопросы пожалуйста спасибо и в на \
      当然好的以下是希望这些对您你有所帮助如果任何问题请随时告诉我谢吧的了
      """
    ).words)
}
