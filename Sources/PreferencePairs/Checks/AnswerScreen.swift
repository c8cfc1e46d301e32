internal import Records

/// What makes a text unfit as an answer to learn from.
public struct AnswerScreen: Hashable, Sendable {
  /// Whether answers that decline are left out on both sides. Users complain of refusals and praise what gets round them
  /// (Liu et al. 2025, arXiv 2507.23158, find prompts with positive feedback slightly more toxic), so that a preference
  /// against a refusal is not one for quality.
  public var leavesOutRefusals = true
  /// Whether rows are left out that the source marks as toxic, or where it says nothing the screen does.
  public var leavesOutToxic = true

  public init() {}

  /// The reason why a text must not be the wanted answer; nil where there is none.
  public func fault(ofWanted answer: String) -> ExclusionReason? {
    if let reason = fault(ofAny: answer) { return reason }
    if Self.breaksOff(answer) { return .truncated }
    if Self.goesInCircles(answer) { return .degenerate }
    if Self.isFarewell(answer) { return .farewell }
    return Self.asksBack(answer) ? .asksBack : nil
  }

  /// The reason why a text must not be the unwanted answer; nil where there is none. It may break off.
  public func fault(ofUnwanted answer: String) -> ExclusionReason? { fault(ofAny: answer) }

  /// `toxic` where a row is to be left out as such.
  ///
  /// - Parameter flag: What the source says; nil where it says nothing, and the screen looks at the texts.
  func fault(flag: Bool?, prompt: [Message], _ answer: String) -> ExclusionReason? {
    guard leavesOutToxic else { return nil }
    if let flag { return flag ? .toxic : nil }
    let texts = prompt.suffix(Self.messagesScreened).map(\.content) + [answer]
    return texts.contains { Self.unfit.matches(CueText($0, reach: Self.screened)) } ? .toxic : nil
  }

  private func fault(ofAny answer: String) -> ExclusionReason? {
    if answer.isBlank { return .emptyAnswer }
    if SiteMessage.isOne(answer) { return .sentinel }
    if RedactionMarks.areAll(of: answer) { return .placeholdersOnly }
    return leavesOutRefusals && Self.declines(answer) ? .refusal : nil
  }

  // MARK: The single checks

  private static let messagesScreened = 4
  private static let screened = 4_000
  private static let refusalOpening = 220
  private static let longestRefusal = 700
  private static let longestFarewell = 200
  private static let longestQuestion = 300

  /// Whether an answer declines: it is short, and its opening says so.
  static func declines(_ answer: String) -> Bool {
    guard answer.count <= longestRefusal else { return false }
    return refusals.matches(CueText(answer, reach: refusalOpening))
  }

  /// Whether an answer only takes leave, or gives the thanks back. A policy that is rewarded for approval learns to say
  /// "Bye!" (RLUF: arXiv 2505.14946).
  static func isFarewell(_ answer: String) -> Bool {
    answer.count <= longestFarewell && farewells.matches(CueText(answer))
  }

  /// Whether an answer only asks for what it needs: fit at its place, but nothing to prefer to an attempt.
  static func asksBack(_ answer: String) -> Bool {
    guard answer.count <= longestQuestion else { return false }
    return isOneQuestion(answer.trimmed) || demands.matches(CueText(answer))
  }

  private static func isOneQuestion(_ answer: some StringProtocol) -> Bool {
    guard let last = answer.last, last == "?" || last == "？" else { return false }
    return !answer.dropLast().contains { ".!?。！？\n".contains($0) }
  }

  /// Whether an answer stops in the middle: a fence is open, or a long line of prose ends without a stop.
  static func breaksOff(_ answer: String) -> Bool {
    let trimmed = answer.trimmed
    if trimmed.fences % 2 == 1 { return true }
    guard let last = trimmed.last, trimmed.count >= 400 else { return false }
    if last == "," || last == "，" || last == "、" || last == "(" { return true }
    guard let line = trimmed.split(whereSeparator: \.isNewline).last, !MachineText.isMachineLine(line) else {
      return false
    }
    return last.isLetter && line.count >= (last.unicodeScalars.first?.isIdeographic == true ? 30 : 90)
  }

  /// Whether an answer repeats itself as weak models do: of its runs of four words, ideographs each counted as a word, less
  /// than half are different.
  static func goesInCircles(_ answer: String) -> Bool {
    let words = CueText(answer, reach: 6_000).words
    guard words.count >= 30 else { return false }
    let runs = Set((0...(words.count - 4)).map { words[$0..<($0 + 4)] })
    return runs.count * 2 < words.count - 3
  }

  private static let refusals = CueList([
    " i cannot assist", " i cant assist", " i cannot help", " i cant help", " i cannot fulfill",
    " i cant fulfill", " i cannot provide", " i cant provide", " i cannot generate", " i cannot create",
    " i cannot write", " i cannot comply", " i cant do that", " i cannot do that", " i wont be able",
    " i am unable to", " im unable to", " i am not able to", " im not able to", " i cannot engage",
    " i cant engage", " not comfortable", " against my programming", " i must decline", " im sorry but i",
    " im sorry but as an",
    " i am sorry but i", " sorry i cant", " as an ai language model i cannot", " as an ai i cannot",
    " as an ai language model i do not have", " as an ai language model i dont have", " violates",
    " it is not appropriate", " its not appropriate", " i do not have the ability", " i dont have the ability",
    " i do not have access", " i dont have access", "我无法", "我不能", "无法提供", "无法满足", "作为一个ai", "作为ai", "作为人工智能",
    "抱歉 我无法", "很抱歉 我", " я не могу", " не могу помочь", " как языковая модель", " к сожалению я не",
    " no puedo", " lo siento no puedo", " como modelo de lenguaje", " je ne peux pas", " je suis désolé mais",
    " en tant que modèle", " ich kann nicht", " ich kann leider", " als ki", " es tut mir leid ich kann",
    " não posso", " sinto muito mas", " como modelo de linguagem",
  ])

  private static let farewells = CueList([
    " bye", " goodbye", " good bye", " see you", " take care", " have a great", " have a good", " have a nice",
    " have a wonderful", " youre welcome", " you are welcome", " glad i could", " happy to help",
    " glad to help", " my pleasure", " farewell", " anything else i can", " any more questions",
    " any other questions", " feel free to ask", "不客气", "不用谢", "再见", "祝您", "祝你", " пожалуйста", " до свидания",
    " рад помочь", " рад вам помочь", " буду рад", " обращайтесь", " de nada", " adiós", " hasta luego",
    " de rien", " je vous en prie", " au revoir", " bonne journée", " gern geschehen", " auf wiedersehen",
    " tschüss", " de nada", " até logo", " disponha",
  ])

  private static let demands = CueList([
    " please provide", " please share", " please send", " please paste", " please specify", " please clarify",
    " could you provide", " could you please provide", " can you provide", " can you please provide",
    " could you share", " could you clarify", " could you please clarify", " could you specify",
    " more information about", " provide me with", " let me know what", " what would you like", "请提供", "请告诉我",
    "请问您", "您能提供", " пожалуйста предоставьте", " пожалуйста уточните", " уточните", " por favor proporciona",
    " podrías proporcionar", " podrías aclarar", " veuillez fournir", " pourriez vous préciser",
    " bitte geben sie", " könnten sie", " bitte teile", " por favor forneça", " poderia fornecer",
  ])

  /// The small screen for where the source gives no moderation: words that hardly stand in what one would train on, and
  /// the names of well-known ways to get round a model's rules. It finds the plain cases only.
  private static let unfit = CueList([
    " fuck", " porn", " nsfw", " erotic", " blowjob", " orgasm", " penis", " vagina", " masturbat", " cumshot",
    " hentai", " rape ", " raped", " nigger", " faggot", " jailbreak", " dan mode", " do anything now",
    " developer mode enabled", " ignore all previous instructions", " ignore previous instructions",
    " unfiltered ai", " uncensored", " evil confidant", " stay a dan", " no moral", " amoral", "色情", "做爱", "强奸",
    "порно", " изнасил", " pornograf",
  ])
}

extension StringProtocol {
  /// How many lines open or close a fence.
  fileprivate var fences: Int {
    split(whereSeparator: \.isNewline).count { $0.trimmed.hasPrefix("```") }
  }
}
