import AuditStatistics
import Testing

struct JudgeBiasTests {
  private typealias Swapped = PositionBias.Swapped
  private typealias Comparison = VerbosityBias.Comparison

  @Test("A judge who goes by the answer is consistent and without bias")
  func steady() throws {
    let verdicts =
      Array(repeating: Swapped(aFirst: .first, bFirst: .second), count: 30)
      + Array(repeating: Swapped(aFirst: .second, bFirst: .first), count: 10)
      + Array(repeating: Swapped(aFirst: .tie, bFirst: .tie), count: 10)
    let bias = try #require(PositionBias(verdicts))
    #expect(bias.consistent.value == 1)
    #expect(bias.bias.value == 0)
    #expect(bias.bias.interval.contains(0))
    #expect(bias.firstAmongSwitched == nil)
  }

  @Test("A judge who goes by the place is not, and the interval does not hold 0")
  func byPlace() throws {
    let verdicts =
      Array(repeating: Swapped(aFirst: .first, bFirst: .first), count: 24)
      + Array(repeating: Swapped(aFirst: .second, bFirst: .second), count: 6)
      + Array(repeating: Swapped(aFirst: .first, bFirst: .second), count: 10)
    let bias = try #require(PositionBias(verdicts))
    #expect(bias.consistent.value == 0.25)
    #expect(agree(bias.forFirst.value, 29.0 / 40))
    #expect(agree(bias.bias.value, 9.0 / 40))
    #expect(bias.bias.interval.lower > 0)
    #expect(bias.firstAmongSwitched?.value == 0.8)
  }

  @Test("A tie in one order and a choice in the other is not consistent")
  func halfTie() throws {
    let bias = try #require(PositionBias([Swapped(aFirst: .tie, bFirst: .first)]))
    #expect(bias.consistent.value == 0)
    #expect(bias.forFirst.value == 0.75)
    #expect(PositionBias([]) == nil)
  }

  @Test("That the longer answer wins is bias only beyond the reference")
  func beyondReference() throws {
    // Of 40 pairs, the reference prefers the longer in 20, the judge in those and in 10 more.
    let pairs = (0..<40).map { place in
      Comparison(lengthA: 200, lengthB: 100, judge: place < 30 ? .a : .b, reference: place < 20 ? .a : .b)
    }
    let bias = try #require(VerbosityBias(pairs))
    #expect(bias.longerChosen.value == 0.75)
    let beyond = try #require(bias.beyondReference)
    #expect(agree(beyond.value, 0.25))
    #expect(beyond.interval.lower > 0 && beyond.interval.upper < 0.5)
    #expect(bias.longerWhereReferenceIs?.value == 1)
    #expect(bias.longerWhereReferenceIsNot?.value == 0.5)
  }

  @Test("Which of the two is called A makes no difference")
  func turned() throws {
    let pairs = (1...50).map { place in
      Comparison(
        lengthA: 10 + place, lengthB: 30, judge: place % 3 == 0 ? .a : .b, reference: place % 2 == 0 ? .a : .tie)
    }
    let turned = pairs.map { pair in
      Comparison(
        lengthA: pair.lengthB, lengthB: pair.lengthA, judge: pair.judge == .a ? .b : .a,
        reference: pair.reference == .tie ? .tie : .b)
    }
    let (one, other) = (try #require(VerbosityBias(pairs)), try #require(VerbosityBias(turned)))
    #expect(agree(one.longerChosen.value, other.longerChosen.value))
    #expect(agree(one.beyondReference?.value, other.beyondReference?.value))
    #expect(one.deciles == other.deciles)
    #expect(one.comparisons == 49)
  }

  @Test("Deciles go from almost equal to most unequal lengths, and hold every pair once")
  func deciles() throws {
    let pairs = (1...95).reversed().map { Comparison(lengthA: 100 + $0, lengthB: 100, judge: $0 > 50 ? .a : .b) }
    let bias = try #require(VerbosityBias(pairs))
    #expect(bias.deciles.count == 10)
    #expect(bias.deciles.reduce(0) { $0 + $1.comparisons } == 95)
    #expect(zip(bias.deciles, bias.deciles.dropFirst()).allSatisfy { $0.ratios.upperBound < $1.ratios.lowerBound })
    #expect(bias.deciles.first?.longerChosen.value == 0)
    #expect(bias.deciles.last?.longerChosen.value == 1)
    #expect(bias.beyondReference == nil)
  }

  @Test("Pairs of equal length tell nothing, and an empty answer is infinitely shorter")
  func lengths() throws {
    #expect(VerbosityBias([Comparison(lengthA: 5, lengthB: 5, judge: .a)]) == nil)
    let bias = try #require(VerbosityBias([Comparison(lengthA: 0, lengthB: 5, judge: .tie)]))
    #expect(bias.longerChosen.value == 0.5)
    #expect(bias.deciles.map(\.ratios.upperBound) == [.infinity])
  }
}
