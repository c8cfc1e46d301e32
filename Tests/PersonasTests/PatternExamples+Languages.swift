@testable import Personas

/// What must be read, and what must not, in other languages than English.
struct LanguageExamples: Sendable {
  let language: String
  let positive: [(message: String, kind: PreferenceKind, value: String)]
  let negative: [String]

  static let all: [LanguageExamples] = [
    LanguageExamples(
      language: "zh",
      positive: [
        ("以后请用简体字回答我", .standingInstruction, "用简体字回答我"),
        ("从现在开始不要使用表情符号", .standingInstruction, "-使用表情符号"),
        ("请用中文回答", .replyLanguage, "zh"),
        ("用英文回复我", .replyLanguage, "en"),
        ("写得再简短一点", .length, "shorter"),
        ("太短了，再写长一点", .length, "longer"),
        ("请详细解释", .detail, "detailed"),
        ("用通俗的语言说", .detail, "simple"),
        ("以表格形式列出", .format, "table"),
        ("更正式一些", .tone, "formal"),
        ("给我完整代码", .content, "complete_code"),
        ("举个例子说明", .content, "examples"),
        ("用python写一个爬虫", .codeLanguage, "python"),
      ],
      negative: [
        "毕业以后我想去北京工作", "把这句话翻译成中文回答", "这张桌子的表格在哪里", "长城有多长", "他说的话太正式", "中文怎么学", "蟒蛇吃什么",
      ]),
    LanguageExamples(
      language: "ru",
      positive: [
        ("Впредь отвечай только по делу", .standingInstruction, "отвечай только по делу"),
        ("никогда не используй смайлики", .standingInstruction, "-используй смайлики"),
        ("Отвечай на русском", .replyLanguage, "ru"),
        ("по-английски пожалуйста", .replyLanguage, "en"),
        ("Сделай короче", .length, "shorter"),
        ("Опиши подробнее третий пункт", .detail, "detailed"),
        ("Объясни простыми словами", .detail, "simple"),
        ("оформи в виде таблицы", .format, "table"),
        ("напиши в официальном стиле", .tone, "formal"),
        ("дай полный код", .content, "complete_code"),
        ("напиши это на Python", .codeLanguage, "python"),
      ],
      negative: [
        "Он всегда отвечал на письма", "Переведи и напиши на русском", "Почему зимой дни короче ночей в Африке?",
        "Купил таблицу умножения",
        "Как сказать спасибо по-английски?", "Питон съел мышь",
      ]),
    LanguageExamples(
      language: "es",
      positive: [
        ("A partir de ahora responde con frases cortas", .standingInstruction, "responde con frases cortas"),
        ("nunca uses emojis en tus respuestas", .standingInstruction, "-uses emojis en tus respuestas"),
        ("Responde en español por favor", .replyLanguage, "es"),
        ("hazlo más corto", .length, "shorter"),
        ("explícalo paso a paso", .detail, "step_by_step"),
        ("dame la lista en una tabla", .format, "table"),
        ("con un tono más formal", .tone, "formal"),
        ("dame el código completo", .content, "complete_code"),
      ],
      negative: [
        "¿Cuál es el río más largo del mundo?", "Siempre uso el tren", "¿Cómo se dice gracias en inglés?",
        "La tabla periódica",
        "¿Cuál es el monumento más cercano?",
      ]),
    LanguageExamples(
      language: "fr",
      positive: [
        ("Désormais, réponds en trois phrases", .standingInstruction, "réponds en trois phrases"),
        ("n'utilise jamais de jargon", .standingInstruction, "-n'utilise jamais de jargon"),
        ("Réponds en français", .replyLanguage, "fr"),
        ("plus court s'il te plaît", .length, "shorter"),
        ("explique étape par étape", .detail, "step_by_step"),
        ("sous forme de tableau", .format, "table"),
        ("avec un ton plus formel", .tone, "formal"),
        ("donne-moi le code complet", .content, "complete_code"),
      ],
      negative: [
        "Quel est le plus court chemin ?", "Je prends toujours le train", "Comment dit-on merci en anglais ?",
        "Le tableau de Monet",
        "Il ne mange jamais de viande",
      ]),
    LanguageExamples(
      language: "de",
      positive: [
        ("Ab jetzt antworte bitte in Stichworten", .standingInstruction, "antworte bitte in stichworten"),
        ("Verwende nie Fremdwörter in der Antwort", .standingInstruction, "-verwende nie fremdwörter in der antwort"),
        ("Antworte auf Deutsch", .replyLanguage, "de"),
        ("bitte kürzer", .length, "shorter"),
        ("erkläre es Schritt für Schritt", .detail, "step_by_step"),
        ("als Tabelle bitte", .format, "table"),
        ("etwas formeller", .tone, "formal"),
        ("den kompletten Code bitte", .content, "complete_code"),
      ],
      negative: [
        "Warum sind Tage im Winter kürzer als im Sommer?", "Ich fahre immer mit dem Zug",
        "Wie sagt man danke auf Englisch?",
        "Er antwortete nie auf Briefe", "Die Bundesliga Tabelle von gestern",
      ]),
    LanguageExamples(
      language: "pt",
      positive: [
        ("A partir de agora responda em poucas palavras", .standingInstruction, "responda em poucas palavras"),
        ("nunca use emojis nas respostas", .standingInstruction, "-use emojis nas respostas"),
        ("Responda em português", .replyLanguage, "pt"),
        ("faça mais curto", .length, "shorter"),
        ("explique passo a passo", .detail, "step_by_step"),
        ("coloque em uma tabela", .format, "table"),
        ("com linguagem mais formal", .tone, "formal"),
        ("me mande o código completo", .content, "complete_code"),
      ],
      negative: [
        "Qual é o rio mais longo do mundo?", "Eu sempre uso o metrô", "Como se diz obrigado em inglês?",
        "A tabela periódica tem quantos elementos?",
        "Ele nunca respondeu à carta",
      ]),
  ]
}
