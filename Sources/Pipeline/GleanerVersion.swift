/// The program.
public enum Gleaner {
  /// Semantic version; what changes in the data is in `CHANGELOG.md`.
  public static let version = "0.1.0"
}
