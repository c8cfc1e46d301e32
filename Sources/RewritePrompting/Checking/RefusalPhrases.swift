/// The words with which a model refuses, in seven languages. They count where an answer begins.
enum RefusalPhrases {
  private static let list = PhraseList([
    "i|we cant|cannot|wont help|assist|provide|comply|fulfill|answer|create|generate|write|produce|continue|engage",
    "i|we can|will not help|assist|provide|comply|fulfill|fulfil|answer|create|generate|write|produce|continue|engage",
    "im|i * unable|not able|allowed to * help|assist|provide|comply|fulfill|answer|create|generate|write|access",
    "im sorry but i|im|as", "i must decline", "i have to decline", "i must refuse",
    "as an|a ai|language * model|assistant * i cannot|cant|wont",
    "as an|a ai|language * model|assistant * i am|im unable|not",
    "as an|a ai|language * model|assistant * i dont have|know", "as an|a ai|language * model|assistant * i do not",
    "against my|the|openais guidelines|policy|policies|programming", "im not comfortable|permitted",
    "i dont feel comfortable",
    "no puedo ayudar|ayudarte|ayudarle|proporcionar|cumplir|responder|generar|crear|escribir", "lo siento pero no",
    "como modelo de lenguaje", "como una ia", "como ia",
    "je ne peux|puis pas * aider|fournir|répondre|générer|créer|écrire|satisfaire", "désolé mais je",
    "en tant que modèle", "en tant quia", "en tant quassistant",
    "ich kann * nicht helfen|bereitstellen|beantworten|erstellen|schreiben|erfüllen|nachkommen",
    "ich kann ihnen|dir|dabei|damit|das * nicht * helfen|weiterhelfen", "tut mir leid aber * ich",
    "als ki * modell|sprachmodell",
    "als ki kann", "als sprachmodell", "não posso ajudar|fornecer|responder|gerar|criar|escrever|atender",
    "desculpe mas não|eu",
    "como modelo de linguagem", "como uma ia",
    "я не могу * помочь|предоставить|ответить|создать|написать|выполнить|помогать", "извините но я",
    "к сожалению я не могу",
    "как языковая модель", "как искусственный интеллект",
    "我不能帮", "我无法帮", "我无法提供", "我不能提供", "我无法回答", "我不能回答", "我无法满足", "我无法生成", "我不能生成", "我无法协助", "抱歉我无法",
    "抱歉我不能", "对不起我不能", "对不起我无法", "作为一个人工智能", "作为人工智能", "作为一个语言模型", "作为语言模型", "作为一名ai",
  ])

  /// Whether an answer begins with a refusal. A phrase that the request has itself is none: "why do models say …".
  static func isRefused(in speech: AnswerSpeech, answering request: String) -> Bool {
    list.first(in: speech.opening) != nil && list.first(in: WordSequence(request).words) == nil
  }
}
