public import Records

/// Reads what a chat model answered to a `PromptBuilder`'s request, and trusts it only as far as it is grounded.
///
/// Never throws: whatever comes, each follow-up that was asked about gets exactly one outcome, and no other gets any.
public struct ReplyParser: Sendable {
  /// An explanation is cut to this many characters.
  package static let longestExplanation = 300

  public init() {}

  /// - Parameters:
  ///   - reply: what came back. Longer than 256 KiB, it is read that far.
  ///   - request: what it answers; only its follow-ups count.
  ///   - subject: the conversation that the request was built from.
  public func parse(_ reply: ChatReply, to request: BuiltRequest, about subject: ClassificationSubject) -> ParsedReply {
    precondition(
      Set(request.followUps).isSubset(of: subject.followUps), "a reply is read with the subject it was asked about")
    if reply.finish == .filtered { return all(request, .malformed(.filtered)) }
    switch ReplyText.find(in: reply.content, listKey: ReplySchema.feedbackVerdicts.listKey) {
    case .fault(let fault): return all(request, .malformed(fault))
    case .list(let elements): return read(elements, request, subject, isCut: false)
    case .cutList(let elements): return read(elements, request, subject, isCut: true)
    }
  }

  private func all(_ request: BuiltRequest, _ outcome: FollowUpOutcome) -> ParsedReply {
    let outcomes = Dictionary(request.followUps.map { ($0, outcome) }) { first, _ in first }
    return ParsedReply(outcomes: outcomes, strays: 0, isCut: false)
  }

  private func read(
    _ elements: [JSONValue], _ request: BuiltRequest, _ subject: ClassificationSubject, isCut: Bool
  ) -> ParsedReply {
    let grounding = Grounding(messages: subject.messages)
    let answers = AnswersByNumber(elements, asked: request.followUps)
    let outcomes = request.followUps.map { followUp -> (Int, FollowUpOutcome) in
      switch answers.answer(for: followUp) {
      case nil: return (followUp, .missing)
      case .failure(let fault): return (followUp, .malformed(fault))
      case .success(let answer):
        do throws(ReplyFault) {
          return (followUp, try outcome(of: answer, for: followUp, grounding, nonce: request.nonce))
        } catch {
          return (followUp, .malformed(error))
        }
      }
    }
    return ParsedReply(
      outcomes: Dictionary(outcomes) { first, _ in first }, strays: answers.strays, isCut: isCut)
  }

  private func outcome(
    of answer: JSONValue, for followUp: Int, _ grounding: Grounding, nonce: String
  ) throws(ReplyFault) -> FollowUpOutcome {
    let category = try Self.category(answer["category"])
    let isMixed = try Self.optional(answer["mixed"]) { $0 == .bool(true) ? true : $0 == .bool(false) ? false : nil }
    if isMixed == true, category?.polarity != .negative { throw .contradiction }
    let quote = try Self.optional(answer["quote"], as: \.text)
    if category != nil, quote == nil { throw .missingField }
    let confidence = try Self.optional(answer["confidence"], as: \.real)
    if let confidence, !(0...1).contains(confidence) { throw .confidenceOutOfRange }
    let explanation = Self.shortened(try Self.optional(answer["explanation"], as: \.text) ?? "", hiding: nonce)
    func verdict(_ quote: String, _ span: ByteSpan?) -> ModelVerdict {
      ModelVerdict(
        followUp: followUp, category: category, isMixed: isMixed ?? false, quote: quote, span: span,
        confidence: confidence, explanation: explanation)
    }
    guard let category, let quote else { return .verdict(verdict("", nil)) }
    switch grounding.span(of: quote, for: category, in: followUp) {
    case .success(let span): return .verdict(verdict(quote, span))
    case .failure(let fault): return .ungrounded(verdict(String(quote.prefix(Self.longestExplanation)), nil), fault)
    }
  }

  /// The value of a field that may be absent or null; a fault where it has another type.
  private static func optional<Value>(
    _ field: JSONValue?, as read: (JSONValue) -> Value?
  ) throws(ReplyFault) -> Value? {
    guard let field, field != .null else { return nil }
    guard let value = read(field) else { throw .wrongType }
    return value
  }

  /// The category of a field; nil for `none`. Only the exact names are read.
  private static func category(_ field: JSONValue?) throws(ReplyFault) -> FeedbackCategory? {
    guard let field, field != .null else { throw .missingField }
    guard let name = field.text else {
      if field.real != nil { throw .codeForCategory }
      throw .wrongType
    }
    if let category = FeedbackCategory(rawValue: name) { return category }
    if name == CategoryName.none { return nil }
    throw isCode(name) ? .codeForCategory : .unknownCategory
  }

  /// Whether a name is one of the codes in publications: `UR2`, `NEG_1`, `POS`, `NEU`, or a number.
  private static func isCode(_ name: String) -> Bool {
    let letters = name.filter { $0.isLetter }.uppercased()
    return ["UR", "NEG", "POS", "NEU", ""].contains(letters) && name.utf8.count <= 8 && !name.isBlank
  }

  /// An explanation on one line; empty where it gives away the mark of the request.
  package static func shortened(_ text: String, hiding nonce: String, most: Int = longestExplanation) -> String {
    let line = String(FoldedText(String(text.prefix(most * 4))).characters)
    if line.lowercased().contains(nonce) { return "" }
    return line.count <= most ? line : line.prefix(most - 1) + "…"
  }
}

/// The elements of a reply's list by the number they answer for.
struct AnswersByNumber {
  private var answers: [Int: Result<JSONValue, ReplyFault>] = [:]
  /// Elements for numbers that were not asked about, or without a number.
  private(set) var strays = 0

  init(_ elements: [JSONValue], asked: [Int]) {
    for element in elements {
      guard let number = element["follow_up"]?.integer, asked.contains(number) else {
        strays += 1
        continue
      }
      // The first is not better than the second: one of them may be a message's doing.
      answers[number] = answers[number] == nil ? .success(element) : .failure(.duplicate)
    }
  }

  func answer(for number: Int) -> Result<JSONValue, ReplyFault>? { answers[number] }
}
