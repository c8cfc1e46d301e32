/// Phrases that are looked for in words.
///
/// A phrase is words with spaces between; `a|b` is either, `*` are up to two words of any kind.
struct PhraseList: Sendable {
  private enum Piece: Hashable {
    case words(Set<String>)
    case any
  }

  private let phrases: [[Piece]]
  /// The phrases by the words that they can begin with.
  private let byStart: [String: [Int]]

  init(_ phrases: [String]) {
    let read = phrases.map(Self.read)
    self.phrases = read
    var byStart: [String: [Int]] = [:]
    for (place, phrase) in read.enumerated() {
      guard case .words(let starts)? = phrase.first else { preconditionFailure("a phrase begins with a word") }
      for start in starts { byStart[start, default: []].append(place) }
    }
    self.byStart = byStart
  }

  private static func read(_ phrase: String) -> [Piece] {
    phrase.split(separator: " ").flatMap { piece -> [Piece] in
      if piece == "*" { return [.any] }
      if piece.contains("|") { return [.words(Set(piece.split(separator: "|").flatMap { WordSequence($0).words }))] }
      return WordSequence(piece).words.map { .words([$0]) }
    }
  }

  /// The first range of words that is one of the phrases.
  func first(in words: [String]) -> Range<Int>? { first(in: words[...]) }

  /// The first range of words that is one of the phrases, by the places of the whole.
  func first(in words: ArraySlice<String>) -> Range<Int>? {
    for place in words.indices {
      for phrase in byStart[words[place]] ?? [] {
        if let end = Self.end(of: phrases[phrase][...], in: words, from: place) { return place..<end }
      }
    }
    return nil
  }

  private static func end(of phrase: ArraySlice<Piece>, in words: ArraySlice<String>, from place: Int) -> Int? {
    guard let piece = phrase.first else { return place }
    let rest = phrase.dropFirst()
    switch piece {
    case .words(let wanted):
      return place < words.endIndex && wanted.contains(words[place]) ? end(of: rest, in: words, from: place + 1) : nil
    case .any:
      for skipped in 0...2 where place + skipped <= words.endIndex {
        if let end = end(of: rest, in: words, from: place + skipped) { return end }
      }
      return nil
    }
  }
}
