/// Tells whether an answer says what it should only be guided by: what is known of the user.
struct PersonaLeak {
  /// Phrases that need no proof: an answer under a request has no other source for them.
  private static let plain = PhraseList([
    "based on|given|considering|knowing your profile|persona|history|preferences|past", "your persona",
    "your user profile",
    "known of you", "know|knowing about you",
    "from your previous|earlier|past|other conversations|requests|questions|chats",
    "según|dado tu|su perfil|historial", "basado|basándome en tu|su perfil|historial",
    "selon votre|ton profil|historique",
    "compte tenu de votre|ton profil", "basierend auf ihrem|deinem profil|verlauf",
    "auf grundlage ihres|deines profils",
    "com base no|em seu|teu perfil|histórico", "исходя из вашего|твоего профиля|истории",
    "учитывая ваш|твой профиль|историю",
    "根据您的个人资料", "根据你的个人资料", "根据您的资料", "根据你的资料", "根据您的偏好", "根据你的偏好", "您的用户画像", "你的用户画像",
  ])
  /// Phrases after which something about the user is said.
  private static let leading = PhraseList([
    "since youre", "since you are", "as youre", "as you are", "because youre", "because you are", "given that youre",
    "given that you are", "since you like|prefer|love|work|use|know|enjoy|often|usually|have",
    "as you like|prefer|know|work|often",
    "given that you like|prefer|work|use|know", "because you like|prefer|work|use|know", "given your",
    "knowing that you|youre", "as a|an|fellow",
    "ya que eres|es|prefieres|trabajas|te", "puisque vous|tu êtes|es|aimez|aimes|préférez|travaillez",
    "comme vous êtes",
    "da sie|du ein|eine|als|gern|gerne|ja", "já que você é|gosta|prefere|trabalha", "поскольку вы|ты", "так как вы|ты",
    "由于您是", "由于你是", "因为您是", "因为你是",
    "鉴于您是", "鉴于你是", "既然您是", "既然你是",
  ])
  /// How many words behind such a phrase are looked at.
  private static let wordsBehind = 4
  /// Shorter words say nothing of anybody; an unspaced script has two characters instead.
  private static let shortestTelling = 4
  /// Longer ones that stand in most cards, and anywhere else.
  private static let plainWords: Set<String> = [
    "about", "also", "answer", "answers", "asks", "asked", "been", "code", "detailed", "does", "explanations", "first",
    "from",
    "have", "into", "likes", "long", "many", "more", "most", "mostly", "much", "often", "only", "other", "prefers",
    "questions",
    "requests", "seldom", "sentences", "short", "simple", "some", "such", "than", "that", "their", "them", "they",
    "this", "those",
    "topics", "user", "users", "uses", "very", "when", "where", "which", "with", "without", "work", "working", "works",
    "wants",
    "writes", "writing",
  ]

  private let persona: WordSequence
  private let others: [WordSequence]
  private let longestRun: Int

  /// - Parameter others: the texts of the conversation: what they say is no secret.
  init(persona: String, others: [WordSequence], limits: RewriteLimits) {
    self.persona = WordSequence(persona)
    self.others = others
    longestRun = limits.personaWords
  }

  func leaks(in answer: WordSequence, _ speech: AnswerSpeech) -> Bool {
    if persona.words.isEmpty { return false }
    if Self.plain.first(in: speech.words) != nil { return true }
    let runs = SharedRuns(from: persona, notIn: others).runs(in: answer)
    return runs.contains { WordSequence.weight(of: answer.words[$0]) >= longestRun } || tellsUser(speech)
  }

  /// Whether "since you are …" goes on with words that only the card has.
  private func tellsUser(_ speech: AnswerSpeech) -> Bool {
    let known = Set(others.flatMap(\.words))
    let secret = Set(persona.words).subtracting(known).subtracting(Self.plainWords)
      .filter { $0.count >= Self.shortestTelling || $0.unicodeScalars.first?.isUnspaced == true }
    var rest = speech.words[...]
    while let found = Self.leading.first(in: rest) {
      let behind = speech.words[found.upperBound...].prefix(Self.wordsBehind).filter(secret.contains)
      if WordSequence.weight(of: behind) >= 1 { return true }
      rest = speech.words[found.upperBound...]
    }
    return false
  }
}
