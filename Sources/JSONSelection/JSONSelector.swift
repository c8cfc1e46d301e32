internal import CSimdJSON

/// A value that was wanted, in the order of the document. It points into the parser's memory and is valid until the
/// next document.
public struct JSONEvent {
  /// What the value is.
  public enum Kind: UInt8, Sendable {
    case string, number, isTrue, isFalse, null
    case beginObject, endObject, beginArray, endArray
    /// An object or an array of which nothing was wanted.
    case skipped
    /// The key of the value that follows, where any key is wanted (`JSONSelector.wantAny`).
    case key
  }

  /// The wanted field, as `JSONSelector.want` named it; 0 is the document itself.
  public let field: Int
  public let kind: Kind
  /// The unescaped UTF-8 of a string or of a key, or a number as it is written; else empty.
  public let text: UnsafeRawBufferPointer
  /// Whether lone halves of surrogate pairs in the text were replaced by U+FFFD.
  public let isRepaired: Bool
}

/// Why a document could not be read.
public enum JSONFault: Error, Hashable, Sendable {
  case invalidJSON, invalidUTF8
  /// The document ends before it is closed.
  case incomplete
  case tooDeep
  case noMemory
  /// More values are wanted than the selector allows.
  case tooManyValues
}

/// Reads chosen fields out of JSON documents in one pass, without building trees: simdjson's on-demand parser.
///
/// What is not chosen is stepped over by its structure and is *not* validated beyond UTF-8 and quoting; see
/// `docs/decisions/0003-json-by-selection.md`. Of a key that occurs twice both values are given, in order. One selector
/// serves one thread.
public final class JSONSelector {
  /// Bytes that must be readable behind each document.
  public static let padding = Int(CSJ_PADDING)

  private let parser: OpaquePointer
  private var events: UnsafeBufferPointer<csj_event> = UnsafeBufferPointer(start: nil, count: 0)

  public init() {
    guard let parser = csj_parser_new() else { preconditionFailure("no memory for a JSON parser") }
    self.parser = parser
  }

  /// A selector for documents that another one was not made for, with that one's working memory: reading with either ends
  /// the validity of what both gave.
  ///
  /// - Parameter mostEvents: About how many events a document may give, so that memory is bounded whatever it holds. An
  ///   event takes 16 bytes.
  public init(besides other: JSONSelector, mostEvents: Int) {
    guard let parser = csj_parser_sharing(other.parser) else { preconditionFailure("no memory for a JSON parser") }
    self.parser = parser
    csj_limit(parser, mostEvents)
  }

  deinit { csj_parser_free(parser) }

  /// Chooses the field `key` of the objects at `parent` (0: the document) and returns its number, from 1.
  ///
  /// An array stands for its elements: the fields below a number are also chosen from the objects of an array there.
  public func want(_ key: String, in parent: Int = 0) -> Int {
    var key = key
    return key.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { Int(csj_want(parser, UInt16(parent), $0.baseAddress, $0.count)) }
    }
  }

  /// Chooses a field also below itself, with all that is chosen there: for trees whose depth is not known. More than 512
  /// open brackets are `tooDeep`.
  public func nest(_ field: Int) { csj_nest(parser, UInt16(field)) }

  /// Chooses all fields of the objects at `parent` that are not chosen by their keys, and returns the number that they
  /// share. An event of the kind `key` stands before each.
  public func wantAny(in parent: Int = 0) -> Int { Int(csj_want_any(parser, UInt16(parent))) }

  /// Chooses arrays at a field also where nothing is chosen below it: for the texts and numbers in them.
  public func wantItems(of field: Int) { csj_want_items(parser, UInt16(field)) }

  /// Reads one document, which must be followed by `padding` readable bytes; the events are then at `subscript`.
  ///
  /// - Throws: `JSONFault`; the events then hold what came before the fault.
  public func select(from document: UnsafeRawBufferPointer) throws(JSONFault) {
    var found: UnsafePointer<csj_event>?
    var count = 0
    let bytes = document.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let status = csj_select(parser, bytes, document.count, &found, &count)
    events = UnsafeBufferPointer(start: found, count: count)
    switch UInt32(status) {
    case CSJ_OK.rawValue: return
    case CSJ_INVALID_UTF8.rawValue: throw .invalidUTF8
    case CSJ_INCOMPLETE.rawValue: throw .incomplete
    case CSJ_TOO_DEEP.rawValue: throw .tooDeep
    case CSJ_NO_MEMORY.rawValue: throw .noMemory
    case CSJ_TOO_MANY.rawValue: throw .tooManyValues
    default: throw .invalidJSON
    }
  }

  /// How many events the last document gave.
  public var count: Int { events.count }

  /// The event at `index`, from 0.
  public subscript(index: Int) -> JSONEvent {
    let event = events[index]
    return JSONEvent(
      field: Int(event.node), kind: JSONEvent.Kind(rawValue: event.kind) ?? .skipped,
      text: UnsafeRawBufferPointer(start: event.text, count: Int(event.length)), isRepaired: event.repaired != 0)
  }

  /// What simdjson said of the last fault; it never quotes the document.
  public var lastFaultDescription: String { String(cString: csj_error_text(csj_last_error(parser))) }
}
