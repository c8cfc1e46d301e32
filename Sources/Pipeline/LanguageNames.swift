internal import TranscriptParsing

/// Names of languages as a dataset's rows have them.
public enum LanguageNames {
  /// The code under which rows have a language that somebody names: `EN`, `English` and `en-US` are `en`, "unknown" is
  /// empty; what is not known stays as it is.
  public static func code(of name: String) -> String { LanguageName.normalized(name) }
}
