internal import Records

/// Requests with one intent, one after the other, and how that ended.
struct RequestPath {
  var session: String
  var user: String
  var requests: [Request]
  var ending: Ending

  struct Request {
    var state: StateKey
    /// The form of the request, and of what was run in its place; nil where the text is not at hand.
    var form: RequestForm?
    var applied: RequestForm?
    var step: GraphStep
  }
}

/// Cuts sessions into paths.
///
/// A repetition, rephrasing or refinement continues a path; the next step of the task and a new topic end it. A mere
/// reaction ("thanks", "that's wrong") is no request: what it says is in the estimate for the answer before it.
struct PathReader {
  private let rule: EndingRule
  private let unitIsRecord: Bool
  private var paths: [RequestPath] = []
  private var open: RequestPath?
  private var record: String?
  private var session: String?
  /// Whether the user has turned to something else in this conversation.
  private var hasSwitched = false

  private init(rule: EndingRule, unitIsRecord: Bool) {
    self.rule = rule
    self.unitIsRecord = unitIsRecord
  }

  /// - Parameter unitIsRecord: Whether every conversation stands alone.
  static func paths(of steps: [GraphStep], rule: EndingRule, unitIsRecord: Bool) -> [RequestPath] {
    var reader = PathReader(rule: rule, unitIsRecord: unitIsRecord)
    for step in steps { reader.read(step) }
    reader.close(next: nil)
    return reader.paths
  }

  private mutating func read(_ step: GraphStep) {
    let opens = step.record != record
    if opens { enter(step) }
    if step.relation == .reaction && !opens { return }
    let continues = step.relation?.isReformulation == true && open != nil
    if !continues {
      if !opens { hasSwitched = true }
      close(next: step.relation)
    }
    let form = form(of: step, opensConversation: opens)
    guard let key = form?.key ?? step.request else { return }
    let applied = step.appliedRewrite.flatMap { RequestForm($0, language: step.language) }
    let request = RequestPath.Request(
      state: StateKey(request: key, applied: applied?.key), form: form, applied: applied, step: step)
    if continues {
      open?.requests.append(request)
    } else {
      let name = unitIsRecord ? step.record : step.session
      open = RequestPath(session: name, user: step.user, requests: [request], ending: Ending())
    }
  }

  /// A refinement that says nothing by itself belongs to the last request of its path that does. A conversation does not
  /// begin with one.
  private func form(of step: GraphStep, opensConversation: Bool) -> RequestForm? {
    guard let form = RequestForm(step.text, language: step.language) else { return nil }
    guard step.relation == .refine, !opensConversation,
      let whole = open?.requests.last(where: { $0.form?.isContextual == false })?.form,
      form.isMereChange(of: whole)
    else { return form }
    return RequestForm(form, of: whole)
  }

  /// A conversation begins. How its first message follows is known with regard to the first message of the one before,
  /// so that a path can only go on if that was still what the user was about.
  private mutating func enter(_ step: GraphStep) {
    if unitIsRecord || step.session != session || hasSwitched { close(next: nil) }
    record = step.record
    session = step.session
    hasSwitched = false
  }

  private mutating func close(next: Relation?) {
    guard var path = open, let last = path.requests.last else { return }
    path.ending = rule.ending(of: last.step, next: next)
    paths.append(path)
    open = nil
  }
}
