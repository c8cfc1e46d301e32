internal import JSONSelection
internal import Records

/// Reads records that hold several conversations: trees and votes.
final class PathParser {
  private let selector: JSONSelector
  private let fields: PathFieldTable
  private var header = ConversationView()
  private var tree = MessageTree()
  private var hasTreeID = false
  /// The models of the paths, where they are said of paths and not of messages.
  private var pathModels: [UnsafeRawBufferPointer] = []
  private var votes = VoteReader()
  private var replies = ReplyTreeReader()
  private var exports = ExportReader()
  private(set) var comparisons: [Comparison] = []
  private(set) var editedRequests: [EditedRequest] = []

  /// - Parameter other: The selector that the records were read with before, whose results are not needed any more.
  init(besides other: JSONSelector) {
    selector = JSONSelector(besides: other, mostEvents: 1 << 22)
    fields = PathFieldTable(on: selector)
  }

  /// Reads one record.
  ///
  /// - Returns: False where it is of none of these formats.
  func parse(_ record: UnsafeRawBufferPointer) throws(TranscriptError) -> Bool {
    do {
      try selector.select(from: record)
    } catch {
      throw TranscriptError(
        reason: DropReason(error),
        detail: error == .tooManyValues ? "the tree has too many values" : selector.lastFaultDescription)
    }
    begin()
    for index in 0..<selector.count {
      let event = selector[index]
      if event.isRepaired { header.repairedTexts += 1 }
      try take(event, as: fields.meaning[event.field])
    }
    return try finish()
  }

  /// The conversation of one path.
  func view(ofPath path: Int) -> ConversationView {
    var view = header
    view.messages = tree.messages(ofPath: path)
    view.paths = tree.ends.count
    view.path = path
    view.firstNew = view.messages.count - tree.newMessages[path]
    // Counted once for the record.
    if path > 0 { view.repairedTexts = 0 }
    let labels = tree.labels(ofPath: path)
    if view.format == .openassistant { view.user = labels.user }
    if !labels.language.isEmpty { view.language = labels.language }
    if !labels.model.isEmpty { view.model = labels.model }
    if path < pathModels.count { view.model = pathModels[path] }
    return view
  }

  private func begin() {
    header = ConversationView()
    hasTreeID = false
    tree.removeAll()
    pathModels.removeAll()
    comparisons.removeAll()
    editedRequests.removeAll()
    votes.begin()
    replies.begin()
    exports.begin()
  }

  private func take(_ event: JSONEvent, as field: PathField) throws(TranscriptError) {
    switch field {
    case .container: break
    case .shared(let field, nil): takeScalar(event, field)
    case .exportModel: if event.kind == .string { header.model = event.text }
    case .treeID:
      hasTreeID = event.kind == .string
      if hasTreeID { header.id = event.text }
    case .shared(let field, .some(let side)): votes.take(event, as: field, of: side)
    case .winner, .modelA, .modelB: votes.take(event, as: field)
    case .treePrompt, .treeReplies, .treeText, .treeRole, .treeLanguage, .treeUser, .treeTime, .treeModel, .treeRank,
      .treeReview, .treeDeleted:
      try replies.take(event, as: field)
    default: try exports.take(event, as: field)
    }
  }

  private func takeScalar(_ event: JSONEvent, _ field: TranscriptField) {
    if field == .time {
      header.seconds = event.seconds ?? header.seconds
      return
    }
    guard event.kind == .string || event.kind == .number, !event.text.isEmpty else { return }
    switch field {
    case .id: header.id = event.text
    case .language: header.language = event.text
    case .user: header.user = event.text
    default: break
    }
  }

  private func finish() throws(TranscriptError) -> Bool {
    if exports.isExport {
      header.format = .chatgpt
      let current = try exports.finish(into: &tree)
      try tree.makePaths(current: current)
      comparisons = tree.branchComparisons(current: current)
      editedRequests = tree.editedRequests()
    } else if replies.isTree, hasTreeID || replies.hasReplies {
      header.format = .openassistant
      try replies.finish(into: &tree)
      try tree.makePaths(current: nil)
      comparisons = tree.rankedComparisons()
    } else if votes.isVote {
      header.format = .arena
      let ends = try votes.finish(into: &tree)
      try tree.makePaths(endingAt: ends)
      pathModels = votes.models
      comparisons = [votes.comparison]
    } else if hasTreeID {
      throw TranscriptError(
        reason: .unknownShape, detail: "one message of a tree by itself; trees are read with their replies in them")
    } else {
      return false
    }
    return true
  }
}
