public import Patterns

/// The wordings behind some conditions of the rule language. They are PCRE2 as it stands, caseless, and are part of what
/// a rule set does.
public enum ContextPatterns {
  /// How an answer opens that apologises or refuses; for `answer_refuses`.
  public static let refusal = compiled(refusals)
  /// How an answer opens that owns up to a mistake; for `answer_apologizes` and `next_apologizes`.
  public static let apology = compiled(apologies)
  /// What an answer says that will or can not do what is asked; keeps `next_apologizes` from holding.
  public static let decline = compiled(declines)
  /// How an answer takes thanks or good news; for the embedded model.
  public static let gladness = compiled(gladnesses)
  /// How a user sets up role play; for `role_play`.
  public static let rolePlay = compiled(rolePlays)

  /// All of it as text, for the digest of a rule set.
  static let behaviour = [refusals, apologies, declines, gladnesses, rolePlays].map { $0.joined(separator: "|") }
    .joined(separator: "\n")

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
      + #"sincerely|do|must|no|yes|for|me)\b\W*+){0,6}(?:sorry|apolog(?:y|ies|i[sz]e)|regret|cannot|"#
      + #"can['’]t|can not|unable|(?:am |['’]m )?not (?:able|capable|programmed|allowed|comfortable)|"#
      + #"don['’]t (?:have|know|feel comfortable)|do not have|won['’]t|as an ai|"#
      + #"as a (?:large )?language model)"#,
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

  private static let apologies = [
    #"\A[^\p{L}\p{N}]*+(?:(?:i|i'm|i’m|i am|my|please accept my|oh|ah|ok|okay|yes|no|well|so|very|"#
      + #"really|deeply|truly|sincere|sincerely|sincerest|do|must|we|you're right|you’re right|"#
      + #"you are right|hmm|absolutely|certainly|of course|oops|again|once again|right|that was|it seems|"#
      + #"it appears|it looks like|i see|indeed|thank you|it)\b[^\p{L}\p{N}]*+){0,6}(?:apologi[sz]e|apology|"#
      + #"apologies|sorry(?! (?:to (?:hear|learn|read)|that you|for your (?:loss|pain)|you(?:['’]?re| are| feel))\b)|"#
      + #"my mistake|my bad|my error|misunderstood|misread|misinterpreted|"#
      + #"i made an? (?:\w+ )?(?:mistake|error)|stand corrected)\b"#,
    #"\A[^\p{L}\p{N}]*+(?:(?:yes|ah|oh|i see|absolutely|ok|okay|indeed|no|well|hmm|good point|"#
      + #"actually)\b[^\p{L}\p{N}]*+){0,3}you(?:'|’)?(?:re| are) (?:absolutely |completely |quite |totally |"#
      + #"entirely |indeed |perfectly |100% )?(?:right|correct)\b"#,
    #"\A[^\p{L}\p{N}]*+(?:thank you|thanks|i appreciate you)(?: (?:so|very) much)? for (?:pointing|"#
      + #"bringing|letting|informing|clarifying|catching|correcting|noticing|(?:the|your) (?:correction|"#
      + #"clarification|feedback|patience|additional))"#,
    #"\A[^\p{L}\p{N}]*+(?:good|great|nice) catch\b"#,
    #"well spotted\b"#,
    #"(?:that(?:'|’)?s|that is|you make|you raise) an? (?:good|valid|fair|great|excellent) (?:catch|point)\b"#,
    #"\A[^\p{L}\p{N}]*+(?:我|非常|很|十分|真的|万分|实在)*(?:抱歉|对不起|對不起|不好意思|道歉)"#,
    #"\A[^\p{L}\p{N}]*+(?:是的，?)?[您你](?:说得?)?(?:很|完全)?(?:对|正确|是对的|是正确的)"#,
    #"\A[^\p{L}\p{N}]*+(?:非常)?(?:感谢|谢谢)[您你]的?(?:指正|提醒|反馈|纠正|指出|更正)"#,
    #"\A[^\p{L}\p{N}]*+我(?:理解错|误解|弄错|搞错)"#,
    #"\A[^\p{L}\p{N}]*+对于?(?:之前|刚才|先前)"#,
    #"\A[^\p{L}\p{N}]*+(?:извини|прошу (?:меня )?прощения|прости|приношу (?:\w+ )?извинения|"#
      + #"мои извинения|сожалею|мне (?:очень )?жаль|моя ошибка|вы (?:\w+ )?правы|ты (?:\w+ )?прав|"#
      + #"спасибо за (?:уточнение|исправление|замечание|поправку))"#,
    #"\A[^\p{L}\p{N}]*+(?:(?:te |le |os )?pido (?:\w+ )?disculpas|(?:mis|mil) disculpas|me disculpo|"#
      + #"disculp|lo siento|lamento|perd[oó]n|(?:tienes|tiene) (?:toda la )?razón|"#
      + #"gracias por (?:la corrección|corregir|aclarar|la aclaración))"#,
    #"\A[^\p{L}\p{N}]*+(?:(?:je suis )?(?:vraiment |sincèrement )?(?:désolée?|navrée?)|je m['’]excuse|"#
      + #"je vous (?:prie|présente)|excuse|toutes mes excuses|mes excuses|pardon|(?:vous avez|"#
      + #"tu as) (?:tout à fait |parfaitement |absolument |entièrement )?raison|merci (?:de|pour) (?:votre|"#
      + #"ta|la|l['’])? ?(?:correction|précision|remarque|avoir (?:signalé|corrigé)))"#,
    #"\A[^\p{L}\p{N}]*+(?:entschuldig|(?:es )?tut mir (?:\w+ )?leid|verzeih|(?:du hast|"#
      + #"sie haben) (?:\w+ )?recht|ich (?:entschuldige|bitte um)|mein fehler|danke für (?:den hinweis|"#
      + #"die korrektur|die klarstellung))"#,
    #"\A[^\p{L}\p{N}]*+(?:(?:me |peço )?desculp|minhas desculpas|sinto muito|lamento|perdão|"#
      + #"(?:você está|tem|você tem) (?:\w+ )?(?:certo|correto|razão)|obrigad[oa] (?:por|pela) (?:corre|"#
      + #"esclare|aponta))"#,
    #"\A[^\p{L}\p{N}]*+(?:大変)?(?:申し訳|すみません|ごめん|失礼|ご指摘|おっしゃる(?:通|とお)り)"#,
    #"\A[^\p{L}\p{N}]*+(?:죄송|미안|사과|지적해)"#,
    #"\A[^\p{L}\p{N}]*+(?:mi dispiace|mi scuso|(?:mi )?scus[ai]|chiedo scusa|le mie scuse|"#
      + #"hai (?:\w+ )?ragione|ha (?:\w+ )?ragione|grazie per (?:la correzione|la precisazione|avermi))"#,
    #"\A[^\p{L}\p{N}]*+(?:أعتذر|آسف|عذر|معذرة|أنت محق|شكر[اً]* ل?لتصحيح)"#,
    #"\A[^\p{L}\p{N}]*+(?:özür|üzgünüm|haklısın|kusura bakma)"#,
    #"\A[^\p{L}\p{N}]*+(?:tôi (?:thành thật )?)?xin lỗi"#,
    #"bạn (?:nói )?đúng"#,
    #"\A[^\p{L}\p{N}]*+(?:mohon )?maaf"#,
    #"saya (?:mohon |minta )maaf"#,
    #"anda benar"#,
    #"\A[^\p{L}\p{N}]*+(?:mijn excuses|excuses|het spijt me|sorry|(?:je hebt|u heeft|u hebt) (?:\w+ )?gelijk)"#,
    #"\A[^\p{L}\p{N}]*+(?:przepraszam|masz rację)"#,
    #"\A[^\p{L}\p{N}]*+(?:omlouvám|máš pravdu|máte pravdu)"#,
    #"\A[^\p{L}\p{N}]*+(?:ursäkta|förlåt|jag ber om ursäkt|du har rätt|beklager|undskyld|du har ret)"#,
    #"\A[^\p{L}\p{N}]*+(?:вибач|перепрошую|ви маєте рацію)"#,
    #"\A[^\p{L}\p{N}]*+(?:क्षमा|माफ़|माफ)"#,
    #"\A[^\p{L}\p{N}]*+(?:متاسفم|متأسفم|ببخشید|عذرخواهی|پوزش|حق با شما)"#,
    #"\A[^\p{L}\p{N}]*+(?:ขออภัย|ขอโทษ)"#,
    #"\A[^\p{L}\p{N}]*+(?:συγγνώμη|ζητώ συγγνώμη|έχετε δίκιο)"#,
    #"\A[^\p{L}\p{N}]*+(?:סליחה|אני מתנצל|מתנצל|אתה צודק)"#,
    #"\A[^\p{L}\p{N}]*+(?:îmi cer scuze|scuze|aveți dreptate|ai dreptate)"#,
    #"\A[^\p{L}\p{N}]*+(?:elnézést|sajnálom|bocsánat|igaza van)"#,
    #"\A[^\p{L}\p{N}]*+(?:pahoittelen|anteeksi|olet oikeassa)"#,
  ]

  private static let declines = [
    #"\bi(?:['’]m| am| was|['’]ve| have| do| did| could| will| would)?,? (?:still |simply |really |"#
      + #"currently |also |just |only |directly )?(?:can(?:not|['’]t| not|t)|won['’]t|unable|not (?:able|"#
      + #"capable|programmed|allowed|comfortable|familiar|aware|designed|sure|certain|authori[sz]ed|"#
      + #"permitted|aware)|do(?:n['’]t| not)|did(?:n['’]t| not) (?:quite )?(?:understand|get|catch)|"#
      + #"(?:not )?(?:have|got) (?:no|any) (?:access|information|ability))\b"#,
    #"\bas an? (?:\w+ )?(?:ai|artificial|language|virtual|text)\b"#,
    #"\blanguage model\b"#,
    #"\bmy (?:programming|training data|guidelines|knowledge cutoff|capabilities)\b"#,
    #"\bit(?:['’]s| is| would be| goes) (?:\w+ )?(?:not|in)(?: |-)?(?:appropriate|ethical|possible|"#
      + #"against|legal)\b"#,
    #"\bcan['’]t (?:assist|help|provide|fulfil|continue)"#,
    #"\bcannot (?:assist|help|provide|fulfil|continue|generate|create|write)"#,
    #"作为"#,
    #"身为"#,
    #"无法"#,
    #"不能"#,
    #"不便"#,
    #"没有足够"#,
    #"語言模型"#,
    #"语言模型"#,
    #"人工智能"#,
    #"не могу"#,
    #"не имею"#,
    #"не умею"#,
    #"языковая модель"#,
    #"no puedo"#,
    #"no tengo"#,
    #"modelo de lengua"#,
    #"je ne peux"#,
    #"je n['’]ai pas"#,
    #"en tant qu"#,
    #"modèle de langage"#,
    #"kann ich nicht"#,
    #"ich kann"#,
    #"kann (?:dir|ihnen) (?:leider )?(?:nicht|kein)"#,
    #"sprachmodell"#,
    #"não posso"#,
    #"não tenho"#,
    #"modelo de linguagem"#,
    #"できません"#,
    #"できない"#,
    #"わかりかね"#,
    #"言語モデル"#,
    #"할 수 없"#,
    #"수 없습니다"#,
    #"언어 모델"#,
    #"습니다만"#,
    #"non posso"#,
    #"non sono in grado"#,
    #"modello linguistico"#,
    #"لا أستطيع"#,
    #"لا يمكنني"#,
    #"نموذج لغ"#,
    #"yapamam"#,
    #"edemem"#,
    #"dil model"#,
    #"không thể"#,
    #"mô hình ngôn ngữ"#,
  ]

  private static let gladnesses = [
    #"\byou(?:['’]?re| are) (?:very |most )?welcome\b"#,
    #"\bglad (?:i could|to|that|you|it)\b"#,
    #"\b(?:happy to help|happy i could|great to hear)\b"#,
    #"不客气"#,
    #"很高兴"#,
    #"пожалуйста"#,
    #"\bрада? (?:помочь|что)"#,
    #"\bde nada\b"#,
    #"\bde rien\b"#,
    #"\bgern geschehen\b"#,
    #"どういたしまして"#,
    #"\bprego\b"#,
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
