/// What is said in French.
extension PreferencePattern {
  private static let does =
    #"""
    (?:réponds|répondez|écris|écrivez|utilise|utilisez|donne|donnez|fais|faites|ajoute|ajoutez|explique|expliquez|\#
    évite|évitez|parle|parlez|tutoie|vouvoie|appelle|mets|mettez|rédige|rédigez|tu dois|je veux que)
    """#

  static let french = saidFrench + languagesFrench

  private static let saidFrench: [PreferencePattern] = [
    .init(
      .standingInstruction, "", .avoid,
      #"""
      \b((?:à partir de maintenant|dorénavant|désormais|à l['’]avenir|\#
      la prochaine fois),? (?:s'il te plaît,? )?n(?:e |['’])
      """#
        + does + #"(?:[- ]moi)? (?:pas|plus|jamais)\b[^.!?\n]{0,120})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"(?:\A|[.!?,;\n]\s*|\bet )(n(?:e |['’])"# + does + #"(?:[- ]moi)? jamais\b[^.!?\n]{0,120})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"""
      (?:\A|[.!?,;\n]\s*)(arr[êe]te(?:z)? (?:de |d['’])(?:utiliser|dire|écrire|mettre|répéter|répondre|\#
      t['’]excuser|vous excuser|ajouter|faire|donner|expliquer)\b[^.!?\n]{0,100})
      """#
    ),
    .init(
      .standingInstruction, "", .want,
      #"\b((?:à partir de maintenant|dorénavant|désormais|à l['’]avenir|la prochaine fois),? (?:s'il te plaît,? )?"#
        + does
        + #"[^.!?\n]{0,120})"#, unless: #"\b(?:tu es|tu seras|personnage)\b"#),
    .init(
      .standingInstruction, "", .want,
      #"(?:\A|[.!?,;\n]\s*|\bet )("# + does + #"(?:[- ]moi)? toujours\b[^.!?\n]{3,120})"#),

    .init(.format, "table", .avoid, #"\b(?:sans|pas de) tableaux?\b"#),
    .init(
      .format, "bullet_points", .avoid, #"\b(?:sans|pas de|n['’]utilise(?:z)? pas de) (?:listes?(?: à puces)?|puces)\b"#
    ),
    .init(
      .format, "emoji", .avoid,
      #"""
      \b(?:sans|pas d['’]|n['’]utilise(?:z)? pas d['’]) ?(?:emojis?|émojis?|émoticônes)\b
      """#),
    .init(
      .format, "table", .want,
      #"""
      \b(?:sous (?:la )?forme (?:de|d['’]un)|dans un|fais(?:-moi)? un|en) tableau\b(?! (?:de bord|blanc|excel|\#
      de peint))
      """#
    ),
    .init(
      .format, "bullet_points", .want,
      #"\b(?:sous (?:la )?forme de (?:liste|puces)|avec des puces|listes? à puces|en liste)\b"#),
    .init(.format, "code_only", .want, #"\b(?:juste|seulement|uniquement|que) le code\b(?! (?:postal|de|du)\b)"#),

    .init(
      .length, "shorter", .want,
      #"""
      (?<!le )(?<!la )(?<!les )\bplus (?:courte?s?|concis(?:es?)?|brefs?|brèves?|succincte?)\b(?! que)|\#
      \b(?:c['’]est|est|beaucoup|un peu) (?:encore )?trop longu?e?s?\b|\b(?:sois|soyez) (?:bref|concis)\b|\#
      \ben une (?:seule )?phrase\b|\braccourci(?:s|ssez)\b
      """#,
      longestMessage: 800),
    .init(
      .length, "longer", .want,
      #"""
      (?<!le )(?<!la )(?<!les )\bplus longu?e?s?\b(?! que)|\b(?:c['’]est|est|un peu) trop courte?\b|\#
      \brallonge(?:z|r)?\b
      """#,
      longestMessage: 300),

    .init(
      .detail, "explanation", .avoid,
      #"\bsans (?:aucune )?explications?\b|\b(?:juste|seulement|uniquement) (?:la réponse|le résultat)\b"#),
    .init(
      .detail, "detailed", .want,
      #"""
      \bplus détaillée?s?\b|\b(?:avec|donne(?:z)?(?:-moi)?) plus de détails?\b(?! sur)|\bplus en détails?\b|\#
      \bexpliqu\w+ (?:\w+ ){0,5}en détails?\b
      """#
    ),
    .init(
      .detail, "simple", .want,
      #"""
      \b(?:en termes|avec des mots|de manière|de façon|dans un langage) (?:plus |très )?simples?\b|\#
      \bplus simplement\b|\bsimplifie(?:z)?\b|\bcomme si j['’](?:avais|étais)\b
      """#
    ),
    .init(.detail, "step_by_step", .want, #"\bétape par étape\b|\bpas à pas\b"#),

    .init(.tone, "formal", .avoid, #"\b(?:moins|trop) (?:formel(?:le)?|soutenu)s?\b"#),
    .init(
      .tone, "formal", .want,
      #"\b(?:plus|ton|style|langage|façon|manière|registre) (?:plus |très )?(?:formel(?:le)?|soutenue?)s?\b"#),
    .init(
      .tone, "casual", .want, #"\b(?:plus|ton|style|langage|registre) (?:plus )?(?:familier|décontracté|informel)\b"#),
    .init(
      .tone, "professional", .want, #"\b(?:plus|ton|style|langage|façon|manière) (?:plus )?professionnel(?:le)?s?\b"#),
    .init(.tone, "friendly", .want, #"\b(?:plus|ton|style) (?:plus )?(?:amical|chaleureux)\b"#),
    .init(
      .tone, "natural", .want,
      #"""
      \b(?:plus|ton|style|façon|manière) (?:plus )?(?:naturel(?:le)?|humaine?)s?\b(?! que)
      """#),
    .init(.tone, "academic", .want, #"\b(?:plus|ton|style|langage) (?:plus )?(?:académique|universitaire)s?\b"#),

    .init(.content, "complete_code", .want, #"\bcode (?:source )?(?:complet|entier)\b|\btout le code\b"#),
    .init(
      .content, "examples", .want,
      #"""
      \bavec (?:des|plusieurs|quelques) exemples\b|\bdonne(?:z)?(?:-moi)? (?:un|des|plusieurs|\#
      d['’]autres) exemples?\b(?! d)
      """#
    ),
    .init(
      .content, "sources", .want,
      #"\bavec (?:les|des|tes) (?:sources|références)\b|\bcite(?:z)? (?:tes|vos|les) sources\b"#),
    .init(.content, "apologies", .avoid, #"\b(?:ne t['’]excuse pas|arrête de t['’]excuser|ne vous excusez pas)\b"#),
  ]

  private static let languagesFrench: [PreferencePattern] = [
    ("fr", "français"), ("en", "anglais"), ("es", "espagnol"), ("de", "allemand"),
  ].map { code, name in
    .init(
      .replyLanguage, code, .want,
      #"""
      \b(?:réponds|répondez|répondre|parle|parlez|écris|écrivez|explique|expliquez|continue|continuez|dis|\#
      fais)(?:[- ]moi|[- ]le)?(?: tout| toujours| uniquement| s'il te plaît| stp| la réponse| cela| ça){0,3} en\x20
      """#
        + name + #"\b|\A\W*(?:et|mais|maintenant|tout|non|s'il te plaît|stp| |,)*en "# + name
        + #"(?: stp| svp| s'il (?:te|vous) plaît)?\W*\z"#, unless: #"\b(?:tradui|comment (?:dit|dire))"#)
  }
}
