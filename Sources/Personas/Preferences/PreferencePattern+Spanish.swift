/// What is said in Spanish.
extension PreferencePattern {
  private static let does =
    #"""
    (?:responde|respóndeme|contesta|escribe|usa|utiliza|dame|haz|incluye|explica|añade|agrega|evita|habla|háblame|\#
    llámame|dime|pon|traduce|quiero que|debes|tienes que)\b
    """#
  private static let doesNot =
    #"""
    (?:uses|utilices|escribas|digas|respondas|incluyas|pongas|hagas|repitas|des|expliques|agregues|añadas|hables|\#
    menciones)\b
    """#

  static let spanish = saidSpanish + languagesSpanish

  private static let saidSpanish: [PreferencePattern] = [
    .init(
      .standingInstruction, "", .avoid,
      #"""
      \b((?:a partir de ahora|de ahora en adelante|en el futuro|la próxima vez),? (?:por favor,? )?(?:no|\#
      nunca) (?:más )?
      """#
        + doesNot + #"[^.!?\n]{0,120})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"(?:\A|[.!?,;\n]\s*|\by |\bpor favor )(nunca (?:más )?"# + doesNot + #"[^.!?\n]{2,120})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"""
      (?:\A|[.!?,;\n]\s*|\bpor favor )(deja de (?:usar|decir|escribir|poner|repetir|responder|disculparte|añadir|\#
      hacer|dar|explicar)\b[^.!?\n]{0,100})
      """#
    ),
    .init(
      .standingInstruction, "", .want,
      #"""
      \b((?:a partir de ahora|de ahora en adelante|en el futuro|la próxima vez),? (?:por favor,? |siempre |solo |\#
      sólo )*
      """#
        + does + #"[^.!?\n]{0,120})"#, unless: #"\b(?:eres|serás|personaje)\b"#),
    .init(
      .standingInstruction, "", .want,
      #"""
      (?:\A|[.!?,;\n]\s*|\by |\bpor favor )(siempre\x20
      """# + does + #"[^.!?\n]{2,120})"#),

    .init(.format, "table", .avoid, #"\b(?:sin|no uses|no utilices|evita)(?: las?| el)? tablas?\b"#),
    .init(.format, "bullet_points", .avoid, #"\b(?:sin|no uses|no utilices|evita)(?: las?)? (?:viñetas|listas)\b"#),
    .init(.format, "emoji", .avoid, #"\b(?:sin|no uses|no utilices|quita)(?: los)? (?:emojis?|emoticonos)\b"#),
    .init(
      .format, "table", .want,
      #"\ben (?:una tabla|forma(?:to)? de tabla|formato tabla)\b|\b(?:hazlo|ponlo) en (?:una )?tabla\b"#),
    .init(
      .format, "bullet_points", .want,
      #"\b(?:en|con|usando|usa) (?:forma de |una lista de )?viñetas\b|\ben (?:forma|formato) de lista\b"#),
    .init(.format, "code_only", .want, #"\b(?:solo|sólo|solamente) (?:dame )?el código\b"#),

    .init(
      .length, "shorter", .want,
      #"""
      (?:\A\W*|\b(?:hazlo|hazla|que sea|sea|un poco|mucho|pero|texto|respuesta|respuestas|versión|\#
      resumen) )más (?:cort[oa]s?|breves?|concis[oa]s?|resumid[oa]s?)\b|\b(?:es|está|muy|demasiado) (?:demasiado |\#
      muy )?larg[oa]s?(?: para leer)?\W*\z|\b(?:sé|se) (?:más )?(?:breve|conciso)\b|\bde forma (?:breve|concisa|\#
      resumida)\b|\ben una (?:sola )?(?:frase|oración)\b|\b(?:acórtalo|resúmelo)\b
      """#
    ),
    .init(
      .length, "longer", .want,
      #"""
      (?:\A\W*|\b(?:hazlo|hazla|que sea|sea|un poco|mucho|texto|respuesta|versión) )más (?:larg[oa]|\#
      extens[oa])s?\b|\b(?:alárgalo|extiéndelo|demasiado cort[oa])\b
      """#,
      longestMessage: 400),

    .init(
      .detail, "explanation", .avoid,
      #"\bsin (?:dar )?explicaci(?:ón|ones)\b|\b(?:solo|sólo|solamente) (?:dame )?(?:la respuesta|el resultado)\b"#),
    .init(
      .detail, "detailed", .want,
      #"""
      \b(?:más detallad[oa]|con (?:más|mayor) detalles?|detalladamente|de forma detallada|\#
      explica\w* (?:\w+ ){0,5}en detalle|dame más detalles)\b(?! (?:sobre|de|del)\b)
      """#
    ),
    .init(
      .detail, "simple", .want,
      #"""
      \b(?:de (?:forma|manera)|en términos|con palabras|en palabras|en un lenguaje|con un lenguaje|\#
      lenguaje) (?:más |muy )?(?:sencill[oa]s?|simples?|fácil(?:es)?)\b|\bcomo si (?:yo )?(?:tuviera|fuera)\b
      """#
    ),
    .init(.detail, "step_by_step", .want, #"\bpaso a paso\b"#),

    .init(.tone, "formal", .avoid, #"\b(?:menos|demasiado|no (?:tan|muy)) formal\b"#),
    .init(.tone, "formal", .want, #"\b(?:más|tono|lenguaje|estilo|manera|forma|muy) (?:más |muy )?formal\b"#),
    .init(
      .tone, "casual", .want, #"\b(?:más|tono|lenguaje|estilo|manera|forma) (?:más )?(?:informal|coloquial|casual)\b"#),
    .init(.tone, "professional", .want, #"\b(?:más|tono|lenguaje|estilo|manera|forma) (?:más )?profesional\b"#),
    .init(.tone, "friendly", .want, #"\b(?:más|tono|lenguaje|estilo) (?:más )?(?:amigable|amable)\b"#),
    .init(
      .tone, "natural", .want, #"\b(?:más|tono|lenguaje|estilo) (?:más )?(?:natural|human[oa])\b(?! (?:de|para|que)\b)"#
    ),
    .init(
      .tone, "humorous", .want,
      #"\b(?:más|tono|estilo) (?:más )?(?:divertid[oa]|gracios[oa]|humorístic[oa])\b(?! (?:de|del|que)\b)"#),

    .init(.content, "complete_code", .want, #"\bcódigo (?:fuente )?(?:completo|entero)\b|\btodo el código\b"#),
    .init(
      .content, "examples", .want,
      #"""
      \bcon (?:algunos |varios )?ejemplos(?: prácticos| concretos)?\b|\bdame (?:un|unos|más|\#
      algunos) ejemplos?\b(?! de\b)
      """#
    ),
    .init(
      .content, "sources", .want,
      #"""
      \bcon (?:las |sus )?(?:fuentes|referencias|citas) ?(?:bibliográficas)?\b|\b(?:cita|incluye|añade)(?: las|\#
       tus)? (?:fuentes|referencias)\b
      """#
    ),
    .init(.content, "apologies", .avoid, #"\b(?:no te disculpes|deja de disculparte)\b"#),
  ]

  private static let languagesSpanish: [PreferencePattern] = [
    ("es", "(?:español|castellano)"), ("en", "inglés"), ("fr", "francés"), ("pt", "portugués"),
  ].map { code, name in
    .init(
      .replyLanguage, code, .want,
      #"""
      \b(?:responde|respóndeme|contesta|contéstame|habla|háblame|escribe|escríbelo|explica|explícame|dímelo|hazlo|\#
      continúa|quiero(?: todo| la respuesta)?)(?: me| todo| siempre| por favor| solo| lo| las respuestas){0,3} en\x20
      """#
        + name + #"\b|\A\W*(?:por favor|ahora|y|pero|todo| |,)*en "# + name + #"(?: por favor)?\W*\z"#,
      unless: #"\b(?:traduc|cómo se)"#)
  }
}
