/// Cues by which messages speak of an answer before them.
enum AnswerCues {
  /// A user message that speaks of the answer: its parts, its faults, the assistant's doing.
  static let speaksOfTheAnswer = CueList([
    // English
    " you forgot", " you missed", " you said", " you wrote", " you gave", " you used", " you didnt",
    " you did not", " you ignored", " you left out", " you are wrong", " youre wrong", " you misunderst",
    " you dont understand", " your answer", " your response", " your reply", " your code", " your last",
    " your previous", " thats not", " that is not", " not what i", " wrong", " incorrect", " still not",
    " still the", " still get", " doesnt work", " does not work", " didnt work", " not working", " not helpful",
    " the last sentence", " the last one", " the second one", " the first one", " the last part",
    " last paragraph", " the above", " instead of",
    // Chinese
    "你的回答", "你刚才", "你漏了", "你忘了", "上面的", "不对", "错了", "不是我", "没有按", "还是不",
    // Russian, Spanish, French, German, Portuguese
    " ты забыл", " вы забыли", " твой ответ", " неправильно", " неверно", " не то ", " не работает", " опять",
    " olvidaste", " te falt", " tu respuesta", " no es lo que", " incorrect", " no funciona",
    " la última frase", " tu as oublié", " vous avez oublié", " ta réponse", " votre réponse", " ce nest pas",
    " ne marche pas", " du hast", " sie haben vergessen", " deine antwort", " ihre antwort", " das ist nicht",
    " falsch", " funktioniert nicht", " você esqueceu", " sua resposta", " não é isso", " não foi isso",
    " errado", " não funciona",
  ])

  /// The opening of an answer that only makes sense behind another one: an apology, an admission, a revised version.
  static let looksBack = CueList([
    " apolog", " sorry for", " sorry about", " im sorry for the", " my mistake", " my bad", " youre right",
    " you are right", " youre correct", " you are correct", " youre absolutely", " you are absolutely",
    " thank you for pointing", " thanks for pointing", " thank you for clarif", " thank you for the clarif",
    " thanks for clarif", " thank you for correct", " i misunderstood", " i see ", " i understand now",
    " updated", " revised", " rewritten", " corrected version", " heres the corrected",
    " here is the corrected", " modified version", " modify the", " shorter version", " longer version",
    " the above", " simplified version", " simpler version", " more concise version", " another version",
    " in that case", " the previous", " previous answer", " previous response", " earlier response",
    " here it is again", " let me try again", " let me rephrase", " as i mentioned", " as mentioned",
    " if youre still", " if you are still", " the error", " the issue", " heres the same", " here is the same",
    "抱歉", "对不起", "對不起", "不好意思", "您说得对", "你说得对", "感谢您的指正", "修改后", "更新后", "更正", "之前的回答", " извин",
    " прошу прощения", " вы правы", " ты прав", " исправленн", " обновленн", " спасибо за уточнение",
    " disculp", " lo siento", " perdón", " tienes razón", " tiene razón", " versión corregida",
    " versión actualizada", " désolé", " excuse", " vous avez raison", " tu as raison", " version corrigée",
    " version mise à jour", " entschuldig", " tut mir leid", " du hast recht", " sie haben recht",
    " korrigierte", " aktualisierte", " desculp", " sinto muito", " você tem razão", " versão corrigida",
    " versão atualizada",
  ])

  /// What a request for another length is told by; the two answers may then differ in it.
  static let asksForLength = CueList([
    " short", " longer", " brief", " concise", " summar", " condense", " expand", " elaborate", " more detail",
    " in detail", " full code", " whole code", " complete code", " words", " sentence", " sentences",
    " paragraph", " lines", " one line", "简短", "缩短", "精简", "简洁", "详细", "扩写", "字以内", "字左右", " короче", " кратк",
    " подробн", " длинн", " más corto", " más breve", " resum", " detall", " plus court", " résum", " détaill",
    " kürzer", " kurz", " länger", " ausführlich", " mais curto", " mais longo",
  ])
}
