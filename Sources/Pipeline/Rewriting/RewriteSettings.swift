public import ModelPrompting
public import RewritePrompting

/// How answers are written anew and judged by a chat model: which prompts, how many, and what a pair must be.
public struct RewriteSettings: Sendable {
  /// The server, the key, the budget of a run, prices and redaction are those of the second stage.
  public var judge: JudgeSettings
  public var prompts: RewritePrompts
  public var budget = TeacherBudget()
  /// The least confidence of the feedback that an answer is written anew for, 0 to 1.
  public var leastConfidence = 0.5
  /// What is asked of a rewrite to be the chosen answer.
  public var rules = RewriteJudgement.Rules()
  /// How many candidates are sampled for a request without feedback; fewer than 2 sample none.
  public var candidates = 0
  public var ranking = CandidateRanking.Rules()

  public init(judge: JudgeSettings, prompts: RewritePrompts) {
    self.judge = judge
    self.prompts = prompts
  }
}

/// What a chat model is told, step by step.
public struct RewritePrompts: Sendable {
  public var rewrite: PromptTemplate
  public var intent: PromptTemplate
  public var resolution: PromptTemplate
  public var scoring: PromptTemplate
  /// For cards of users that the model writes; nil takes those that this machine makes.
  public var persona: PromptTemplate?

  public init(
    rewrite: PromptTemplate, intent: PromptTemplate, resolution: PromptTemplate, scoring: PromptTemplate
  ) {
    self.rewrite = rewrite
    self.intent = intent
    self.resolution = resolution
    self.scoring = scoring
  }

  /// The names of the prompts behind a rewrite and the beginning of a digest over theirs, as it is stored with each.
  var rewriteVersion: String { Self.version([rewrite, intent, resolution] + [persona].compactMap { $0 }) }
  var rewardVersion: String { Self.version([scoring] + [persona].compactMap { $0 }) }

  private static func version(_ templates: [PromptTemplate]) -> String {
    templates.map { "\($0.name)@\($0.digest.prefix(8))" }.joined(separator: " ")
  }
}

extension PromptTemplate {
  /// The name and the beginning of the digest.
  var version: String { "\(name)@\(digest.prefix(8))" }
}
