internal import JSONSelection
public import Records

/// Why a record is no conversation.
public struct TranscriptError: Error, Hashable, Sendable {
  public let reason: DropReason
  /// What was found, in words that never quote the record.
  public let detail: String
}

/// Makes conversations of records: WildChat (all releases), LMSYS-Chat-1M, ShareGPT and OpenAI-style chat, told apart by
/// the shape of each record.
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

  /// The paths of the fields that are looked at, for readers of columns.
  public static let columns = TranscriptFieldTable.paths

  public init() { fields = TranscriptFieldTable(on: selector) }

  /// Reads one record, which must be followed by `padding` readable bytes.
  ///
  /// The result points into the record and into this parser's memory: it is valid until the next call.
  ///
  /// - Throws: `TranscriptError` with `invalidJSON`, `invalidUTF8`, `incompleteJSON`, `nestedTooDeepJSON`,
  ///   `recordTooLarge` (no memory for it), `unknownShape` or `noMessages`.
  public func parse(_ record: UnsafeRawBufferPointer) throws(TranscriptError) -> ConversationView {
    do {
      try selector.select(from: record)
    } catch {
      throw TranscriptError(reason: Self.reason(of: error), detail: selector.lastFaultDescription)
    }
    builder.begin()
    for index in 0..<selector.count {
      let event = selector[index]
      builder.take(event, as: fields.meaning[event.field])
    }
    return try builder.finish()
  }

  private static func reason(of fault: JSONFault) -> DropReason {
    switch fault {
    case .invalidJSON: .invalidJSON
    case .invalidUTF8: .invalidUTF8
    case .incomplete: .incompleteJSON
    case .tooDeep: .nestedTooDeepJSON
    case .noMemory: .recordTooLarge
    }
  }
}
