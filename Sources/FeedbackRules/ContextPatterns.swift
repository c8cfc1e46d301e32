public import Patterns

/// The wordings behind two conditions of the rule language. They are PCRE2 as it stands, caseless, and are part of what
/// a rule set does.
public enum ContextPatterns {
  /// How an answer opens that apologises or refuses; for `answer_refuses`.
  public static let refusal = compiled(refusals)
  /// How a user sets up role play; for `role_play`.
  public static let rolePlay = compiled(rolePlays)

  /// All of it as text, for the digest of a rule set.
  static let behaviour = (refusals + ["\n"] + rolePlays).joined(separator: "|")

  private static func compiled(_ alternatives: [String]) -> CompiledPattern {
    do {
      return try CompiledPattern(alternatives.joined(separator: "|"))
    } catch {
      preconditionFailure("a pattern of Gleaner's own does not compile: \(error)")
    }
  }

  private static let refusals = [
    #"\A(?:\W*+(?:ok(?:ay)?|oh|ah|hmm|i'?m|i am|i|my|we|we'?re|please accept my|you'?re right|"#
      + #"you are right|certainly|unfortunately|however|but|well|very|so|really|truly|deeply|sincere(?:st)?|"#
      + #"sincerely|do|must|no|yes|for|me)\b\W*+){0,6}(?:sorry|apolog(?:y|ies|i[sz]e)|regret|cannot|can['’]t|"#
      + #"can not|unable|(?:am |['’]m )?not (?:able|capable|programmed|allowed|comfortable)|don['’]t (?:have|"#
      + #"know|feel comfortable)|do not have|won['’]t|as an ai|as a (?:large )?language model)"#,
    #"\A\W*+as an? (?:ai|artificial|large language|language model)"#,
    #"\A\W*+(?:很|非常|真的|十分)?(?:抱歉|对不起|對不起|不好意思|遗憾)"#,
    #"\A\W*+(?:作为|身为)(?:一个|一名|一款)?(?:AI|人工智能|大?型?语言模型)"#,
    #"\A\W*+我(?:无法|不能|没法)"#,
    #"\A\W*+(?:извини|прости|прошу прощения|к сожалению|как (?:ии|искусственный|языковая|нейросеть)|я не могу)"#,
    #"\A\W*+(?:lo siento|disculp|perd[oó]n|lamento|me temo|como (?:modelo|una? ia|inteligencia)|no puedo)"#,
    #"\A\W*+(?:(?:je suis )?désolé|je m['’]excuse|excusez|pardon|malheureusement|je ne peux pas|"#
      + #"en tant qu['’]|toutes mes excuses)"#,
    #"\A\W*+(?:entschuldig|es tut mir leid|tut mir leid|verzeih|leider|als (?:ki|k\.i|künstliche|"#
      + #"sprachmodell)|ich kann (?:leider )?(?:nicht|keine))"#,
    #"\A\W*+(?:desculp|sinto muito|lamento|infelizmente|como (?:um )?modelo|não posso|peço desculpa)"#,
    #"\A\W*+(?:申し訳|すみません|ごめん|残念ながら)"#,
    #"\A\W*+(?:죄송|미안|유감)"#,
    #"\A\W*+(?:mi dispiace|mi scuso|scus[ai]|purtroppo|non posso|come modello)"#,
    #"\A\W*+(?:أعتذر|آسف|عذر|للأسف|لا أستطيع|لا يمكنني|معذرة)"#,
    #"\A\W*+(?:özür|üzgünüm|maalesef|ne yazık ki)"#,
    #"\A\W*+(?:xin lỗi|rất tiếc|tôi không thể)"#,
  ]

  private static let rolePlays = [
    #"\brole[- ]?play"#,
    #"\bin[- ]character\b"#,
    #"\bpretend (?:to be|you|that you|we|i)\b"#,
    #"\bplay(?:ing)? (?:the )?(?:role|part) of\b"#,
    #"\b(?:dungeon|game) master\b"#,
    #"\btext[- ](?:based )?adventure\b"#,
    #"\b(?:you are|you're|you will be|you'll be|be) my (?:girlfriend|boyfriend|wife|husband|mom|mother|"#
      + #"sister|lover|master|slave)\b"#,
    #"扮演"#,
    #"角色扮演"#,
    #"你现在是"#,
    #"ролев(?:ую|ая|ой) игр"#,
    #"сыграем"#,
    #"отыгр"#,
    #"притворись"#,
    #"представь,? что ты"#,
    #"juego de rol"#,
    #"haz el papel"#,
    #"finge (?:que|ser)"#,
    #"jeu de rôle"#,
    #"joue(?:r|z)? le rôle"#,
    #"fais semblant"#,
    #"rollenspiel"#,
    #"spiel(?:e|st)? die rolle"#,
    #"tu so,? als"#,
    #"finja"#,
    #"faça o papel"#,
    #"interprete o papel"#,
    #"ロールプレイ"#,
    #"なりきって"#,
    #"演じて"#,
    #"역할극"#,
    #"롤플레이"#,
    #"gioco di ruolo"#,
    #"fai finta"#,
    #"لعب الأدوار"#,
    #"تظاهر"#,
    #"rol yap"#,
    #"nhập vai"#,
    #"đóng vai"#,
  ]
}
