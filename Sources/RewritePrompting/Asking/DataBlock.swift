internal import ModelPrompting
internal import Records

/// The lines of data in a request, each a JSON object that nothing in it can leave.
struct DataBlock {
  /// How much a text may lose where a request is too long.
  enum Weight {
    /// The request, the answers and the feedback: they are lowered least, and a cut of one is told.
    case vital
    /// The rest.
    case context
  }

  private let cut: TextCut
  /// 1 for the caps as they are, less to lower them.
  private let generosity: Double
  private(set) var lines: [String] = []
  /// The texts as they came.
  private(set) var texts: [String] = []
  private(set) var isCut = false

  init(cut: TextCut, generosity: Double) {
    self.cut = cut
    self.generosity = generosity
  }

  /// Adds one line.
  ///
  /// - Parameter head: what stands before the text within the object, up to the colon; no text of a stranger.
  mutating func add(
    _ head: String, _ text: String, tokens: Int, kept: TextCut.Kept = .headAndTail, _ weight: Weight = .vital
  ) {
    let factor = weight == .vital ? generosity : generosity * generosity
    let cap = max(8, Int(Double(max(0, min(tokens, PromptBudget.mostTokens))) * factor))
    let shown = cut.quoted(text, cap: cap, kept: kept)
    lines.append("{\(head):\(shown)}")
    texts.append(text)
    if weight == .vital, shown != cut.quoted(text, cap: PromptBudget.mostTokens, kept: kept) { isCut = true }
  }

  /// Adds the messages up to the request: the beginnings of a few, the last one as whole as can be.
  mutating func add(history: [Message], _ budget: TeacherBudget) {
    let last = history.count - 1
    var next = 0
    for index in shown(of: history, budget) {
      if index > next { lines.append(#"{"left_out":\#(index - next)}"#) }
      next = index + 1
      let head = #""n":\#(index),"role":"\#(history[index].role.rawValue)""#
      let text = history[index].content
      if index == last {
        add(head + #","request":true,"text""#, text, tokens: budget.requestTokens)
      } else if index == last - 1 {
        // A request such as "shorter" means nothing without what it is said of.
        add(head + #","text""#, text, tokens: budget.previousTokens, .context)
      } else {
        add(head + #","text""#, text, tokens: budget.olderTokens, kept: .head, .context)
      }
    }
  }

  private func shown(of history: [Message], _ budget: TeacherBudget) -> [Int] {
    let last = history.count - 1
    let older = Int(Double(max(0, min(budget.olderMessages, last))) * generosity)
    let recent = Array(history.indices.suffix(older + 1))
    // What a conversation began with often is what it is about.
    return older > 0 && recent.first != 0 ? [0] + recent : recent
  }
}
