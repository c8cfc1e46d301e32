/// Finds the runs of words in a text that come out of another, and out of no third one.
struct SharedRuns {
  /// Shorter runs are chance.
  static let shortestRun = 4

  private let origin: [String: [Int]]
  private let source: [String]
  private let others: [WordSequence]

  /// - Parameters:
  ///   - source: where runs may come from.
  ///   - others: texts whose runs count for nothing: what they say too was not taken from the source.
  init(from source: WordSequence, notIn others: [WordSequence]) {
    self.source = source.words
    var origin: [String: [Int]] = [:]
    for (place, start) in Self.starts(source.words) { origin[start, default: []].append(place) }
    self.origin = origin
    self.others = others
  }

  /// The maximal runs in a text, as ranges of its words; they do not overlap.
  func runs(in text: WordSequence) -> [Range<Int>] {
    let words = text.words
    // Mostly there is none, and then the other texts need not be looked at.
    guard Self.starts(words).contains(where: { origin[$0.1] != nil }) else { return [] }
    let common = Set(others.flatMap { Self.starts($0.words).map(\.1) })
    var runs: [Range<Int>] = []
    var place = 0
    while place + Self.shortestRun <= words.count {
      let length = longest(in: words, from: place, notIn: common)
      if length >= Self.shortestRun {
        runs.append(place..<(place + length))
        place += length
      } else {
        place += 1
      }
    }
    return runs
  }

  /// How far the words from a place stand in the source; a run ends where another text has the next words too.
  private func longest(in words: [String], from place: Int, notIn common: Set<String>) -> Int {
    var best = 0
    // Texts of strangers: a word that comes a thousand times is tried at a few places.
    for start in (origin[Self.key(words, place)] ?? []).prefix(64) {
      var length = 0
      while place + length < words.count, start + length < source.count,
        words[place + length] == source[start + length]
      {
        let behind = length + 1 - Self.shortestRun
        if behind >= 0, common.contains(Self.key(words, place + behind)) { break }
        length += 1
      }
      best = max(best, length)
    }
    return best
  }

  /// The first words of each run that there could be, joined.
  private static func starts(_ words: [String]) -> [(Int, String)] {
    guard words.count >= shortestRun else { return [] }
    return (0...(words.count - shortestRun)).map { ($0, key(words, $0)) }
  }

  private static func key(_ words: [String], _ place: Int) -> String {
    words[place..<(place + shortestRun)].joined(separator: " ")
  }
}
