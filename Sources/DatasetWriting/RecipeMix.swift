internal import Records

/// The recipes that the segments of a dataset were made with, and how many with each.
public struct RecipeMix: Hashable, Sendable {
  private let counts: [Recipe: Int]

  public init(_ counts: [Recipe: Int]) { self.counts = counts }

  public init(_ manifests: [SegmentManifest]) {
    self.init(Dictionary(manifests.map { ($0.recipe, 1) }, uniquingKeysWith: +))
  }

  /// What the recipes differ in, as one sentence without a full stop; nil where there is but one.
  public var difference: String? {
    guard counts.count > 1 else { return nil }
    let common = counts.keys.map { Set($0.items) }.reduce(Set(counts.keys.flatMap(\.items))) { $0.intersection($1) }
    let parts = counts.sorted { ($1.value, $0.key.digest) < ($0.value, $1.key.digest) }.map { recipe, count in
      "\(count) with \(recipe.items.filter { !common.contains($0) }.joined(separator: ", "))"
    }
    return "the segments were made under \(counts.count) recipes: \(parts.joined(separator: "; "))"
  }
}

extension Recipe {
  /// Everything in it as `key=value`; the digest of the rules by its first digits.
  fileprivate var items: [String] {
    ["format=\(format)", "rules=\(rules.prefix(8))", "without_text=\(withoutText)"] + settings
  }
}
