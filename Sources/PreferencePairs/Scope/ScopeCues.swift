/// Cues by which the scope of feedback is told, in English, Chinese, Russian, Spanish, French, German and Portuguese.
///
/// How they are written: see `CueList`.
enum ScopeCues {
  /// Instructions that hold beyond one answer.
  static let standing = CueList([
    " from now on", " from here on", " going forward", " in the future", " in future", " for the rest of",
    " every time", " each time you", " whenever you", " whenever i", " always ", " never ", " dont ever",
    " in all your", " in every answer", " in every response", " all your answers", " all your responses",
    " in this chat", " in this conversation", " remember that", " remember to", " next time", " stop using",
    " stop saying", " stop apolog", "以后", "从现在开始", "从现在起", "接下来都", "今后", "每次", "始终", "总是", "永远", "记住", "请记得",
    "下次", "不要再", " отныне", " впредь", " с этого момента", " теперь всегда", " всегда ", " никогда ",
    " каждый раз", " запомни", " больше не ", " a partir de ahora", " de ahora en adelante", " siempre ",
    " nunca ", " cada vez que", " recuerda que", " recuerda ", " à partir de maintenant", " désormais",
    " dorénavant", " toujours ", " jamais ", " chaque fois", " souviens toi", " nas próximas",
    " a partir de agora", " daqui em diante", " sempre ", " lembre se", " toda vez", " ab jetzt", " ab sofort",
    " von nun an", " in zukunft", " künftig", " immer ", " niemals ", " jedes mal", " merk dir",
  ])

  /// What the user likes, whoever answers.
  static let liking = CueList([
    " i prefer", " i like", " i dont like", " i do not like", " i hate", " i love it when", " id rather",
    " i would rather", " im not fond", " not a fan", " my preference", " for my taste", " my style",
    " i cant stand", " annoys me", "我喜欢", "我不喜欢", "我更喜欢", "我讨厌", "我偏好", " я предпочитаю", " мне нравится",
    " мне не нравится", " я люблю", " я не люблю", " prefiero", " me gusta", " no me gusta", " je préfère",
    " jaime ", " je naime", " ich mag", " ich bevorzuge", " mir gefällt", " ich hätte lieber", " prefiro",
    " eu gosto", " não gosto",
  ])

  /// The form of an answer: tone, length, layout.
  static let form = CueList([
    " short", " longer", " brief", " concise", " verbose", " wordy", " formal", " informal", " casual",
    " polite", " tone", " style", " emoji", " bullet", " table", " list", " markdown", " paragraph", " bold",
    " heading", " simple", " simpl", " humor", " serious", " friendly", " professional", " format", " spacing",
    " words", "简短", "简洁", "正式", "语气", "风格", "表情", "表格", "列表", "格式", "口语", " кратк", " короче", " официальн",
    " стил", " тон ", " смайл", " таблиц", " списк", " breve", " corto", " tono", " estilo", " tabla", " lista",
    " court", " ton ", " tableau", " liste", " kurz", " kürzer", " förmlich", " tabelle", " curto", " tom ",
    " tabela",
  ])

  /// A program that fails.
  static let failure = CueList([
    " error", " errors", " exception", " traceback", " crash", " doesnt run", " wont run", " not run",
    " doesnt compile", " not compile", " wont compile", " doesnt work", " dont work", " doesnt works",
    " not work", " wont work", " didnt work", " still not working", " isnt working", " nothing happens",
    " not found", " not defined", " no such", " invalid", " i get ", " im getting", " i am getting",
    " its giving", " gives me", " it outputs", " it still output", " outputs", " it returns", " keeps ",
    " fails", " failed", " bug", " same issue", " same problem", " broken", " is not valid", " isnt valid",
    " not recogni", " not detect", " my code now", " tried this", " i tried", "报错", "错误", "异常", "提示", "运行不了",
    "不能运行", "无法运行", "没反应", "跑不", "没找到", "根本没有", "不起作用", "不工作", "失败", " ошибк", " не работает", " не запуска",
    " вылетает", " не компилир", " выда", " все равно", " всё равно", " error ", " falla", " no funciona",
    " no compila", " me sale", " erreur", " ne marche", " ne fonctionne", " plante ", " fehler",
    " funktioniert nicht", " geht nicht", " läuft nicht", " foutmelding", " werkt niet", " erro ",
    " não funciona", " não roda",
  ])

  /// Something is wrong, missing, or not what was asked for.
  static let fault = CueList([
    " wrong", " incorrect", " not correct", " isnt correct", " not right", " isnt right", " isnt true",
    " not true", " mistake", " mistaken", " inaccurate", " false ", " you forgot", " you missed",
    " you left out", " you skipped", " you didnt", " you did not", " you ignored", " you misunder",
    " you misread", " you still", " you said", " you were supposed", " you are not allowed",
    " dont understand me", " i asked", " i told you", " i said", " as i said", " like i said", " i already",
    " i have also done", " not what i", " thats not", " that is not", " this is not", " those are",
    " it is not", " should have", " should be ", " shouldnt ", " should include", " should not", " supposed to",
    " missing", " is missing", " there is no ", " there are no ", " there isnt", " there is not", " where is ",
    " wheres ", " incomplete", " not complete", " cut off", " unfinished", " start with", " doesnt answer",
    " does not answer", " didnt answer", " not helpful", " not answer", " doesnt make sense",
    " does not make sense", " makes no sense", " i want you to help", " i meant", " the problem is with",
    " same as mine", " wrong again", " once again", " still not", " still wrong", " still the", " still get",
    " still does", " but you ", " but the ", " but i want", " but why", " so whats the answer", " at all ",
    " not displayed", " not display", " link doesnt", " does not exist", " doesnt exist", " hallucinat", "不对",
    "错了", "不是", "不正确", "你漏", "漏了", "你忘", "缺少", "没有按", "没按", "不符合", "为啥", "为什么", "没有", "还是不", "你理解错", "胡说",
    "不完整", " неправ", " неверн", " это не так", " не так ", " ты забыл", " вы забыли", " ты не ", " вы не ",
    " не хватает", " не то", " я просил", " где ", " опять", " стоп", " incorrect", " está mal", " equivoc",
    " te falt", " falta ", " olvid", " no es ", " pero no", " faux", " cest faux", " oubli", " manque",
    " pas correct", " jai demandé", " nest pas", " falsch", " stimmt nicht", " fehlt", " vergessen",
    " nicht richtig", " das ist nicht", " ich meinte", " errado", " incorreto", " falta ", " esquec", " não é ",
    " não está",
  ])

  /// A game that is played, or a rule of one.
  static let play = CueList([
    " roleplay", " role play", " in character", " out of character", " ooc ", " my character", " his character",
    " her character", " s character", " my persona", " pretend", " act as", " hey chatgpt", "扮演", "角色", "剧情",
    " роль", " персонаж", " играе", " играть", " personaje", " personnage", " rolle ", " personagem",
  ])

  /// The user tells of themselves or of what they have.
  static let situation = CueList([
    " i am using", " im using", " i use ", " we use ", " i dont have", " i do not have", " we dont have",
    " we have ", " i only have", " i live", " i work ", " i am a ", " im a ", " i am an ", " im an ",
    " i am not a ", " my age", " my job", " my name", " my shell", " my computer", " my laptop", " my phone",
    " my list", " my project", " my company", " my team", " my budget", " years old", " graduate", " beginner",
    " no experience", " grade nine", " as a student", " assume i", " knowing that", " since im ",
    " since i am ", " keep in mind", " extending another", " unfamiliar", "我是", "我用的", "我在用", "我使用的", "我有",
    "我没有", "我的电脑", "我们公司", " я использую", " у меня ", " у нас ", " я живу", " я работаю", " я студент",
    " soy ", " tengo ", " no tengo", " vivo ", " trabajo ", " estoy usando", " je suis ", " je nai pas",
    " jutilise", " ich bin ", " ich habe ", " ich nutze", " ich verwende", " ich wohne", " eu sou", " sou ",
    " tenho ", " não tenho", " uso ",
  ])

  /// The language to answer in.
  static let language = CueList([
    " in english", " in spanish", " in french", " in german", " in chinese", " in russian", " in portuguese",
    " in italian", " in japanese", " in korean", " in arabic", " speak english", " speak ", " my language",
    "用中文", "用英文", "用英语", "说中文", "讲中文", "中文回答", "英文回答", "日语", "用俄语", " по русски", " на русском",
    " на английском", " en español", " en inglés", " en francais", " en français", " en anglais",
    " auf deutsch", " auf englisch", " em português", " em inglês",
  ])

  /// The answer is to be changed.
  static let change = CueList([
    " make it ", " make them", " make this", " make the ", " rewrite", " re write", " rephrase", " reword",
    " redo", " change ", " modify", " replace", " rename", " remove", " delete ", " add more", " add a ",
    " shorten", " simplify", " elaborate", " expand", " summar", " convert", " combine", " reanswer",
    " can you ", " could you", " can we ", " can i have", " please ", " write it", " write them", " write that",
    " instead", " without ", " better ", " more ", " less ", " something ", " only ", " just ", " another ",
    " do not write", " dont write", " i want it", " i want a", " i need a", " use the ", " use ", " like this",
    " is it possible", " suggest", " focus on", " the result i want", " i want the result", " generali",
    " specific", "改", "换", "重写", "重新", "再", "去掉", "删", "加上", "增加", "保留", "优化", "更", "不要", "缩", "请", "能不能", "可以",
    " перепиши", " переделай", " измени", " сделай", " убери", " добав", " короче", " более", " переосмысл",
    " подробн", " можешь", " reescribe", " cambia", " hazlo", " más ", " quita", " añade", " agrega", " puedes",
    " resum", " en lugar", " réécri", " change", " plus ", " enlève", " ajoute", " peux tu", " raccourci",
    " je veux", " schreib", " ändere", " mach ", " entfern", " füge", " kannst du", " mehr ", " reescreva",
    " mude", " faça", " mais ", " tire ", " pode ",
  ])
}
