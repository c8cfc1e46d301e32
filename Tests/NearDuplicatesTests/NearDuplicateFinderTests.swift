import NearDuplicates
import Testing

@Suite("Near duplicates") struct NearDuplicateFinderTests {
  private func groups(_ texts: [String], rule: SimilarityRule = .standard) -> [[Int]] {
    var finder = NearDuplicateFinder(rule: rule)
    for (number, text) in texts.enumerated() { finder.add(number, text: text) }
    return finder.groups().groups
  }

  private let long = (1...40).map { "word\($0)" }.joined(separator: " ")

  @Test("are found whatever the case, the white space and the form of accents") func normalisation() {
    #expect(groups(["Tell me  a story", "tell me\na STORY", "tell me a tale"]) == [[0, 1]])
    #expect(groups(["un caf\u{E9} noir", "UN CAFE\u{301} NOIR"]) == [[0, 1]])
  }

  @Test("are not texts that differ in a sign") func signs() {
    #expect(groups(["3 + 4", "3 - 4"]) == [])
  }

  @Test("are found in texts without spaces by their characters") func noSpaces() {
    let text = "请帮我写一篇关于人工智能在医疗领域应用的文章并且给出三个具体的例子和一个总结谢谢你的帮助"
    #expect(groups([text, text + "吧", "今天天气怎么样我想出去玩请给我一些建议好不好"]) == [[0, 1]])
  }

  @Test("are never texts without words") func emptyTexts() {
    #expect(groups(["", "", "  \n", "a"]) == [])
  }

  @Test("are short texts only if they are the same") func shortTexts() {
    #expect(groups(["continue", "Continue", "go on", "go", "on go"]) == [[0, 1]])
  }

  @Test("are texts with one word more, and not texts with half of it changed") func graded() {
    let half = (1...40).map { $0 < 20 ? "word\($0)" : "other\($0)" }.joined(separator: " ")
    #expect(groups([long, long + " more", half]) == [[0, 1]])
  }

  @Test("do not depend on the order of the items") func order() {
    var source = RandomTexts(seed: 7)
    let texts = source.corpus(families: 150, length: 5...80)
    var finder = NearDuplicateFinder()
    for number in texts.indices.shuffled(using: &source.numbers) { finder.add(number, text: texts[number]) }
    #expect(finder.groups().groups == groups(texts))
  }

  @Test("do not depend on the order of the items where buckets are too full to compare all") func orderOfFullBuckets() {
    var source = RandomTexts(seed: 8)
    let first = source.words(60)
    let texts = (0..<200).map { _ in source.changed(first, share: 0.03).joined(separator: " ") }
    let rule = SimilarityRule(comparisonsInBucket: 3)
    var finder = NearDuplicateFinder(rule: rule)
    for number in texts.indices.shuffled(using: &source.numbers) { finder.add(number, text: texts[number]) }
    let found = finder.groups()
    #expect(found.groups == groups(texts, rule: rule))
    #expect(found.groups.joined().count > 20)
    #expect(found.unsettledBuckets > 0)
  }

  @Test("leave nothing unsettled where a full bucket ends as one group") func settled() {
    let texts = (0..<300).map { "\(long) \($0)" }
    var finder = NearDuplicateFinder(rule: SimilarityRule(comparisonsInBucket: 8))
    for (number, text) in texts.enumerated() { finder.add(number, text: text) }
    let found = finder.groups()
    #expect(found.groups.map(\.count) == [300])
    #expect(found.unsettledBuckets == 0)
    #expect(found.comparisons < 300 * 8)
  }

  @Test("are items with the number that the caller gave") func items() {
    var finder = NearDuplicateFinder()
    finder.add(900, text: long)
    finder.add(-4, text: long)
    finder.add(17, text: "something else entirely here")
    #expect(finder.groups().groups == [[-4, 900]])
    #expect(finder.count == 3)
  }

  @Test("are counted once where a text comes a million times") func flood() {
    var finder = NearDuplicateFinder()
    let sketch = ShingleSketch(long)
    for number in 0..<1_000_000 { finder.add(number, sketch: sketch) }
    let found = finder.groups()
    #expect(found.groups.map(\.count) == [1_000_000])
    #expect(found.comparisons == 0)
  }
}

@Suite("The quality of near duplicates") struct NearDuplicateQualityTests {
  /// All pairs of a random corpus that are at least so similar, by brute force.
  private func pairs(of texts: [String], atLeast least: Double) -> [(Int, Int)] {
    let shingles = texts.map(plainShingles)
    var pairs: [(Int, Int)] = []
    for one in texts.indices {
      for other in (one + 1)..<texts.count {
        let (mine, others) = (shingles[one], shingles[other])
        guard Double(min(mine.count, others.count)) >= least * Double(max(mine.count, others.count)) else { continue }
        let both = mine.intersection(others).count
        if Double(both) >= least * Double(mine.count + others.count - both) { pairs.append((one, other)) }
      }
    }
    return pairs
  }

  private func components(_ pairs: [(Int, Int)], count: Int) -> [Int] {
    var sets = DisjointSets(count: count)
    for (one, other) in pairs { sets.unite(one, other) }
    return (0..<count).map { sets.root(of: $0) }
  }

  @Test(
    "finds 99 of 100 pairs at the threshold or above, and joins nothing that brute force does not",
    arguments: [1, 2, 3])
  func againstBruteForce(seed: UInt64) {
    var source = RandomTexts(seed: seed)
    let texts = source.corpus(families: 400, length: 4...120)
    var finder = NearDuplicateFinder()
    for (number, text) in texts.enumerated() { finder.add(number, text: text) }
    let groups = finder.groups().groups
    var found = DisjointSets(count: texts.count)
    for group in groups { for item in group { found.unite(group[0], item) } }

    let wanted = pairs(of: texts, atLeast: 0.8)
    #expect(wanted.count > 100)
    let recalled = wanted.filter { found.root(of: $0.0) == found.root(of: $0.1) }.count
    #expect(Double(recalled) >= 0.99 * Double(wanted.count))

    let truth = components(wanted, count: texts.count)
    for group in groups { #expect(Set(group.map { truth[$0] }).count == 1) }
  }

  @Test("estimates long texts within a tenth, and does not join those that are a tenth below the threshold")
  func longTexts() {
    var source = RandomTexts(seed: 11)
    let texts = source.corpus(families: 40, length: 600...3_000)
    let sketches = texts.map { ShingleSketch($0) }
    for one in texts.indices {
      for other in (one + 1)..<min(texts.count, one + 20) {
        let exact = plainSimilarity(texts[one], texts[other])
        #expect(abs(sketches[one].similarity(to: sketches[other]) - exact) < 0.1)
      }
    }
    var finder = NearDuplicateFinder()
    for (number, sketch) in sketches.enumerated() { finder.add(number, sketch: sketch) }
    let truth = components(pairs(of: texts, atLeast: 0.7), count: texts.count)
    for group in finder.groups().groups { #expect(Set(group.map { truth[$0] }).count == 1) }
  }

  @Test("is exact for short texts") func exactness() {
    var source = RandomTexts(seed: 12)
    let texts = source.corpus(families: 30, length: 1...100)
    for one in texts {
      for other in texts {
        #expect(ShingleSketch(one).similarity(to: ShingleSketch(other)) == plainSimilarity(one, other))
      }
    }
  }
}

@Suite("Disjoint sets") struct DisjointSetsTests {
  @Test("are the same whatever the order of the unions") func order() {
    var numbers = SeededNumbers(state: 5)
    let pairs = (0..<300).map { _ in
      (Int.random(in: 0..<500, using: &numbers), Int.random(in: 0..<500, using: &numbers))
    }
    var one = DisjointSets(count: 500)
    var other = DisjointSets(count: 500)
    for (left, right) in pairs { one.unite(left, right) }
    for (left, right) in pairs.shuffled(using: &numbers) { other.unite(right, left) }
    #expect(one.sets() == other.sets())
    #expect(one.sets().joined().count == 500)
  }
}
