/// What is said in English of languages, and of what belongs into answers.
extension PreferencePattern {
  // MARK: Languages

  static let languageEnglish = replyLanguages.map { code, name in
    PreferencePattern(
      .replyLanguage, code, .want,
      #"""
      \b(?:answer|reply|respond|speak|talk|explain|communicate|continue|chat)(?: to| with| me| it| this| that|\#
       everything
      """#
        + #"| only| back| all| your| answers?| always| questions?| please| just| the){0,4} in "#
        + name
        + #"\b(?! (?:class|literature|history|teacher|exam|test|lesson))|(?:\A|[.!?,]\s|please )speak(?: to me){0,2} "#
        + name + #"\b"#
        + #"|\A\W*(?:ok(?:ay)?|please|now|and|but|no|only|pls|write|say|it| |,)*in "# + name
        + #"(?: please| pls| language| only)*\W*\z|\b(?:only|always|please|just)(?: write| it| this){0,3} in "# + name
        + #"\b(?! to\b)|\b(?:use|using)(?: only){0,2} "# + name + #" (?:only|language)\b"#,
      unless: #"\b(?:translat|how (?:do|can|to)|learn|fluent|can you speak|do you speak|what (?:is|does))"#)
  }

  static let codeEnglish: [PreferencePattern] = codeLanguages.flatMap { value, name in
    // The filler keeps the words before a name out of the cues, which are many fewer then. `C#` is too short for that.
    let filler = value == "csharp" ? "" : "(?: in| using| a| the| pure| plain| vanilla){0,2}"
    return [
      PreferencePattern(
        .codeLanguage, value, .avoid,
        #"\b(?:not|not in|not using|without|without using|don't use|do not use|instead of|rather than) "# + name
          + nameEnd),
      // The words before a name are those of several languages: names are the same in all of them.
      PreferencePattern(
        .codeLanguage, value, .want,
        #"\b(?:in|using|with|use|into|en|em|con|com|mit|avec|usando|на)"# + filler + " " + name + nameEnd
          + #"(?! (?:island|sea|coast|skills?|jobs?|experience))|\b"# + name
          + #" (?:code|script|program|function|class|example|implementation|app|snippet|version|project)s?\b"#,
        unless:
          #"""
          \b(?:experience|knowledge|skills?|proficien\w+|expertise|candidate|internship|resume|cv|courses?)\b
          """#),
    ]
  }

  /// What must not follow the name of a programming language: it would be another one's.
  private static let nameEnd = #"(?![\w+#]| ?script)"#

  /// ISO 639-1 codes and English names.
  private static let replyLanguages: [(String, String)] = [
    ("en", "english"), ("zh", "(?:(?:simplified|traditional) ){0,2}(?:chinese|mandarin)"), ("ru", "russian"),
    ("es", "spanish"),
    ("fr", "french"), ("de", "german"), ("pt", "(?:brazilian ){0,2}portuguese"), ("it", "italian"), ("ja", "japanese"),
    ("ko", "korean"), ("ar", "arabic"), ("tr", "turkish"), ("vi", "vietnamese"), ("id", "(?:bahasa ){0,2}indonesian?"),
    ("hi", "hindi"), ("fa", "(?:persian|farsi)"), ("uk", "ukrainian"), ("pl", "polish"), ("nl", "dutch"),
  ]

  static let codeLanguages: [(String, String)] = [
    ("python", "python ?3?"), ("javascript", "(?:javascript|node\\.?js)"), ("typescript", "typescript"),
    ("java", "java(?! ?script)"),
    ("cpp", #"(?:c\+\+|cpp)"#), ("csharp", "(?:c#|c sharp|csharp)"), ("go", "golang"), ("rust", "rust"),
    ("php", "php ?[78]?"),
    ("kotlin", "kotlin"), ("matlab", "matlab"), ("vba", "(?:excel )?vba"), ("powershell", "powershell"),
    ("bash", "bash"),
    ("sql", "(?:my)?sql"), ("lua", "lua"), ("scala", "scala"), ("dart", "(?:dart|flutter)"), ("arduino", "arduino"),
  ]

  // MARK: Content

  static let contentEnglish: [PreferencePattern] = [
    .init(
      .content, "comments", .avoid,
      #"""
      \b(?:no|without|remove|delete|do not|don't|dont)(?: add| include| write| put| use| any| the| all|\#
       more){0,3} (?:code )?comments\b(?! section)
      """#
    ),
    .init(
      .content, "disclaimers", .avoid,
      #"""
      \b(?:no|without|skip|stop|do not|don't|dont|avoid)(?: give| giving| add| adding| include| including| me|\#
       any| the| all| your| more){0,4} (?:disclaimers?|warnings|caveats|morali[sz]ing|moral lessons?|lectures?|\#
      preaching)\b
      """#
    ),
    .init(
      .content, "apologies", .avoid,
      #"""
      \b(?:do not|don't|dont|no need to|quit|never|stop)(?: keep| ever)? (?:apologi[sz](?:e|ing)|\#
      saying (?:you(?:'re| are) )?sorry)\b
      """#
    ),
    .init(
      .content, "introduction", .avoid,
      #"""
      \b(?:no|without|skip|do not|don't|dont)(?: write| include| add| give| an?| any| the| your|\#
       me){0,3} (?:introductions?|intro|preamble|conclusions?|summary at the end)\b(?! to\b)
      """#
    ),
    .init(
      .content, "complete_code", .want,
      #"""
      (?<!my )(?<!this )(?<!is the )\b(?:full|complete|entire|whole) (?:\w+ )?(?:code|script)\b(?! (?:below|above|\#
      is|was|i have))|\bno placeholders\b|\b(?:do not|don't|dont|without) (?:omit(?:ting)?|skip(?:ping)?|leav(?:e|\#
      ing) out|truncat(?:e|ing)|abbreviat(?:e|ing)) (?:any |anything|the |parts? )
      """#
    ),
    .init(
      .content, "comments", .want,
      #"""
      \b(?:with|add|include|write|put)(?: some| more| the| detailed| inline|\#
       helpful){0,2} (?:code )?comments\b(?! (?:about|on|section|below|from))|\bcomment (?:the|your|my|each|\#
      every) (?:code|line)
      """#
    ),
    .init(
      .content, "examples", .want,
      #"""
      \b(?:give|with|show|provide|include|add)(?: me| us| it| some| a| few| more| an| one| two| three| concrete|\#
       real| simple| practical| specific| real[- ]life| relevant| \d+){0,4} examples?\b
      """#
        + #"(?! (?:of|where|about|that|which|code|for|project|sentences?|questions?|response|answer|with)\b)"#,
      longestMessage: 600),
    .init(
      .content, "sources", .want,
      #"""
      \b(?:with|include|add|cite|provide|give|list)(?: me| your| the| some| all| proper| real| in-text| their|\#
       any| credible| scholarly| academic| apa| harvard| style| \d+){0,4} (?:sources|references|citations)\b
      """#
    ),
    .init(
      .content, "british_english", .want, #"\b(?:british|uk|australian) (?:english|spellings?|version of english)\b"#,
      unless: #"\b(?:difference|versus|vs|between)\b"#),
    .init(
      .content, "american_english", .want, #"\b(?:american|us) (?:english|spellings?)\b"#,
      unless: #"\b(?:difference|versus|vs|between)\b"#),
    .init(
      .content, "metric_units", .want,
      #"\b(?:in|use|using|to) (?:the )?(?:metric(?: units?| system)?|celsius|si units)\b"#),
  ]
}
