/// What is said in Portuguese.
extension PreferencePattern {
  private static let does =
    #"""
    (?:responda|responde|escreva|escreve|use|usa|utilize|me dê|dê|faça|inclua|explique|adicione|evite|fale|fala|\#
    me chame|diga|coloque|quero que|você deve)\b
    """#

  static let portuguese = saidPortuguese + languagesPortuguese

  private static let saidPortuguese: [PreferencePattern] = [
    .init(
      .standingInstruction, "", .avoid,
      #"""
      \b((?:a partir de agora|de agora em diante|daqui (?:em diante|pra frente)|no futuro|\#
      da próxima vez),? (?:por favor,? )?(?:não|nunca)(?: mais)?\x20
      """#
        + does + #"[^.!?\n]{0,120})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"(?:\A|[.!?,;\n]\s*|\be |\bpor favor )((?:nunca|jamais) (?:mais )?"# + does + #"[^.!?\n]{2,120})"#),
    .init(
      .standingInstruction, "", .avoid,
      #"""
      (?:\A|[.!?,;\n]\s*|\bpor favor )(par[ea] de (?:usar|dizer|escrever|colocar|repetir|responder|se desculpar|\#
      pedir desculpas|adicionar|fazer|dar|explicar)\b[^.!?\n]{0,100})
      """#
    ),
    .init(
      .standingInstruction, "", .want,
      #"""
      \b((?:a partir de agora|de agora em diante|daqui (?:em diante|pra frente)|no futuro|\#
      da próxima vez),? (?:por favor,? |sempre |só |apenas )*
      """#
        + does + #"[^.!?\n]{0,120})"#, unless: #"\b(?:você é|você será|personagem)\b"#),
    .init(
      .standingInstruction, "", .want, #"(?:\A|[.!?,;\n]\s*|\be |\bpor favor )(sempre "# + does + #"[^.!?\n]{2,120})"#),

    .init(.format, "table", .avoid, #"\b(?:sem|não use|não utilize|evite)(?: as?)? tabelas?\b"#),
    .init(
      .format, "bullet_points", .avoid,
      #"\b(?:sem|não use|não utilize|evite)(?: os?)? (?:marcadores|tópicos|listas|bullet points)\b"#),
    .init(.format, "emoji", .avoid, #"\b(?:sem|não use|não utilize|tire)(?: os)? emojis?\b"#),
    .init(
      .format, "table", .want, #"\b(?:em|numa|em uma|em formato de|em forma de) tabela\b(?! (?:de preços|periódica))"#),
    .init(
      .format, "bullet_points", .want,
      #"\b(?:em|com|por|usando) (?:formato de |forma de )?(?:tópicos|marcadores|lista)\b"#),
    .init(.format, "code_only", .want, #"\b(?:só|apenas|somente) (?:o )?código\b"#),

    .init(
      .length, "shorter", .want,
      #"""
      (?:\A\W*|\b(?:deixe|faça|seja|um pouco|bem|muito|texto|resposta|versão|resumo|mas|e) )mais (?:curt[oa]s?|\#
      breves?|concis[oa]s?|resumid[oa]s?|suscint[oa]|sucint[oa])\b|\b(?:está|ficou|é) (?:muito|longo demais|\#
      grande demais)(?: longo| grande)?\W*\z|\bem uma (?:única |só )?frase\b|\b(?:resuma|encurte|\#
      diminua) (?:o texto|isso|mais|esse texto)\b
      """#,
      longestMessage: 800),
    .init(
      .length, "longer", .want,
      #"""
      (?:\A\W*|\b(?:deixe|faça|seja|um pouco|texto|resposta|versão) )(?:\w+ )?mais (?:long[oa]|extens[oa]|\#
      compri?d[oa])s?\b|\b(?:muito curto|aumente o texto)\b
      """#,
      longestMessage: 400),

    .init(
      .detail, "explanation", .avoid,
      #"\bsem (?:nenhuma )?explicaç(?:ão|ões)\b|\b(?:só|apenas|somente) (?:a resposta|o resultado)\b"#),
    .init(
      .detail, "detailed", .want,
      #"""
      \b(?:mais detalhad[oa]|com mais detalhes?|detalhadamente|de forma detalhada|me dê mais detalhes|\#
      explique (?:\w+ ){0,5}em detalhes?)\b(?! (?:sobre|de|do|da)\b)
      """#
    ),
    .init(
      .detail, "simple", .want,
      #"""
      \b(?:de (?:forma|maneira)|em termos|com palavras|em palavras|em uma linguagem|linguagem) (?:mais |\#
      bem )?(?:simples|fáce?il|fáceis)\b|\bcomo se eu (?:tivesse|fosse)\b
      """#
    ),
    .init(.detail, "step_by_step", .want, #"\bpasso a passo\b"#),

    .init(.tone, "formal", .avoid, #"\b(?:menos|formal demais|não tão) formal\b"#),
    .init(.tone, "formal", .want, #"\b(?:mais|tom|linguagem|estilo|maneira|forma) (?:mais )?formal\b"#),
    .init(
      .tone, "casual", .want, #"\b(?:mais|tom|linguagem|estilo) (?:mais )?(?:informal|coloquial|descontraíd[oa])\b"#),
    .init(.tone, "professional", .want, #"\b(?:mais|tom|linguagem|estilo|forma|maneira) (?:mais )?profissional\b"#),
    .init(.tone, "friendly", .want, #"\b(?:mais|tom) (?:mais )?(?:amigável|amistoso|gentil)\b"#),
    .init(
      .tone, "natural", .want,
      #"\b(?:mais|tom|linguagem) (?:mais )?(?:natural|human[oa]|humanizad[oa])\b(?! (?:de|para|que)\b)"#),
    .init(
      .tone, "humorous", .want,
      #"\b(?:mais|tom) (?:mais )?(?:engraçad[oa]|divertid[oa]|humorístic[oa])\b(?! (?:de|do|da|que)\b)"#),

    .init(.content, "complete_code", .want, #"\bcódigo (?:fonte )?(?:completo|inteiro)\b|\btodo o código\b"#),
    .init(
      .content, "examples", .want,
      #"\bcom (?:alguns |vários )?exemplos(?: práticos)?\b|\b(?:me )?dê (?:um|uns|mais|alguns) exemplos?\b(?! de\b)"#),
    .init(
      .content, "sources", .want,
      #"\bcom (?:as )?(?:fontes|referências)(?: bibliográficas)?\b|\bcite (?:as |suas )?fontes\b"#),
    .init(.content, "apologies", .avoid, #"\b(?:não peça desculpas|pare de (?:se desculpar|pedir desculpas))\b"#),
  ]

  private static let languagesPortuguese: [PreferencePattern] = [
    ("pt", "português"), ("en", "inglês"), ("es", "espanhol"),
  ].map { code, name in
    .init(
      .replyLanguage, code, .want,
      #"""
      \b(?:responda|responde|escreva|fale|fala|explique|continue|quero|faça)(?:[- ]me)?(?: tudo| sempre|\#
       por favor| só| isso| a resposta){0,3} em\x20
      """#
        + name + #"\b|\A\W*(?:por favor|agora|e|mas|tudo| |,)*em "# + name + #"(?: por favor)?\W*\z"#,
      unless: #"\b(?:traduz|como se)"#)
  }
}
