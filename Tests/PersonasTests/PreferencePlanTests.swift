import Patterns
import Testing

@testable import Personas

struct PreferencePlanTests {
  @Test func everyPatternHasLiteralsThatAreLongEnoughToBeCues() {
    let sources = PreferencePattern.all.map(\.pattern) + AssignedPart.patterns
    for source in sources where PreferencePlan.literals(of: source).isEmpty {
      let groups = RequiredLiterals(of: source, manyLiterals: 64)?.groups ?? []
      let texts = groups.map { $0.map { String(decoding: $0, as: UTF8.self) } }
      Issue.record("\(source.prefix(150)) … \(texts)")
    }
  }
}
