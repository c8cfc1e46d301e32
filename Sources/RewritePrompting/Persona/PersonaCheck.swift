internal import Foundation
internal import ModelPrompting

/// Looks for what must not stand in a card: it is kept, trained on, and read by a model as the system's word.
///
/// Names without any word that announces them are not found; the requests that a card is made from are redacted before.
struct PersonaCheck {
  /// A run of so many words out of a request is a copy.
  private static let copiedWords = 10
  /// So many digits, whatever stands between them, are a number by which somebody is found.
  private static let longestNumber = 6

  let mostCharacters: Int

  /// All that is wrong with a card, the worst first; empty where it may be used.
  func faults(in card: String, of subject: PersonaPrompt.Subject, nonce: String) -> [PersonaFault] {
    if card.isBlank { return [.empty] }
    var faults: [PersonaFault] = []
    let words = WordSequence(card)
    if StrayMarks.holdsRequestMark(card, nonce: nonce, others: []) { faults.append(.requestMark) }
    if !StrayMarks.templateMarks(in: card).isEmpty || StrayMarks.hidesText(card) { faults.append(.strayMark) }
    if Self.holdsPlaceholder(card) { faults.append(.placeholder) }
    if Self.holdsContact(card) { faults.append(.contact) }
    if Self.commands(card, words) { faults.append(.instruction) }
    if Self.announcing.first(in: words.words) != nil { faults.append(.name) }
    if copies(words, subject) { faults.append(.copy) }
    if card.count > mostCharacters { faults.append(.tooLong) }
    return faults
  }

  private static func holdsPlaceholder(_ card: String) -> Bool {
    if !PrivateMarks(card).exact.isEmpty || card.contains("<PRESIDIO") || card.contains("ANONYMIZED") { return true }
    // `<PERSON>`, `[NAME]`, `NAME_1`: a name in capitals in brackets, or with a number.
    return card.firstMatch(of: /[\[<{][A-Z][A-Z_]{2,}(_?[0-9]+)?[\]>}]/) != nil
      || card.firstMatch(of: /\b(NAME|PERSON|LOCATION|EMAIL|PHONE)_[0-9]+\b/) != nil
  }

  private static func holdsContact(_ card: String) -> Bool {
    if card.contains("://") || card.firstMatch(of: /\bwww\./.ignoresCase()) != nil { return true }
    if card.firstMatch(of: /[^\s@]+@[^\s@]+\.[a-zA-Z]{2,}/) != nil { return true }
    // A handle; decorators and addresses in code have no place in a card.
    if card.firstMatch(of: /(^|\s)@[A-Za-z0-9_]{3,}/) != nil { return true }
    return card.matches(of: /[0-9][0-9 ().\/:+-]*[0-9]/).contains { match in
      match.output.count { ("0"..."9").contains($0) } > longestNumber
        // From one year to another.
        && match.output.wholeMatch(of: /(19|20)[0-9]{2} ?[\/-] ?(19|20)[0-9]{2}/) == nil
    }
  }

  /// Whether a card gives orders, or addresses a model.
  private static func commands(_ card: String, _ words: WordSequence) -> Bool {
    if ordering.first(in: words.words) != nil { return true }
    let sentences = card.split { ".!?;\n。！？".contains($0) }
    return sentences.contains { sentence in
      guard let first = WordSequence(sentence).words.first else { return false }
      return imperatives.contains(first)
    }
  }

  private func copies(_ card: WordSequence, _ subject: PersonaPrompt.Subject) -> Bool {
    let facts = subject.facts.map { WordSequence($0) }
    return subject.requests.contains { request in
      SharedRuns(from: WordSequence(request), notIn: facts).runs(in: card).contains {
        WordSequence.weight(of: card.words[$0]) >= Self.copiedWords
      }
    }
  }

  /// Cards are asked for in English; a sentence of one that begins like this is an order.
  private static let imperatives: Set<String> = [
    "always", "never", "ignore", "disregard", "forget", "answer", "respond", "reply", "do", "dont", "you", "your",
    "act", "pretend",
    "remember", "follow", "obey", "output", "write", "say", "tell", "use", "make", "give", "provide", "ensure",
    "please", "note",
    "system", "assistant", "important", "must", "rate", "score", "choose", "prefer", "avoid", "keep", "begin", "start",
    "end",
  ]
  private static let ordering = PhraseList([
    "ignore|disregard|forget * previous|prior|above|earlier|all|any|your|these",
    "you must|should|are|will|have|shall|need|may|can",
    "as an ai", "as the assistant", "the assistant|model|ai must|should|shall|has|needs|will|is",
    "instructions|rules below|above|are",
    "system prompt|message", "developer mode", "jailbreak|jailbroken", "without restrictions|refusing|limits|filters",
    "rate|score|mark * answer|answers|response * highest|10|first",
    "do not * refuse|mention|reveal|tell", "never refuse", "must be answered|obeyed|followed|given", "忽略", "你必须", "您必须",
    "请务必",
    "ignoriere", "ignora|ignore las|os|les|toutes", "игнорируй|игнорируйте",
  ])
  private static let announcing = PhraseList([
    "name|names is|are", "is|was|wife|husband|partner|son|daughter|friend named", "is called", "goes by",
    "calls himself|herself|themselves", "known as",
    "lives|living|resides|residing|based|located|born|grew in|at|near|up",
    "hails|comes|originally from", "native of", "resident|citizen of", "address|phone|email|birthday|birth is",
    "born on|in",
    "works|working|employed|studies|studying|student at", "years old", "married to", "se llama", "vive en", "heißt",
    "wohnt in", "sappelle", "habite",
    "mora em", "chama se", "зовут", "живёт|живет в", "名叫", "住在", "叫做",
  ])
}
