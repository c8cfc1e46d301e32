import AuditStatistics
import Records
import Testing

struct AgreementTests {
  @Test("Cohen's kappa and its standard error are those of statsmodels")
  func cohen() throws {
    let golden = try Goldens.load().cohen
    let table = ConfusionTable(zip(Outcome.digits(golden.first), Outcome.digits(golden.second)).map { ($0, $1) })
    let kappa = try #require(table.kappa)
    #expect(agree(kappa.value, golden.value))
    #expect(agree(kappa.standardError, golden.standardError))
    #expect(agree(kappa.interval.lower, golden.lower))
    #expect(agree(kappa.interval.upper, golden.upper))
  }

  @Test(
    "Agreement, Fleiss' kappa and Krippendorff's alpha are those of other implementations",
    arguments: ["three", "uneven"])
  func repeats(name: String) throws {
    let golden = try #require(try Goldens.load().repeats.first { $0.name == name })
    let own = try #require(RepeatConsistency(golden.verdicts))
    for (measured, expected) in [
      (own.agreement, golden.agreement), (try #require(own.fleissKappa), golden.fleiss),
      (try #require(own.krippendorffAlpha), golden.krippendorff),
    ] {
      #expect(agree(measured.value, expected.value))
      #expect(agree(measured.interval.lower, expected.lower))
      #expect(agree(measured.interval.upper, expected.upper))
    }
  }

  @Test("The table counts by both judges")
  func table() {
    let (correction, praise) = (Outcome(.makeAwareWithCorrection), Outcome(.positiveFeedback))
    var table = ConfusionTable([(correction, praise), (correction, correction), (.noFeedback, praise)])
    table.add(.noFeedback, .noFeedback, count: 5)
    #expect(table.items == 8)
    #expect(table.countByFirst(correction) == 2)
    #expect(table.countBySecond(praise) == 2)
    #expect(table[.noFeedback, praise] == 1)
    #expect(table.agreement?.value == 0.75)
  }

  @Test("Full agreement of few items is not certain")
  func fullAgreement() throws {
    let pairs = (0..<10).map { _ in Outcome.noFeedback } + [Outcome(.positiveFeedback), Outcome(.askForClarification)]
    let kappa = try #require(ConfusionTable(pairs.map { ($0, $0) }).kappa)
    #expect(kappa.value == 1)
    #expect(kappa.interval.upper == 1)
    #expect(kappa.interval.lower < 0.7)
    let consistency = try #require(RepeatConsistency(pairs.map { [$0, $0, $0] }))
    #expect(consistency.unanimous.value == 1)
    #expect(try #require(consistency.fleissKappa).interval.lower < 0.7)
    #expect(try #require(consistency.krippendorffAlpha).interval.lower < 0.7)
  }

  @Test("Where only one outcome occurs there is no agreement beyond chance")
  func oneOutcome() throws {
    #expect(ConfusionTable([(Outcome.noFeedback, .noFeedback)]).kappa == nil)
    #expect(ConfusionTable().kappa == nil)
    let consistency = try #require(RepeatConsistency([["a", "a"], ["a", "a", "a"]]))
    #expect(consistency.agreement.value == 1)
    #expect(consistency.fleissKappa == nil)
    #expect(consistency.krippendorffAlpha == nil)
  }

  @Test("Items with one verdict are left out")
  func single() {
    #expect(RepeatConsistency([["a"], ["b"]]) == nil)
    #expect(RepeatConsistency([["a"], ["b", "b"], ["a", "b"]])?.items == 2)
  }
}
