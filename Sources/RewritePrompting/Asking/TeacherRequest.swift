public import ModelPrompting

/// A request to a model that writes or judges, with what is needed to read its reply.
public struct TeacherRequest: Hashable, Sendable {
  /// What is sent; its `key(model:parameters:)` names the reply.
  public internal(set) var built: BuiltRequest
  /// Whether a text that the reply depends on is shown in part only: the request, an answer or the feedback. What a
  /// model did not see it cannot keep, and not judge.
  public let isCut: Bool
  /// Which of the texts that are compared stands at each place, from 0; empty where none are compared.
  public let order: [Int]
}
