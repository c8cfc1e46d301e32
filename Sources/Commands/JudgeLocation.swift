internal import AuditStatistics
internal import FeedbackClassification
internal import Foundation
internal import ModelClient
internal import ModelPrompting
internal import Pipeline
internal import Settings

/// What the settings say of the chat model.
enum JudgeLocation {
  /// Whether a server is named.
  static func isNamed(_ settings: Settings) -> Bool { settings.text(SettingCatalogue.judgeURL) != "none" }

  /// The second stage as the settings want it.
  ///
  /// - Parameters:
  ///   - allowsOpenText: Whether it was said aloud that texts may leave the machine as they are.
  ///   - threshold: From which probability on this machine decides for feedback.
  /// - Throws: `UsageError`, `ModelClientError`, `PromptError`.
  static func judge(_ settings: Settings, allowsOpenText: Bool, threshold: Double) throws -> JudgeSettings {
    let prompt = try PromptTemplate.load(path: try promptPath(settings))
    var judge = JudgeSettings(client: try client(settings), prompt: prompt)
    judge.key = try key(settings)
    judge.threshold = threshold
    let band = (settings.number(SettingCatalogue.judgeBandLow), settings.number(SettingCatalogue.judgeBandHigh))
    guard band.0 <= band.1 else { throw UsageError("llm_band_low is above llm_band_high") }
    judge.band = band.0...band.1
    judge.auditShare = settings.number(SettingCatalogue.judgeAudit)
    judge.budget = budget(settings)
    judge.price = TokenPrice(
      prompt: settings.number(SettingCatalogue.judgePromptPrice),
      reply: settings.number(SettingCatalogue.judgeReplyPrice))
    if judge.budget.cost != nil, judge.price == TokenPrice() {
      throw UsageError(
        "llm_cost is a limit on money, and the prices are not known\n  set llm_price_prompt and llm_price_reply")
    }
    judge.repeats = settings.integer(SettingCatalogue.judgeRepeats)
    judge.reliability = settings.number(SettingCatalogue.judgeReliability)
    judge.promptBudget.examples = settings.integer(SettingCatalogue.judgeExamples)
    if judge.promptBudget.examples > 0 { judge.examples = try examples(settings) }
    if settings.truth(SettingCatalogue.judgeValidates) {
      judge.validation = try PromptTemplate.load(path: try file("prompts/validation-1.md", settings))
    }
    judge.redacts = settings.truth(SettingCatalogue.judgeRedacts) && !allowsOpenText
    if !judge.redacts, !allowsOpenText, !judge.client.server.isLoopback {
      throw UsageError(
        "llm_redact is false, and \(judge.client.server) is another machine: texts would leave this one as they are\n"
          + "  say --no-redact if that is meant")
    }
    return judge
  }

  /// The rewriting of answers as the settings want it.
  ///
  /// - Throws: `UsageError`, `ModelClientError`, `PromptError`.
  static func rewriting(_ settings: Settings, allowsOpenText: Bool) throws -> RewriteSettings {
    func template(_ name: String) throws -> PromptTemplate {
      try PromptTemplate.load(path: try file("prompts/\(name).md", settings))
    }
    let judge = try judge(settings, allowsOpenText: allowsOpenText, threshold: 0.5)
    var rewriting = RewriteSettings(
      judge: judge,
      prompts: RewritePrompts(
        rewrite: try template("rewrite-1"), intent: try template("intent-1"), resolution: try template("resolution-1"),
        scoring: try template("scoring-1")))
    rewriting.leastConfidence = settings.number(SettingCatalogue.rewriteConfidence)
    if settings.truth(SettingCatalogue.rewriteCards) { rewriting.prompts.persona = try template("persona-1") }
    rewriting.candidates = settings.integer(SettingCatalogue.rewriteCandidates)
    return rewriting
  }

  private static func client(_ settings: Settings) throws -> ModelClientSettings {
    guard isNamed(settings) else {
      throw UsageError("no server is named\n  set llm_url and llm_model in gleaner.yaml; see docs/guide/llm.md")
    }
    let model = settings.text(SettingCatalogue.judgeModel)
    guard model != "none" else { throw UsageError("llm_url names a server, and llm_model no model") }
    var client = ModelClientSettings(server: try ServerAddress(settings.text(SettingCatalogue.judgeURL)), model: model)
    client.schemaMode = try choice(SettingCatalogue.judgeSchema, settings, but: "probe", SchemaMode.init(rawValue:))
    let field = try choice(
      SettingCatalogue.judgeTokenField, settings, but: "", RequestStyle.TokenLimitField.init(rawValue:))
    client.style = RequestStyle(tokenLimitField: field ?? .maxTokens, extraFields: try extraFields(settings))
    client.requestTimeout = .seconds(settings.integer(SettingCatalogue.judgeTimeout))
    client.retry.attempts = settings.integer(SettingCatalogue.judgeAttempts)
    let most = settings.integer(SettingCatalogue.judgeConcurrency)
    client.concurrency = ConcurrencyBounds(start: min(4, most), maximum: most)
    client.proxy = proxy(settings)
    client.authorityFile = named(SettingCatalogue.judgeAuthorities, settings)
    client.allowsKeyOverPlainHTTP = settings.truth(SettingCatalogue.judgePlainKey)
    return client
  }

  private static func key(_ settings: Settings) throws -> APIKey? {
    if let file = named(SettingCatalogue.judgeKeyFile, settings) { return try APIKey(file: file) }
    guard let variable = named(SettingCatalogue.judgeKeyVariable, settings) else { return nil }
    guard variable.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
      throw UsageError("llm_key_variable takes the name of a variable, not a key")
    }
    return try APIKey(variable: variable, in: ProcessInfo.processInfo.environment)
  }

  private static func proxy(_ settings: Settings) -> ProxyChoice {
    switch settings.text(SettingCatalogue.judgeProxy) {
    case "none": .none
    case "environment": .environment(ProcessInfo.processInfo.environment)
    case let address: .fixed(address)
    }
  }

  private static func budget(_ settings: Settings) -> RoutingBudget {
    func limit(_ setting: Setting) -> Int? { settings.integer(setting) == 0 ? nil : settings.integer(setting) }
    let cost = settings.number(SettingCatalogue.judgeCost)
    return RoutingBudget(
      requests: settings.integer(SettingCatalogue.judgeRequests), tokens: limit(SettingCatalogue.judgeTokens),
      cost: cost == 0 ? nil : Int(cost * 1_000_000))
  }

  private static func extraFields(_ settings: Settings) throws -> [String: String] {
    guard let text = named(SettingCatalogue.judgeExtra, settings) else { return [:] }
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw UsageError("llm_extra is no JSON object")
    }
    return try object.mapValues { value in
      let json = try JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
      return String(decoding: json, as: UTF8.self)
    }
  }

  // MARK: Files

  private static func promptPath(_ settings: Settings) throws -> String {
    let name = settings.text(SettingCatalogue.judgePrompt)
    if settings.source(of: SettingCatalogue.judgePrompt) != .fallback { return name }
    return try file(name, settings)
  }

  /// A file that came with the program, beside the rules.
  private static func file(_ name: String, _ settings: Settings) throws -> String {
    let directories = [try RuleDirectory.path(for: settings), RuleDirectory.ofProgram].compactMap { $0 }
    let paths = directories.map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent(name).path
    }
    guard let path = paths.first(where: FileManager.default.fileExists) else {
      throw UsageError("\(name) was not found beside the rules\n  name the prompt's file with llm_prompt")
    }
    return path
  }

  /// Labelled follow-ups to show; none where the labelled conversations did not come with the program.
  private static func examples(_ settings: Settings) throws -> [PromptExample] {
    guard let path = try? file("fixtures/labelled/dev.jsonl", settings),
      let bytes = FileManager.default.contents(atPath: path)
    else { return [] }
    return try PromptExample.read(jsonLines: Array(bytes), path: path)
  }

  private static func named(_ setting: Setting, _ settings: Settings) -> String? {
    let text = settings.text(setting)
    return text == "none" ? nil : text
  }

  private static func choice<Value>(
    _ setting: Setting, _ settings: Settings, but none: String, _ value: (String) -> Value?
  ) throws -> Value? {
    let text = settings.text(setting)
    if text == none { return nil }
    guard let found = value(text) else {
      throw UsageError("`\(TerminalText.line(text))` is none of \(setting.name)'s values\n  \(setting.meaning)")
    }
    return found
  }
}
