/// Preferences in words.
enum PreferencePhrase {
  /// What a card says of a preference, without the counts; nil for values that this version does not know, so that no
  /// text of a data file gets into a card.
  static func text(_ kind: PreferenceKind, _ value: String, _ polarity: PreferencePolarity) -> String? {
    let isWanted = polarity == .want
    switch kind {
    case .standingInstruction: return nil
    case .format: return formats[value].map { isWanted ? "Asks for \($0)" : "Does not want \($0)" }
    case .length: return ["shorter": "Prefers shorter answers", "longer": "Prefers longer answers"][value]
    case .detail: return details[value].map { isWanted ? $0.want : $0.avoid }
    case .tone: return tones[value].map { isWanted ? "Prefers a \($0) tone" : "Does not want a \($0) tone" }
    case .replyLanguage:
      guard value.utf8.count == 2, LanguageLabel.name(of: value) != value else { return nil }
      return "Wants answers in \(LanguageLabel.name(of: value))"
    case .codeLanguage: return codes[value].map { isWanted ? "Asks for or about \($0)" : "Does not want \($0)" }
    case .content: return contents[value].map { isWanted ? "Asks for \($0)" : "Does not want \($0)" }
    }
  }

  private static let formats = [
    "bullet_points": "bullet points", "numbered_list": "numbered lists", "table": "tables", "json": "JSON",
    "markdown": "Markdown", "latex": "LaTeX", "plain_text": "plain text", "paragraphs": "running paragraphs",
    "headings": "headings", "emoji": "emojis", "code_block": "code blocks", "code_only": "code without text around it",
  ]

  private static let details: [String: (want: String, avoid: String)] = [
    "detailed": ("Asks for more detail", "Wants less detail"),
    "explanation": ("Asks for explanations", "Wants results without explanations"),
    "simple": ("Asks for simple words", "Does not want things simplified"),
    "step_by_step": ("Asks for explanations step by step", "Does not want explanations step by step"),
    "beginner": ("Says to be a beginner", "Says to be no beginner"),
    "expert": ("Knows the basics of the subject", "Does not know the basics of the subject"),
  ]

  private static let tones = [
    "formal": "formal", "professional": "professional", "academic": "academic", "casual": "casual",
    "friendly": "friendly", "polite": "polite", "humorous": "humorous", "serious": "serious",
    "natural": "natural, human", "robotic": "robotic", "direct": "direct", "persuasive": "persuasive",
    "creative": "creative",
  ]

  private static let codes = [
    "python": "Python", "javascript": "JavaScript", "typescript": "TypeScript", "java": "Java", "cpp": "C++",
    "csharp": "C#", "go": "Go", "rust": "Rust", "php": "PHP", "kotlin": "Kotlin", "matlab": "MATLAB", "vba": "VBA",
    "powershell": "PowerShell", "bash": "Bash", "sql": "SQL", "lua": "Lua", "scala": "Scala", "dart": "Dart",
    "arduino": "Arduino code",
  ]

  private static let contents = [
    "comments": "comments in code", "disclaimers": "disclaimers", "apologies": "apologies",
    "introduction": "introductions and conclusions", "complete_code": "the whole code", "examples": "examples",
    "sources": "sources", "british_english": "British English", "american_english": "American English",
    "metric_units": "metric units",
  ]
}
