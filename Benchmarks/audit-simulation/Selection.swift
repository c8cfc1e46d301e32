internal import Foundation

/// How often intervals of each basis hold the truth, by how often the audits of a scenario say `usual`.
///
/// The basis depends on how many errors an audit happens to see, and so do the estimates: where errors are rare, an audit
/// that sees enough of them to say `usual` has seen too many.
final class Selection {
  private var coverages: [Coverage] = []

  func add(_ study: Study) { coverages += study.coverage }

  func report() {
    print("\nBy how often audits of a scenario say usual: per cent of intervals that hold the truth")
    for (lower, upper) in [(0.0, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 1.01)] {
      let own = coverages.filter { $0.told > 0 && $0.usualShare >= lower && $0.usualShare < upper }
      let (held, all) = own.reduce((0, 0)) { ($0.0 + $1.usual.held, $0.1 + $1.usual.all) }
      let (heldFew, few) = own.reduce((0, 0)) { ($0.0 + $1.fewOnly.held, $0.1 + $1.fewOnly.all) }
      print(
        String(
          format: "usual in %3.0f – %3.0f %%: %3d measures, all %5.1f, usual %5.1f, few %5.1f", 100 * lower,
          100 * min(1, upper), own.count, Self.percent(held + heldFew, all + few), Self.percent(held, all),
          Self.percent(heldFew, few)))
    }
  }

  private static func percent(_ part: Int, _ all: Int) -> Double { 100 * Double(part) / Double(max(1, all)) }
}
