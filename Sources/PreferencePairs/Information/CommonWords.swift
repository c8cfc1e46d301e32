/// Words that bring nothing new wherever they stand: those that hold sentences together, and those that people use to
/// speak of answers and to wish for another form of them.
enum CommonWords {
  static func holds(_ word: ContentWord) -> Bool {
    switch word.kind {
    case .ideographs: word.key.unicodeScalars.contains { ideographs.contains($0) }
    // One digit counts sentences and points; it tells nothing of the world.
    case .number: word.key.count < 2
    case .plain, .name: word.key.count < 3 && word.key.utf8.count < 5 || words.contains(word.key)
    case .technical: false
    }
  }

  private static let words = Set(
    (english + russian + spanish + french + german + portuguese + dutch).flatMap { $0.split(separator: " ") }.map {
      ContentWord.key(of: String($0))
    })

  private static let english = [
    "the and for that this with from have has had not but you your are was were will would can could should",
    "shall may might must does did doing done been being into onto over under about above below after before",
    "again also all any another because both each few how here there her him his its just like more most much",
    "many less least need needs needed now only other others our out own same she they them their then than",
    "these those through too very what when where which while who why whom whose yes yet still never always",
    "ever some such even every everything something anything nothing someone anyone let lets get gets got",
    "getting give gives given gave giving go goes going went gone make makes made making take takes took use",
    "uses used using want wants wanted see saw seen say says said tell told know think thought mean means",
    "meant try tried trying put keep keeps kept look looks looking seem seems show shows showed shown work",
    "works worked working add added adding change changed changes changing fix fixed fixing correct corrected",
    "correction correctly wrong incorrect mistake mistaken error errors issue issues problem problems fail",
    "failed please pls thanks thank sorry okay hello hey well right write wrote written writing rewrite",
    "rewritten rephrase redo repeat answer answers answered response reply question request ask asked asking",
    "explain explained explanation example examples short shorter shorten long longer brief briefly concise",
    "simple simpler simplify simply easy easier better best good great nice bad worse worst clear clearer",
    "clearly detail details detailed specific general formal informal professional casual friendly serious",
    "funny human natural tone style format formatted formatting language english spanish french german",
    "chinese russian portuguese italian japanese word words sentence sentences paragraph paragraphs text line",
    "lines point points list lists table title heading bullet version code full whole complete completely",
    "entire part parts section step steps first second third last next previous previously prior earlier",
    "instead without within exactly exact actually really maybe perhaps probably sure possible impossible",
    "able unable allowed thing things way ways kind sort lot lots bit little big small different difference",
    "similar result results output input provide provided provides remove removed include included including",
    "missing forgot forget remember understand understood help helpful useful useless sense matter important",
    "start started begin end stop continue alternative approach idea ideas dont doesnt didnt isnt arent wasnt",
    "cant couldnt wont wouldnt shouldnt havent hasnt don't doesn't didn't isn't aren't wasn't can't couldn't",
    "won't wouldn't shouldn't haven't hasn't i'm i've i'd i'll you're you've it's that's there's what's let's",
    "don’t doesn’t didn’t isn’t can’t won’t i’m i’ve it’s that’s you’re what’s dosent elaborate summarize",
    "summary expand improve improved improvement check checked review revise revised adjust update updated",
    "modify modified replace convert generate create created read reads readable fine idk gonna wanna",
    "literally else people chatgpt gpt assistant prompt rule rules instruction instructions follow followed",
    "following happens happened whatever course however although though rather quite almost already enough",
    "between during since until unless whether back down off once upon per via etc one two three four five",
    "six seven eight nine ten oh uhh hmm wow lol man bro dude",
  ]
  private static let russian = [
    "что это как так для или если уже еще ещё его ее её они она оно мне меня мой моя мои твой ваш свой себя",
    "тебя тебе нас вас был была было были есть будет быть можно нужно надо можешь может хочу хотел сделай",
    "сделать напиши написать перепиши переделай измени исправь исправить объясни ответ ответы вопрос текст",
    "пример подробно подробнее короче кратко проще лучше больше меньше снова опять заново неправильно неверно",
    "ошибка ошибки работает пожалуйста спасибо только просто очень здесь там тут этот эта эти тот той того",
    "чтобы потому который которая которые когда где все всё всего нет без при про под над после перед между",
    "другой другая другие слова предложение абзац строка код язык русском стоп ладно ну же бы ли ожидал",
  ]
  private static let spanish = [
    "que los las una uno con por para pero como más menos muy sin sobre entre desde hasta cuando donde porque",
    "este esta esto estos estas ese esa eso aquel ser estar está estoy son fue era hay tiene tengo quiero",
    "quería puedes puede podrías hacer haz hazlo escribe reescribe cambia corrige explica resumir resume",
    "respuesta pregunta texto ejemplo corto breve largo simple mejor peor otra otro vez nuevo bien mal error",
    "favor gracias solo también necesito realices palabras frase párrafo",
  ]
  private static let french = [
    "les des une est pas que qui pour dans avec sur plus moins très sans mais comme tout tous cette ces mon",
    "mes ton tes son ses nous vous ils elles suis sont était avoir ai as avez veux voudrais peux peut faire",
    "fais écris réécris change corrige explique réponse question texte exemple court bref long simple mieux",
    "autre fois encore erreur faux merci bien code français anglais phrase paragraphe mots être soient",
    "représentées",
  ]
  private static let german = [
    "der die das und ist nicht ein eine einen einem einer mit für auf von aus bei nach vor über unter",
    "zwischen aber oder wenn weil dass wie was wer wo warum ich du er sie wir ihr mir mich dir dich mein dein",
    "sein ihre habe hast hat haben bin bist sind war waren wird werden kann kannst könnte will möchte soll",
    "bitte danke schreib schreibe ändere korrigiere erkläre antwort frage text beispiel kurz kürzer länger",
    "einfach besser anders nochmal wieder noch nur auch sehr mehr weniger falsch richtig fehler funktioniert",
    "geht wort wörter satz absatz spreche würde aussehen wollte diese dieser dieses dem den des ja",
  ]
  private static let portuguese = [
    "que não uma com para por mas como mais menos muito sem sobre entre quando onde porque este esta isto",
    "esse essa isso ser está estou são foi era tem tenho quero queria pode você fazer faça escreva reescreva",
    "mude corrija explique resposta texto exemplo curto breve longo simples melhor outra outro vez bem mal",
    "erro favor obrigado só também preciso palavras frase",
  ]
  private static let dutch = [
    "het een van niet met voor naar maar als dan dat dit deze die ook nog wel heb heeft had ben zijn was kan",
    "wil moet krijg volgende terug geeft zegt hij zij wij jij mijn jouw graag bedankt fout foutmelding invoer",
    "reageert",
  ]

  /// Characters of which a pair says little: particles, pronouns, and what one speaks of answers with.
  private static let ideographs = Set(
    """
    的了是在我你他她它们这那哪个不没有要把被和与或就都也很再又还请给用能会可以说写做让对错误中文答案回复
    问题句段字词代码改换重新简短详细应该怎么为什什么啥吗呢吧啊呀哦嗯好上下前后里面一二三四五六七八九十次
    些样更最太只每某另外如果因但所而且然后其之于到从向来去成得着过地
    """
    .unicodeScalars)
}
