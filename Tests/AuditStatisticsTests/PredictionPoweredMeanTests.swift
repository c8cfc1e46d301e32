import AuditStatistics
import Testing

struct PredictionPoweredMeanTests {
  typealias Item = PredictionPoweredMean.Item

  @Test("Estimates are those of an independent implementation, and of ppi-python where it has the method")
  func goldens() throws {
    let golden = try Goldens.load().powered
    for estimate in golden.estimates {
      let items = golden.predictions.indices.map { place in
        let draw = Item.Draw(value: golden.values[place], probability: estimate.probabilities[place])
        return Item(prediction: golden.predictions[place], drawn: estimate.drawn[place] ? draw : nil)
      }
      let weighting = try #require(PredictionPoweredMean.Weighting(rawValue: estimate.weighting))
      let tuning = estimate.tuning.map(PredictionPoweredMean.Tuning.fixed) ?? .leastVariance
      let own = try #require(PredictionPoweredMean(items, weighting: weighting, tuning: tuning))
      #expect(agree(own.value, estimate.value))
      #expect(agree(own.standardError, estimate.standardError))
      #expect(agree(own.lambda, estimate.lambda))
    }
  }

  @Test("Perfect predictions leave nothing to chance")
  func perfect() throws {
    let items = (0..<100).map { place in
      let value = Double(place % 7)
      return Item(prediction: 2 * value, drawn: place % 9 == 0 ? .init(value: value, probability: 0.1) : nil)
    }
    let mean = try #require(PredictionPoweredMean(items))
    #expect(agree(mean.lambda, 0.5))
    #expect(agree(mean.value, (0..<100).reduce(0) { $0 + Double($1 % 7) } / 100))
    #expect(mean.standardError < 1e-7)
  }

  @Test("Certain items stand for themselves")
  func certain() throws {
    let certain = Array(repeating: Item(prediction: 0, drawn: .init(value: 4, probability: 1)), count: 10)
    let all = try #require(PredictionPoweredMean(certain))
    #expect(all.value == 4)
    #expect(all.standardError == 0)
    let open = (0..<10).map { Item(prediction: 0, drawn: $0 < 5 ? .init(value: 2, probability: 0.5) : nil) }
    #expect(agree(PredictionPoweredMean(certain + open)?.value, 3))
  }

  @Test("Nothing is said where nothing was drawn")
  func nothing() {
    #expect(PredictionPoweredMean([Item(prediction: 1)]) == nil)
    #expect(PredictionPoweredMean([]) == nil)
  }

  @Test("The interval of a share stays within 0 and 1")
  func shares() throws {
    let items = (0..<200).map { place in
      Item(prediction: 0, drawn: place < 40 ? .init(value: place == 0 ? 1 : 0, probability: 0.2) : nil)
    }
    let mean = try #require(PredictionPoweredMean(items))
    #expect(mean.interval.lower < 0)
    #expect(mean.shareInterval.lower > 0)
    #expect(mean.shareInterval.contains(mean.value))
  }
}
