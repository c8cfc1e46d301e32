/// Why a graph could not be made.
public struct GraphError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong. Codes may be added.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A component could not be solved: too dense to eliminate its states, and too seldom at an end for sweeps.
    public static let notConverged = Code(rawValue: "not_converged")
  }

  public let code: Code
  /// How many states the component has.
  public let states: Int

  init(_ code: Code, states: Int) {
    self.code = code
    self.states = states
  }

  public var description: String {
    "\(code.rawValue): a component of \(states) states of the reformulation graph could not be solved; "
      + "give the prior more strength, or solve it with a higher limit of entries"
  }
}
