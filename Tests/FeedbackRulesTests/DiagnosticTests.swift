import FeedbackRules
import Foundation
import Testing

/// One golden for each code: `Goldens/<code>.yaml` is a pack with that mistake, `Goldens/<code>.txt` what is said of it.
/// With `UPDATE_GOLDENS=1` in the environment the `.txt` files are written anew.
@Suite struct DiagnosticTests {
  private static let goldens = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  @Test(arguments: RuleDiagnostic.Code.allCases)
  func everyCodeHasAGolden(_ code: RuleDiagnostic.Code) throws {
    let pack = Self.goldens.appending(path: "\(code.rawValue).yaml")
    let golden = Self.goldens.appending(path: "\(code.rawValue).txt")
    let source = PackSource(name: "\(code.rawValue).yaml", text: try String(contentsOf: pack, encoding: .utf8))
    let diagnostics = Self.diagnostics([source])
    #expect(diagnostics.contains { $0.code == code })
    let text = diagnostics.map(\.description).joined(separator: "\n\n") + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(text == (try String(contentsOf: golden, encoding: .utf8)))
  }

  @Test func allMistakesOfAllPacksAreToldAtOnce() {
    let sources = ["b", "a"].map { name in
      PackSource(name: "\(name).yaml", text: "pack: \(name)\nlanguage: en\nrules:\n  - {id: \(name).x, titel: t}\n")
    }
    let files = Self.diagnostics(sources).map(\.file)
    #expect(files.first == "a.yaml")
    #expect(files.last == "b.yaml")
    #expect(files.count == 10)
  }

  private static func diagnostics(_ sources: [PackSource]) -> [RuleDiagnostic] {
    do {
      return try RuleSet(sources).warnings
    } catch .invalid(let diagnostics) {
      return diagnostics
    } catch {
      return []
    }
  }
}
