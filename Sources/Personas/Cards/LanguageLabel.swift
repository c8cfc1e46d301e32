/// Languages as cards name them.
enum LanguageLabel {
  private static let names = [
    "en": "English", "zh": "Chinese", "ru": "Russian", "es": "Spanish", "fr": "French", "de": "German",
    "pt": "Portuguese", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ar": "Arabic", "tr": "Turkish",
    "vi": "Vietnamese", "id": "Indonesian", "hi": "Hindi", "fa": "Persian", "uk": "Ukrainian", "pl": "Polish",
    "nl": "Dutch",
  ]

  /// The language as the log has it; empty where it names none, or where what it names cannot be one: a log may hold
  /// any text there.
  static func known(_ language: String) -> String {
    let isName =
      !language.isEmpty && language.utf8.count <= 20
      && language.utf8.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x2D }
    return isName && !["nolang", "unknown", "und"].contains(language.lowercased()) ? language : ""
  }

  static func name(of language: String) -> String { names[language] ?? language }
}
