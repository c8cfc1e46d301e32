import YAMLReading

/// Reads the fields of one map, and notes what is wrong with them.
struct FieldReader {
  let file: PackFile
  let node: YAMLNode
  /// What the map is, for messages: `a rule`.
  let kind: String
  private let values: [String: YAMLNode]

  /// Takes a map apart; nil, and a diagnostic, where `node` is no map. Keys beside `known` are noted.
  init?(_ node: YAMLNode, kind: String, known: [String], file: PackFile) {
    guard case .mapping(let fields) = node.content else {
      file.report(.wrongType, at: node, "\(kind) must be a map of fields", mend: "write `field: value` lines")
      return nil
    }
    var values: [String: YAMLNode] = [:]
    for field in fields {
      let (key, value) = (field.key, field.value)
      let name = key.text ?? ""
      values[name] = value
      if !known.contains(name) { Self.reportUnknown(name, at: key, kind: kind, known: known, file: file) }
    }
    self.file = file
    self.node = node
    self.kind = kind
    self.values = values
  }

  private static func reportUnknown(_ name: String, at key: YAMLNode, kind: String, known: [String], file: PackFile) {
    let mend =
      NearestName.nearest(to: name, in: known).map { "write `\($0)`" }
      ?? "use one of \(known.joined(separator: ", "))"
    file.report(.unknownKey, at: key, "`\(name)` is not a field of \(kind)", mend: mend)
  }

  /// The node of a field; nil where it is absent or null.
  func node(_ name: String) -> YAMLNode? {
    guard let value = values[name] else { return nil }
    if value.isNull { return nil }
    return value
  }

  /// A text; nil where it is absent, or is no text, which is noted.
  func text(_ name: String) -> String? {
    guard let value = node(name) else { return nil }
    return Self.text(of: value, called: "`\(name)`", file: file)
  }

  /// A text that must be there.
  func requiredText(_ name: String, mend: String) -> String? {
    guard node(name) != nil else {
      reportMissing(name, mend: mend)
      return nil
    }
    return text(name)
  }

  func reportMissing(_ name: String, mend: String) {
    file.report(.missingField, at: node, "\(kind) needs `\(name)`", mend: mend)
  }

  static func text(of node: YAMLNode, called name: String, file: PackFile) -> String? {
    if let text = node.text { return text }
    file.report(.wrongType, at: node, "\(name) must be a text", mend: "write one text, in quotation marks if need be")
    return nil
  }

  /// The items of a list; empty where the field is absent or is no list, which is noted.
  func list(_ name: String) -> [YAMLNode] {
    guard let value = node(name) else { return [] }
    guard case .sequence(let items) = value.content else {
      file.report(.wrongType, at: value, "`\(name)` must be a list", mend: "write `[…]`, or one `- item` a line")
      return []
    }
    return items
  }

  /// Whether the field is there and is no list.
  func isWrong(_ list: String) -> Bool {
    node(list).map { if case .sequence = $0.content { false } else { true } } ?? false
  }

  /// A whole number that is not negative.
  func number(_ name: String) -> Int? {
    guard let value = node(name), let text = Self.text(of: value, called: "`\(name)`", file: file) else { return nil }
    if let number = Int(text), number >= 0 { return number }
    file.report(.badValue, at: value, "`\(name)` must be a number of bytes", mend: "write a whole number, 0 or more")
    return nil
  }

  /// One of the values of an enumeration; `fallback` where it is absent or unknown, which is noted.
  func choice<Choice>(_ name: String, _ fallback: Choice) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let value = node(name), let text = text(name) else { return fallback }
    if let choice = Choice(rawValue: text) { return choice }
    reportBadValue(text, of: name, at: value, known: Choice.allCases.map(\.rawValue))
    return fallback
  }

  func reportBadValue(_ text: String, of name: String, at node: YAMLNode, known: [String]) {
    let mend =
      NearestName.nearest(to: text, in: known).map { "write `\($0)`" } ?? "use one of \(known.joined(separator: ", "))"
    file.report(.badValue, at: node, "`\(name)` does not know `\(text)`", mend: mend)
  }
}
