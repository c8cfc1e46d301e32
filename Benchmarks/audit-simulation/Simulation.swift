internal import AuditStatistics
internal import Foundation
internal import Records

/// The parts of the study. Each starts from a seed of its own, so that none changes with the others.
struct Simulation {
  let draws: Int
  /// Of estimates of the collection against its own truth.
  let selection = Selection()

  private func heading(_ title: String) { print("\n\(title)\n\(Study.head)") }

  func report(_ study: Study) {
    print(study.row)
    selection.add(study)
  }

  /// Audits of one collection.
  private func run(_ studies: [Study], _ population: Population, share: Double, seed: UInt64) {
    var studies = studies
    var generator = SeededGenerator(seed: seed)
    let drawing = Drawing(population)
    let truths = studies.map { $0.truths(population) }
    for _ in 0..<draws {
      let table = drawing.audit(share, &generator)
      for place in studies.indices { studies[place].add(table, truths: truths[place]) }
    }
    for study in studies { report(study) }
  }

  /// Prevalence, classifier, size and share, of feedback against none.
  func grid() {
    heading("Feedback or none: \(draws) audits each")
    for prevalence in [0.02, 0.10, 0.35] {
      for classifier in Process.Classifier.allCases {
        for (count, share) in [
          (5_000, 0.01), (5_000, 0.05), (20_000, 0.01), (20_000, 0.05), (50_000, 0.01), (50_000, 0.05),
        ] {
          var generator = SeededGenerator(seed: 1)
          let population = Population(
            Process(prevalence: prevalence, classifier: classifier), count: count, generator: &generator)
          let name = "\(percent(prevalence)) \(classifier.rawValue), N \(count), audit \(percent(share))"
          run([Study(name)], population, share: share, seed: 2)
        }
      }
    }
  }

  /// Each category, where feedback is a tenth and a third of all.
  func categories() {
    heading("Categories: \(draws) audits each, N 50000, audit 5 %")
    for prevalence in [0.10, 0.35] {
      var generator = SeededGenerator(seed: 3)
      let population = Population(
        Process(prevalence: prevalence, classifier: .good), count: 50_000, generator: &generator)
      let studies = FeedbackCategory.allCases.map {
        Study("\(percent(prevalence)) \($0.rawValue)", .category($0))
      }
      run(studies, population, share: 0.05, seed: 4)
    }
  }

  /// A tenth of all items bought because they are uncertain.
  func band() {
    heading("With a certain band of 10 %: \(draws) audits each")
    for prevalence in [0.02, 0.10, 0.35] {
      for classifier in Process.Classifier.allCases {
        for (count, share) in [(20_000, 0.01), (20_000, 0.05), (50_000, 0.05)] {
          var generator = SeededGenerator(seed: 5)
          var population = Population(
            Process(prevalence: prevalence, classifier: classifier), count: count, generator: &generator)
          population.buyBand(share: 0.10, threshold: classifier == .poor ? min(0.3, 2.2 * prevalence) : 0.4)
          let name = "\(percent(prevalence)) \(classifier.rawValue), N \(count), audit \(percent(share))"
          run([Study(name)], population, share: share, seed: 6)
        }
      }
    }
  }

  /// Conversations of four items on average that are alike: a new collection for every audit, against the truth of the
  /// collection and of its source.
  func conversations() {
    heading("Conversations of alike items, a new collection of 5000 for each of \(draws) audits")
    for (share, bandShare) in [(0.05, 0.0), (0.20, 0.0), (0.05, 0.10)] {
      var process = Process(prevalence: 0.10, classifier: .good)
      (process.likeness, process.meanConversation) = (2, 4)
      var generator = SeededGenerator(seed: 7)
      func make(_ count: Int) -> Population {
        var population = Population(process, count: count, generator: &generator)
        if bandShare > 0 { population.buyBand(share: bandShare, threshold: 0.4) }
        return population
      }
      let band = bandShare > 0 ? ", band \(percent(bandShare))" : ""
      var own = Study("collection, its truth, audit \(percent(share))\(band)")
      var plain = Study("collection, source's truth, audit \(percent(share))\(band)")
      var robust = Study("source, source's truth, audit \(percent(share))\(band)", scope: .source)
      let source = own.truths(make(4_000_000))
      for _ in 0..<draws {
        let population = make(5_000)
        let table = audit(population, share, &generator)
        own.add(table, truths: own.truths(population))
        plain.add(table, truths: source)
        robust.add(table, truths: source)
      }
      report(own)
      for study in [plain, robust] { print(study.row) }
    }
  }

  private func audit(_ population: Population, _ share: Double, _ generator: inout SeededGenerator) -> AuditTable {
    var table = AuditTable()
    var start = 0
    while start < population.items.count {
      let end =
        population.items[start...].firstIndex { $0.conversation != population.items[start].conversation }
        ?? population.items.count
      table.add(
        conversation: population.items[start..<end].map { item in
          let isDrawn = generator.uniform() < share
          let reference: AuditedItem.Reference =
            item.isCertain
            ? .certain(item.reference) : isDrawn ? .drawn(item.reference, probability: share) : .notAsked
          return AuditedItem(decision: item.decision, reference: reference)
        })
      start = end
    }
    return table
  }

  func percent(_ share: Double) -> String { String(format: "%g %%", share * 100) }
}
