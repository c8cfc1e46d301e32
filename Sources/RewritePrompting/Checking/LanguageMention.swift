/// Tells whether a text names a language, or speaks of translating: an answer in another script may then be what is
/// wanted.
enum LanguageMention {
  /// Beginnings of words, in lower case; of unspaced scripts, characters.
  private static let beginnings = [
    "translat", "übersetz", "traduc", "tradui", "traduz", "перев", "翻译", "译成", "翻譯",
    "english", "russian", "chinese", "mandarin", "cantonese", "japanese", "korean", "arabic", "hebrew", "greek",
    "hindi",
    "thai", "ukrainian", "bulgarian", "serbian", "persian", "farsi", "urdu", "cyrillic", "kanji", "hanzi", "pinyin",
    "romaji",
    "katakana", "hiragana", "spanish", "french", "german", "portuguese", "italian", "turkish", "vietnamese",
    "englisch", "russisch", "chinesisch", "japanisch", "koreanisch", "arabisch", "griechisch", "ukrainisch", "deutsch",
    "inglés", "ingles", "ruso", "chino", "japonés", "coreano", "árabe", "griego", "español", "ucraniano",
    "anglais", "russe", "chinois", "japonais", "coréen", "arabe", "grec", "français", "ukrainien",
    "inglês", "russo", "chinês", "japonês", "português", "grego", "ucraniano",
    "англий", "русск", "китай", "японск", "корейск", "арабск", "украинск", "немецк", "француз", "испанск", "латин",
    "英文", "英语", "俄语", "俄文", "中文", "汉语", "日语", "日文", "韩语", "阿拉伯语", "法语", "德语", "西班牙语", "英語", "日本語", "韓国語", "中国語",
    "언어", "영어", "한국어", "英訳", "和訳", "ترجم", "العربية", "الإنجليزية", "language", "sprache", "idioma", "langue", "язык",
    "语言",
  ]

  static func stands(in text: String) -> Bool {
    let words = WordSequence(text).words
    let lowered = text.lowercased()
    return beginnings.contains { beginning in
      beginning.unicodeScalars.first?.isUnspaced == true
        ? lowered.contains(beginning) : words.contains { $0.hasPrefix(beginning) }
    }
  }
}
