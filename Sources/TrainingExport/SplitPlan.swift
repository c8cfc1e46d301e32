internal import NearDuplicates

/// Where every row goes: into a split, or nowhere.
///
/// Rows of one user are in one split, and so are rows of nearly the same prompt, with all other rows of their users:
/// the users are joined through the rows that are kept. Of such a component the user with the smallest hash decides, so
/// that a user who is added changes the split of a component of n users once in n + 1 times; the hash is hashed again,
/// because the smallest of many is small.
struct SplitPlan {
  /// What becomes of a row.
  enum Fate: Hashable {
    /// The place among the splits of the settings.
    case split(Int)
    case leftOut(LeftOutReason)
  }

  /// In the order of the rows.
  let fates: [Fate]
  /// Groups of rows of nearly the same prompt, before any were left out.
  let promptGroups: Int
  /// How many rows the largest of them has; 0 where there is none.
  let largestPromptGroup: Int
  /// Places where near duplicates among the prompts may have been missed.
  let unsettledBuckets: Int
  /// How many rows belong together in the largest component.
  let largestComponent: Int

  init(_ survey: RowSurvey, _ settings: ExportSettings) {
    let found = survey.finder.groups()
    var faults = survey.entries.map(\.fault)
    for group in found.groups {
      for row in Self.surplus(of: group, in: survey, limit: settings.rowsPerPrompt) { faults[row] = .promptLimit }
    }
    var users = Self.joinedUsers(survey, groups: found.groups, faults: faults)
    let components = Components(survey, faults: faults, users: &users)
    fates = survey.entries.indices.map { row in
      if let fault = faults[row] { return .leftOut(fault) }
      return .split(Self.split(for: components.decider(ofRow: row), settings))
    }
    promptGroups = found.groups.count
    largestPromptGroup = found.groups.map(\.count).max() ?? 0
    unsettledBuckets = found.unsettledBuckets
    largestComponent = components.largest
  }

  /// The rows of a group that are too many: the most trusted stay, of equally trusted ones those with the smaller hash
  /// of their id.
  private static func surplus(of group: [Int], in survey: RowSurvey, limit: Int?) -> ArraySlice<Int> {
    guard let limit, group.count > limit else { return [] }
    return group.sorted { one, other in
      let (left, right) = (survey.entries[one], survey.entries[other])
      return left.confidence != right.confidence ? left.confidence > right.confidence : left.id < right.id
    }[limit...]
  }

  private static func joinedUsers(
    _ survey: RowSurvey, groups: [[Int]], faults: [LeftOutReason?]
  ) -> DisjointSets {
    var users = DisjointSets(count: survey.units.count)
    for group in groups {
      let kept = group.filter { faults[$0] == nil }.map { Int(survey.entries[$0].unit) }
      for unit in kept.dropFirst() { users.unite(kept[0], unit) }
    }
    return users
  }

  private static func split(for decider: UInt64, _ settings: ExportSettings) -> Int {
    let place = StableHash.place(of: StableHash.of("split:\(settings.seed):\(decider)"))
    var end = 0.0
    for (number, split) in settings.splits.enumerated() {
      end += split.fraction
      if place < end { return number }
    }
    return settings.splits.count - 1
  }
}

/// Which user decides over each row that is kept.
private struct Components {
  private var deciders: [Int: UInt64] = [:]
  private var roots: [Int] = []
  private(set) var largest = 0

  init(_ survey: RowSurvey, faults: [LeftOutReason?], users: inout DisjointSets) {
    var rows: [Int: Int] = [:]
    roots.reserveCapacity(survey.entries.count)
    for (row, entry) in survey.entries.enumerated() {
      let root = users.root(of: Int(entry.unit))
      roots.append(root)
      guard faults[row] == nil else { continue }
      let unit = survey.units[Int(entry.unit)]
      deciders[root] = min(deciders[root] ?? unit, unit)
      rows[root, default: 0] += 1
    }
    largest = rows.values.max() ?? 0
  }

  func decider(ofRow row: Int) -> UInt64 {
    guard let decider = deciders[roots[row]] else { preconditionFailure("a row that is kept has a component") }
    return decider
  }
}
