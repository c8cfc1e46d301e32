/// What is said in German.
extension PreferencePattern {
  private static let does =
    #"""
    (?:antworte|antworten sie|schreibe?|verwende|benutze|nutze|gib|mache?|erkläre?|füge|sprich|duze|sieze|nenne|\#
    formuliere|vermeide|halte|sollst du|möchte ich|will ich|sag)\b
    """#

  static let german = saidGerman + languagesGerman

  private static let saidGerman: [PreferencePattern] = [
    .init(
      .standingInstruction, "", .avoid,
      #"\b((?:ab jetzt|ab sofort|von nun an|in zukunft|zukünftig|beim nächsten mal),? (?:bitte )?"# + does
        + #"[^.!?\n]{0,40}\b(?:nicht|keine?n?|nie|niemals)\b[^.!?\n]{0,100})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"(?:\A|[.!?,;\n]\s*|\bund |\bbitte )("# + does
        + #"(?: mir| bitte){0,2} (?:nie|niemals|nie wieder|nie mehr)\b[^.!?\n]{2,120})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"(?:\A|[.!?\n]\s*|\bbitte )(hör(?:e|en sie)? (?:bitte )?auf,? [^.!?\n]{2,80}\bzu \w+en\b)"#,
      unless: #"\b(?:rauchen|trinken|weinen)\b"#),
    .init(
      .standingInstruction, "", .want,
      #"\b((?:ab jetzt|ab sofort|von nun an|in zukunft|zukünftig|beim nächsten mal),? (?:bitte |immer |nur )*"# + does
        + #"[^.!?\n]{2,140})"#, unless: #"\b(?:du bist|rolle)\b"#),
    .init(
      .standingInstruction, "", .want,
      #"(?:\A|[.!?,;\n]\s*|\bund |\bbitte )("# + does + #"(?: mir| bitte){0,2} (?:immer|stets)\b[^.!?\n]{3,120})"#),

    .init(.format, "table", .avoid, #"\b(?:keine|ohne) tabellen?\b"#),
    .init(.format, "bullet_points", .avoid, #"\b(?:keine|ohne) (?:stichpunkte|aufzählung(?:en|szeichen)?|listen)\b"#),
    .init(.format, "emoji", .avoid, #"\b(?:keine|ohne) (?:emojis?|smileys?)\b"#),
    .init(.format, "table", .want, #"\b(?:als|in einer|in form einer|in) tabelle(?:nform)?\b(?! \d)|\btabellarisch\b"#),
    .init(
      .format, "bullet_points", .want,
      #"\b(?:als|mit|in) (?:stichpunkten?|aufzählung|liste|stichworten)\b|\bstichpunktartig\b"#),
    .init(.format, "code_only", .want, #"\bnur (?:den |der )?code\b"#),

    .init(
      .length, "shorter", .want,
      #"""
      \b(?:kürzer|knapper|prägnanter|fass(?:e)? dich (?:\w+ )?kurz|in einem satz|kürze (?:es|das|den text|\#
      die antwort)|(?:das|es|antwort|text) ist (?:\w+ )?zu lang|viel zu lang|(?:antworte|halte|erkläre?|\#
      schreibe?) (?:\w+ ){0,3}kurz)\b(?! als)
      """#,
      longestMessage: 800),
    .init(
      .length, "longer", .want,
      #"""
      (?:\A\W*|\b(?:mach(?:e)? (?:es|das|den text)|schreib(?:e)? (?:es|das)|text|antwort) )(?:\w+ ){0,2}(?:länger|\#
      umfangreicher)\b(?! als)|\b(?:das|es|antwort|text) ist (?:\w+ )?zu kurz\b
      """#,
      longestMessage: 300),

    .init(
      .detail, "explanation", .avoid, #"\bohne (?:weitere )?erklärung(?:en)?\b|\bnur (?:die antwort|das ergebnis)\b"#),
    .init(
      .detail, "detailed", .want,
      #"""
      \b(?:ausführlicher|detaillierter|mehr ins detail|im detail erklär\w+|(?:erkläre?|\#
      beschreibe?) (?:\w+ ){0,4}(?:ausführlich|detailliert|im detail)|mehr details)\b(?! (?:zu|über|zur|zum)\b)
      """#
    ),
    .init(
      .detail, "simple", .want,
      #"""
      \b(?:in einfache(?:n|r) (?:worten|sprache)|mit einfachen worten|leicht verständlich|einfacher (?:formulier|\#
      erklär)\w+|(?:erkläre?) (?:\w+ ){0,4}(?:einfach|einfacher))\b
      """#
    ),
    .init(.detail, "step_by_step", .want, #"\bschritt für schritt\b"#),

    .init(.tone, "formal", .avoid, #"\b(?:weniger|zu) (?:formell|förmlich|formal)\b"#),
    .init(
      .tone, "formal", .want,
      #"""
      \b(?:formeller|förmlicher|formaler)\b(?! als)|\bin (?:formeller|förmlicher) sprache\b
      """#),
    .init(.tone, "casual", .want, #"\b(?:lockerer|umgangssprachlicher|informeller)\b(?! als)"#),
    .init(
      .tone, "professional", .want,
      #"""
      \bprofessioneller(?:er|en)?\b(?! als)(?= (?:formulier|klingen|schreib|umschreib|ton|stil)|\W*\z)|\#
      \b(?:klingt|klingen|formulier\w*|mach \w+) (?:\w+ )?professioneller\b
      """#
    ),
    .init(.tone, "friendly", .want, #"\b(?:freundlicher|herzlicher)\b(?! als)"#, longestMessage: 600),
    .init(.tone, "polite", .want, #"\bhöflicher\b(?! als)"#, longestMessage: 600),
    .init(
      .tone, "natural", .want, #"\b(?:natürlicher|menschlicher)\b(?! als)(?= (?:formulier|klingen|schreib)|\W*\z)"#,
      longestMessage: 600),
    .init(.tone, "humorous", .want, #"\b(?:witziger|lustiger|humorvoller)\b(?! als)"#, longestMessage: 600),

    .init(
      .content, "complete_code", .want,
      #"\b(?:kompletten?|ganzen?|vollständigen?|gesamten?) (?:code|quellcode|quelltext)\b"#),
    .init(
      .content, "examples", .want,
      #"\bmit (?:\w+ )?beispielen\b|\bgib (?:mir )?(?:bitte )?(?:ein |mehr |einige )?beispiele?\b(?! (?:für|von|zu)\b)"#
    ),
    .init(
      .content, "sources", .want,
      #"\bmit quellen(?:angaben?)?\b|\b(?:nenne|gib) (?:mir )?(?:bitte )?(?:deine |die )?quellen\b"#),
    .init(.content, "apologies", .avoid, #"\b(?:entschuldige dich nicht|hör auf,? dich zu entschuldigen)\b"#),
  ]

  private static let languagesGerman: [PreferencePattern] = [
    ("de", "deutsch"), ("en", "englisch"), ("fr", "französisch"), ("es", "spanisch"),
  ].map { code, name in
    .init(
      .replyLanguage, code, .want,
      #"""
      \b(?:antworte|antworten sie|schreibe?|sprich|erkläre?|rede|formuliere)(?: mir| bitte| immer| nur| das| es|\#
       alles| mit mir){0,3} (?:auf )?
      """#
        + name + #"\b|\A\W*(?:bitte|und|jetzt|nun|das|nochmal|aber| |,)*auf "# + name + #"(?: bitte)?\W*\z"#,
      unless: #"\b(?:übersetz|wie (?:sagt|heißt))"#)
  }
}
