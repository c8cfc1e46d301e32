/// Finds the list of answers in what a model wrote: bare JSON, in a fence, with prose or thoughts around it, or cut.
package struct ReplyText {
  /// What was found.
  enum Found: Hashable {
    /// The elements of the list.
    case list([JSONValue])
    /// The text ends within the list; the elements that are complete.
    case cutList([JSONValue])
    case fault(ReplyFault)
  }

  /// No reply is read further than this.
  static let mostBytes = 1 << 18
  /// How many brackets are tried as the beginning of the JSON; prose has few.
  private static let mostStarts = 64
  /// How many elements are read of a list.
  static let mostElements = 1000

  private let bytes: [UInt8]
  private let listKey: String
  /// Whether the object itself is sought, and not the list in it.
  private let seeksObject: Bool
  /// Whether the reply began with a thought that has not ended yet.
  private var isThinking: Bool
  private var found: [JSONValue]?
  private var isAmbiguous = false
  private var firstFault: ReplyFault?

  /// - Parameter listKey: the key of the object whose value is the list.
  static func find(in text: String, listKey: String) -> Found {
    var reader = ReplyText(text, listKey: listKey, seeksObject: false)
    return reader.find()
  }

  /// The one object in a text that has a key; a fault where there is none, it is cut, or others differ from it.
  package static func object(in text: String, with key: String) -> Result<JSONValue, ReplyFault> {
    var reader = ReplyText(text, listKey: key, seeksObject: true)
    return switch reader.find() {
    case .list(let found): found.first.map { .success($0) } ?? .failure(.otherShape)
    case .cutList: .failure(.notJSON)
    case .fault(let fault): .failure(fault)
    }
  }

  private init(_ text: String, listKey: String, seeksObject: Bool) {
    self.seeksObject = seeksObject
    bytes = Array(text.utf8.prefix(Self.mostBytes))
    self.listKey = listKey
    let start = bytes.drop { $0 <= 0x20 }
    isThinking = Self.thoughtStarts.contains { start.starts(with: $0) }
  }

  /// Goes through the brackets outside of the values already seen.
  ///
  /// What stands before a closing `</think>` are thoughts, drafts of the answer among them. A second list makes the reply
  /// ambiguous: one of them may have been copied from the data.
  private mutating func find() -> Found {
    if bytes.allSatisfy({ $0 <= 0x20 }) { return .fault(.empty) }
    var place = 0
    var starts = 0
    while let start = nextBracket(from: place), starts < Self.mostStarts {
      place = start + 1
      guard looksLikeJSON(at: start) else { continue }
      starts += 1
      switch BalancedScan.scan(bytes, from: start) {
      case .closed(let end):
        take(bytes[start..<end])
        place = end
      case .open:
        // What is open and has the end of a thought behind it is a draft.
        if !isThinking, found == nil, !endsThought(behind: start), let elements = salvaged(from: start) {
          return .cutList(elements)
        }
        note(.notJSON)
      case .tooDeep: note(.tooDeep)
      }
    }
    if isAmbiguous { return .fault(.ambiguous) }
    // So is what a thought holds that does not end.
    if let found, !isThinking { return .list(found) }
    return .fault(firstFault ?? .notJSON)
  }

  /// The place of the next opening bracket. Thoughts that end on the way take all that was found before with them.
  private mutating func nextBracket(from start: Int) -> Int? {
    for place in start..<max(start, bytes.count) {
      switch bytes[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): return place
      case UInt8(ascii: "<") where isThoughtEnd(at: place):
        isThinking = false
        isAmbiguous = false
        found = nil
        firstFault = nil
      default: break
      }
    }
    return nil
  }

  private func isThoughtEnd(at place: Int) -> Bool {
    Self.thoughtEnds.contains { bytes[place...].starts(with: $0) }
  }

  private func endsThought(behind start: Int) -> Bool {
    bytes[start...].indices.contains { bytes[$0] == UInt8(ascii: "<") && isThoughtEnd(at: $0) }
  }

  private static let thoughtStarts = ["<think>", "<thinking>", "<reasoning>"].map { Array($0.utf8) }
  private static let thoughtEnds = ["</think>", "</thinking>", "</reasoning>"].map { Array($0.utf8) }

  /// Whether the bracket is one of JSON and not of prose: an object begins with a key, a list with an object, and both may
  /// be empty.
  private func looksLikeJSON(at start: Int) -> Bool {
    let next = bytes[(start + 1)...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return bytes[start] == UInt8(ascii: "{")
      ? next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
      : next == UInt8(ascii: "{")
  }

  /// Takes a closed value as the list if it is one.
  private mutating func take(_ slice: ArraySlice<UInt8>) {
    do throws(JSONValue.Fault) {
      let value = try JSONValue(slice)
      guard let list = sought(in: value) else {
        note(.otherShape)
        return
      }
      if let found, found != list { isAmbiguous = true }
      found = Array(list.prefix(Self.mostElements))
    } catch {
      note(error == .tooDeep ? .tooDeep : .notJSON)
      // A broken list beside a whole one is as ambiguous as two: which of them was meant?
      if found != nil, names(slice) { isAmbiguous = true }
    }
  }

  private func sought(in value: JSONValue) -> [JSONValue]? {
    if seeksObject { return value[listKey] == nil ? nil : [value] }
    return value[listKey]?.list ?? value.list
  }

  private mutating func note(_ fault: ReplyFault) {
    if firstFault == nil { firstFault = fault }
  }

  /// Whether a text that is no JSON at least holds the list's key.
  private func names(_ slice: ArraySlice<UInt8>) -> Bool { keyEnd(in: slice) != nil }

  private func keyEnd(in slice: ArraySlice<UInt8>) -> Int? {
    let key = Array("\"\(listKey)\"".utf8)
    var place = slice.startIndex
    while place + key.count <= slice.endIndex {
      if bytes[place] == key[0], bytes[place..<(place + key.count)].elementsEqual(key) { return place + key.count }
      place += 1
    }
    return nil
  }

  /// The complete elements of a list that is not closed; nil where no list begins.
  private func salvaged(from start: Int) -> [JSONValue]? {
    guard var place = firstElement(from: start) else { return nil }
    var elements: [JSONValue] = []
    while elements.count < Self.mostElements {
      place = skipSpace(from: place)
      guard place < bytes.count, bytes[place] == UInt8(ascii: "{"),
        case .closed(let end) = BalancedScan.scan(bytes, from: place)
      else { break }
      do throws(JSONValue.Fault) {
        elements.append(try JSONValue(bytes[place..<end]))
      } catch {
        break
      }
      place = skipSpace(from: end)
      guard place < bytes.count, bytes[place] == UInt8(ascii: ",") else { break }
      place += 1
    }
    return elements
  }

  /// The place behind the bracket that opens the list.
  private func firstElement(from start: Int) -> Int? {
    if bytes[start] == UInt8(ascii: "[") { return start + 1 }
    // Only as the first key, so that what a string holds is not taken for it.
    let key = skipSpace(from: start + 1)
    guard keyEnd(in: bytes[key..<min(bytes.count, key + listKey.utf8.count + 2)]) != nil else { return nil }
    var place = skipSpace(from: key + listKey.utf8.count + 2)
    guard place < bytes.count, bytes[place] == UInt8(ascii: ":") else { return nil }
    place = skipSpace(from: place + 1)
    guard place < bytes.count, bytes[place] == UInt8(ascii: "[") else { return nil }
    return place + 1
  }

  private func skipSpace(from start: Int) -> Int {
    var place = start
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    return place
  }
}
