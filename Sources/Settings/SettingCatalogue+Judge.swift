/// The settings of the second stage, which asks a chat model.
extension SettingCatalogue {
  public static let judgeURL = Setting(
    name: "llm_url", kind: .text, unit: "address", fallback: "none",
    meaning: "A server of the OpenAI kind, as http://127.0.0.1:8000/v1; none asks no model")
  public static let judgeModel = Setting(
    name: "llm_model", kind: .text, unit: "name", fallback: "none",
    meaning: "The model, by the name that the server knows it by")
  public static let judgeKeyVariable = Setting(
    name: "llm_key_variable", kind: .text, unit: "name", fallback: "none",
    meaning: "The environment variable that holds the server's key")
  public static let judgeKeyFile = Setting(
    name: "llm_key_file", kind: .text, unit: "path", fallback: "none", meaning: "The file that holds the server's key")
  public static let judgePrompt = Setting(
    name: "llm_prompt", kind: .text, unit: "path", fallback: "prompts/feedback-1.md",
    meaning: "The prompt; by default the one that came with the program")
  public static let judgeExamples = Setting(
    name: "llm_examples", kind: .integer(0...32), unit: "follow-ups", fallback: "8",
    meaning: "How many labelled follow-ups the model is shown with each question")
  public static let judgeValidates = Setting(
    name: "llm_validate", kind: .truth, unit: "", fallback: "false",
    meaning: "Ask a second time whether the quote supports the category")
  public static let judgeRepeats = Setting(
    name: "llm_repeats", kind: .integer(1...15), unit: "times", fallback: "1",
    meaning: "How often each question is put, in another order each time; the majority counts")
  public static let judgeReliability = Setting(
    name: "llm_reliability", kind: .number(0.5...0.99), unit: "probability", fallback: "0.8",
    meaning: "How probable it is that the model is right of feedback or none; weighs its word in the confidence")
  public static let judgeBandLow = Setting(
    name: "llm_band_low", kind: .number(0...1), unit: "probability", fallback: "0.15",
    meaning: "Follow-ups from this probability of feedback on are asked about")
  public static let judgeBandHigh = Setting(
    name: "llm_band_high", kind: .number(0...1), unit: "probability", fallback: "0.7", meaning: "And up to this one")
  public static let judgeAudit = Setting(
    name: "llm_audit", kind: .number(0...1), unit: "share", fallback: "0.01",
    meaning: "The share of all follow-ups that is asked about at random, to measure by")
  public static let judgeRequests = Setting(
    name: "llm_requests", kind: .integer(0...1_000_000_000), unit: "requests", fallback: "1000",
    meaning: "How many requests a run may send")
  public static let judgeTokens = Setting(
    name: "llm_tokens", kind: .integer(0...1_000_000_000_000), unit: "tokens", fallback: "0",
    meaning: "How many tokens a run may take, prompts and replies together; 0 for no limit")
  public static let judgeCost = Setting(
    name: "llm_cost", kind: .number(0...1_000_000), unit: "currency", fallback: "0",
    meaning: "How much money a run may take, by the two prices below; 0 for no limit")
  public static let judgePromptPrice = Setting(
    name: "llm_price_prompt", kind: .number(0...10_000), unit: "currency", fallback: "0",
    meaning: "What a million tokens of prompts cost")
  public static let judgeReplyPrice = Setting(
    name: "llm_price_reply", kind: .number(0...10_000), unit: "currency", fallback: "0",
    meaning: "What a million tokens of replies cost")
  public static let judgeConcurrency = Setting(
    name: "llm_concurrency", kind: .integer(1...1024), unit: "requests", fallback: "16",
    meaning: "How many requests may be under way at most; how many are follows the server")
  public static let judgeTimeout = Setting(
    name: "llm_timeout", kind: .integer(1...86_400), unit: "seconds", fallback: "120",
    meaning: "How long one attempt may take")
  public static let judgeAttempts = Setting(
    name: "llm_attempts", kind: .integer(1...20), unit: "times", fallback: "6",
    meaning: "How often a request is sent where the fault is likely to pass")
  public static let judgeRedacts = Setting(
    name: "llm_redact", kind: .truth, unit: "", fallback: "true",
    meaning: "Replace personal data before text is sent; to leave it for another machine takes --no-redact as well")
  public static let judgeSchema = Setting(
    name: "llm_schema", kind: .text, unit: "", fallback: "probe",
    meaning: "How the reply's shape is asked for: json_schema, tool_call, json_object or prose; probe finds out")
  public static let judgeTokenField = Setting(
    name: "llm_token_field", kind: .text, unit: "", fallback: "max_tokens",
    meaning: "How the reply's limit is called: max_tokens or max_completion_tokens")
  public static let judgeExtra = Setting(
    name: "llm_extra", kind: .text, unit: "JSON", fallback: "none",
    meaning: "More fields of the request's body, as one JSON object")
  public static let judgeProxy = Setting(
    name: "llm_proxy", kind: .text, unit: "address", fallback: "environment",
    meaning: "The proxy; none, or environment for what https_proxy, http_proxy and no_proxy say")
  public static let judgeAuthorities = Setting(
    name: "llm_ca_file", kind: .text, unit: "path", fallback: "none",
    meaning: "A PEM file of authorities that are trusted besides the system's")
  public static let judgePlainKey = Setting(
    name: "llm_plain_key", kind: .truth, unit: "", fallback: "false",
    meaning: "Let the key go to another machine unencrypted")

  public static let rewrites = Setting(
    name: "llm_rewrites", kind: .truth, unit: "", fallback: "false",
    meaning: "Let a run have answers written anew for feedback, within the same budget again")
  public static let rewriteConfidence = Setting(
    name: "llm_rewrite_confidence", kind: .number(0...1), unit: "probability", fallback: "0.5",
    meaning: "Answers are written anew for feedback from this confidence on")
  public static let rewriteCandidates = Setting(
    name: "llm_candidates", kind: .integer(0...9), unit: "answers", fallback: "0",
    meaning: "How many answers are sampled and scored for a request of a known user; below 2 none are")

  public static let rewriteCards = Setting(
    name: "llm_personas", kind: .truth, unit: "", fallback: "false",
    meaning: "Have the model write the card of a user that it is told, from what this machine found")

  static let judge = [
    judgeURL, judgeModel, judgeKeyVariable, judgeKeyFile, judgePrompt, judgeExamples, judgeValidates, judgeRepeats,
    judgeReliability, judgeBandLow, judgeBandHigh, judgeAudit, judgeRequests, judgeTokens, judgeCost, judgePromptPrice,
    judgeReplyPrice, judgeConcurrency, judgeTimeout, judgeAttempts, judgeRedacts, judgeSchema, judgeTokenField,
    judgeExtra, judgeProxy, judgeAuthorities, judgePlainKey, rewrites, rewriteConfidence, rewriteCandidates,
    rewriteCards,
  ]
}
