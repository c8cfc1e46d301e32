import Testing
import YAMLReading

@Suite("The nearest name") struct NearestNameTests {
  @Test(arguments: [("patern", "pattern"), ("titel", "title"), ("minbytes", "min_bytes"), ("Where", "where")])
  func slipsAreUnderstood(_ written: String, _ meant: String) {
    #expect(NearestName.nearest(to: written, in: ["pattern", "title", "min_bytes", "where"]) == meant)
  }

  @Test func otherWordsAreNot() {
    #expect(NearestName.nearest(to: "colour", in: ["pattern", "title"]) == nil)
  }
}
