import PreferencePairs
import Records
import Testing

@Suite("To whom feedback applies")
struct ScopeTests {
  private func scope(_ text: String, _ relation: Relation = .reaction) -> ScopeEstimate {
    ScopeEstimate(of: text, category: .makeAwareWithCorrection, relation: relation)
  }

  @Test(
    "Standing instructions hold for the conversation",
    arguments: [
      "From now on answer with one word.", "Always give the full code.", "Never apologize.", "以后都用一句话回答",
      "Отныне отвечай одним словом", "A partir de ahora responde con una palabra",
      "À partir de maintenant, un seul mot", "Ab jetzt nur ein Wort", "A partir de agora, uma palavra só",
    ])
  func standing(text: String) {
    #expect(scope(text).scope == .conversation)
    #expect(scope(text).evidence == .standingInstruction)
  }

  @Test(
    "What the user likes is theirs",
    arguments: [
      "I prefer short answers.", "I don't like bullet lists", "我喜欢简洁的格式", "Prefiero un tono formal",
      "Je préfère un ton formel", "Я предпочитаю кратко",
    ])
  func taste(text: String) { #expect(scope(text).scope == .user) }

  @Test(
    "A program that fails, fails for everyone",
    arguments: [
      "It gives an error", "zsh: command not found: pip", "ValueError: invalid literal",
      "the code doesn't work", "运行报错了", "Код не работает", "No funciona", "Le code ne marche pas",
      "Das funktioniert nicht", "O código não funciona",
    ])
  func failure(text: String) {
    #expect(scope(text).scope == .everyone)
    #expect(scope(text).evidence == .programFailure)
  }

  @Test(
    "So does what is wrong, missing or not asked for",
    arguments: [
      "You forgot the third step.", "That is incorrect.", "I asked for ten, not nine", "不对，你漏了一个",
      "Это неверно, ты забыл", "Te faltó una parte", "Tu as oublié la fin", "Das ist falsch", "Está errado",
    ])
  func fault(text: String) { #expect(scope(text).scope == .everyone) }

  @Test(
    "A change is wanted of this answer",
    arguments: [
      "Make it shorter.", "Can you rewrite it?", "more formal please", "改短一点", "Сделай короче",
      "Hazlo más corto", "Plus court", "Schreib es um", "Mais curto",
    ])
  func change(text: String) { #expect(scope(text, .refine).scope == .answer) }

  @Test(
    "What the user is and has holds for the conversation",
    arguments: [
      "I am a fresh graduate", "I don't have an oven", "我用的是苹果电脑", "У меня нет духовки", "Soy estudiante",
      "Je suis étudiant",
    ])
  func situation(text: String) { #expect(scope(text).scope == .conversation) }

  @Test(
    "The language to answer in is the user's",
    arguments: ["in Spanish", "用英文", "На русском", "en français", "auf Deutsch"])
  func language(text: String) { #expect(scope(text, .refine).scope == .user) }

  @Test("Without a cue the relation decides, with little confidence")
  func withoutCue() {
    #expect(scope("hmm", .refine).scope == .answer)
    #expect(scope("hmm", .reaction).scope == .everyone)
    #expect(scope("hmm").confidence <= 0.5)
  }

  @Test("Words in code and in long quotations are no cues")
  func foreignWords() {
    #expect(scope("while (true) { never(); always(x); }\nmake it shorter", .refine).evidence == .change)
    let quoted = "Make it shorter: \"From now on we shall always be wrong, said the king to his people.\""
    #expect(scope(quoted, .refine).evidence == .change)
  }

  @Test("It agrees with most labels of real feedback that it was not tuned on")
  func agreesWithLabels() throws {
    let cases = try Fixture.lines("scope.jsonl", as: Fixture.ScopeCase.self).filter { $0.half == "held_out" }
    let right = cases.count {
      ScopeEstimate(of: $0.text, category: $0.category, relation: $0.relation).scope == $0.scope
    }
    #expect(cases.count >= 40)
    #expect(Double(right) >= 0.65 * Double(cases.count), "\(right) of \(cases.count)")
  }
}
