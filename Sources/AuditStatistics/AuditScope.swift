/// Whom an estimate is about.
public enum AuditScope: String, CaseIterable, Hashable, Sendable {
  /// These items, as they are. The only chance is which of them were drawn, each on its own; that items of one
  /// conversation are alike makes no difference then.
  case collection
  /// What produces such conversations: what would be found in others like these. To the chance of the draw comes that
  /// of the conversations, whose items go together.
  case source
}
