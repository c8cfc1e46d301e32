/// Which things belong together, given pairs that do: union-find over `0 ..< count`.
///
/// Nearly constant time an operation (union by size with path halving; Tarjan 1975).
public struct DisjointSets: Sendable {
  /// The parent of each; a root's own place.
  private var parents: [Int32]
  private var sizes: [Int32]

  /// Every thing alone. At most 2³¹ − 1 things.
  public init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
    sizes = Array(repeating: 1, count: count)
  }

  /// How many things there are.
  public var count: Int { parents.count }

  /// The one that stands for all that belong together with `thing`; which one that is depends on the order of the
  /// unions.
  public mutating func root(of thing: Int) -> Int {
    var at = Int32(thing)
    while parents[Int(at)] != at {
      parents[Int(at)] = parents[Int(parents[Int(at)])]
      at = parents[Int(at)]
    }
    return Int(at)
  }

  /// Makes two things, and all that belongs to either, belong together.
  ///
  /// - Returns: Whether they did not before.
  @discardableResult
  public mutating func unite(_ one: Int, _ other: Int) -> Bool {
    var (large, small) = (root(of: one), root(of: other))
    guard large != small else { return false }
    if sizes[large] < sizes[small] { swap(&large, &small) }
    parents[small] = Int32(large)
    sizes[large] += sizes[small]
    return true
  }

  /// All sets of at least `size` things: each ascending, in the order of their smallest thing. Does not depend on the
  /// order of the unions.
  public mutating func sets(ofAtLeast size: Int = 1) -> [[Int]] {
    var places: [Int: Int] = [:]
    var sets: [[Int]] = []
    for thing in 0..<count {
      let root = root(of: thing)
      guard sizes[root] >= size else { continue }
      if let place = places[root] {
        sets[place].append(thing)
      } else {
        places[root] = sets.count
        sets.append([thing])
      }
    }
    return sets
  }
}
