internal import JSONSelection
public import Records

/// Why a record is no conversation.
public struct TranscriptError: Error, Hashable, Sendable {
  public let reason: DropReason
  /// What was found, in words that never quote the record.
  public let detail: String
}

/// Makes conversations of records: WildChat (all releases), LMSYS-Chat-1M, ShareGPT, OpenAI-style chat, OpenAssistant's
/// trees, the votes of Chatbot Arena and ChatGPT's data export, told apart by the shape of each record.
///
/// Most records hold one conversation. A tree holds one for each path from its beginning to a leaf, and a vote two:
/// `parse` gives the first of them and `select(path:)` the others.
///
/// Missing fields and null are the same. Of a key that occurs twice the last value counts, as in Python's `json`. Roles
/// need not alternate. One parser serves one thread and reuses its memory; the facts on the formats are in
/// `docs/formats/logs.md`.
public final class TranscriptParser {
  /// Bytes that must be readable behind each record.
  public static let padding = JSONSelector.padding

  private let selector = JSONSelector()
  private let fields: TranscriptFieldTable
  private var builder = ConversationBuilder()
  /// Made when the first record comes that has no list of messages.
  private var pathParser: PathParser?
  private var hasPaths = false

  /// The paths of the fields that are looked at, for readers of columns.
  public static let columns = TranscriptFieldTable.paths + PathFieldTable.paths

  public init() { fields = TranscriptFieldTable(on: selector) }

  /// Reads one record, which must be followed by `padding` readable bytes, and gives its first conversation.
  ///
  /// The result points into the record and into this parser's memory: it is valid until the next call.
  ///
  /// - Throws: `TranscriptError` with `invalidJSON`, `invalidUTF8`, `incompleteJSON`, `nestedTooDeepJSON`,
  ///   `recordTooLarge` (no memory for it, or a tree beyond all measure), `unknownShape`, `noMessages` or `brokenTree`.
  public func parse(_ record: UnsafeRawBufferPointer) throws(TranscriptError) -> ConversationView {
    hasPaths = false
    do {
      try selector.select(from: record)
    } catch {
      throw TranscriptError(reason: DropReason(error), detail: selector.lastFaultDescription)
    }
    builder.begin()
    for index in 0..<selector.count {
      let event = selector[index]
      builder.take(event, as: fields.meaning[event.field])
    }
    // Records with several conversations have no list of messages; they are read once more, with other fields, so that
    // the usual ones pay nothing for them.
    if !builder.hasTranscript, try parsePaths(record) { return select(path: 0) }
    return try builder.finish()
  }

  /// A conversation of the last record, by its number below `ConversationView.paths`. Like the first one it is valid
  /// until the next record is read. Costs a walk along its messages.
  public func select(path: Int) -> ConversationView {
    guard hasPaths, let pathParser else {
      precondition(path == 0, "a record without paths holds one conversation")
      return builder.view
    }
    return pathParser.view(ofPath: path)
  }

  /// What the last record tells of which answers are better; empty for most formats.
  public var comparisons: [Comparison] { hasPaths ? pathParser?.comparisons ?? [] : [] }

  /// The requests that were edited in the last record, each with the one it was edited to.
  public var editedRequests: [EditedRequest] { hasPaths ? pathParser?.editedRequests ?? [] : [] }

  /// Whether the record is of a format with several conversations, which are then there to be selected.
  private func parsePaths(_ record: UnsafeRawBufferPointer) throws(TranscriptError) -> Bool {
    if pathParser == nil { pathParser = PathParser(besides: selector) }
    hasPaths = try pathParser?.parse(record) ?? false
    return hasPaths
  }
}

extension DropReason {
  /// The reason that a record is lost for when it can't be read as JSON.
  init(_ fault: JSONFault) {
    self =
      switch fault {
      case .invalidJSON: .invalidJSON
      case .invalidUTF8: .invalidUTF8
      case .incomplete: .incompleteJSON
      case .tooDeep: .nestedTooDeepJSON
      case .noMemory, .tooManyValues: .recordTooLarge
      }
  }
}
