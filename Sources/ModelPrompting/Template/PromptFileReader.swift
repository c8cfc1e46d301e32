internal import Records

/// Reads the lines of a prompt file.
struct PromptFileReader {
  struct Header {
    var name: String
    var purpose: String
    var schema: ReplySchema
  }

  private let lines: [Substring]
  private let path: String
  /// The line behind the front matter, from 0.
  private var bodyStart = 0

  init(text: String, path: String) {
    lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    self.path = path
  }

  /// The front matter.
  mutating func header() throws(PromptError) -> Header {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      throw fault(
        .badFrontMatter, line: 0, "no front matter", expected: "`---`, lines `key: value` and `---`",
        nextStep: "begin the file with them")
    }
    bodyStart = end + 1
    let values = try headerValues(lines[1..<end])
    let name = try value("name", in: values)
    let schemaName = try value("schema", in: values)
    guard let schema = ReplySchema(rawValue: schemaName) else {
      let known = ReplySchema.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(
        .badFrontMatter, line: 0, "an unknown schema", expected: "one of \(known)", nextStep: "correct `schema`")
    }
    guard path.split(separator: "/").last ?? "" == "\(name).md" else {
      throw fault(
        .badFrontMatter, line: 0, "the name \(name)", expected: "the name of the file without .md",
        nextStep: "rename one of them")
    }
    return Header(name: name, purpose: try value("purpose", in: values), schema: schema)
  }

  private func headerValues(_ range: ArraySlice<Substring>) throws(PromptError) -> [String: String] {
    var values: [String: String] = [:]
    for place in range.indices {
      let parts = range[place].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let key = parts.first.map { trimmed($0) } ?? ""
      guard parts.count == 2, ["name", "purpose", "schema"].contains(key), values[key] == nil else {
        throw fault(
          .badFrontMatter, line: place, "a line that cannot be used", expected: "name, purpose and schema, each once",
          nextStep: "remove or correct the line")
      }
      values[key] = trimmed(parts[1])
    }
    return values
  }

  private func value(_ key: String, in values: [String: String]) throws(PromptError) -> String {
    if let value = values[key], !value.isEmpty { return value }
    throw fault(
      .badFrontMatter, line: 0, "no `\(key)`", expected: "name, purpose and schema", nextStep: "add a line `\(key): …`")
  }

  /// The sections behind the front matter, checked for their placeholders.
  func sections(for schema: ReplySchema) throws(PromptError) -> [PromptTemplate.Section: PromptText] {
    var result: [PromptTemplate.Section: PromptText] = [:]
    let heads = lines.indices.filter { $0 >= bodyStart && lines[$0].hasPrefix("# ") }
    try requireBlank(bodyStart..<(heads.first ?? lines.count))
    for (place, line) in heads.enumerated() {
      let end = place + 1 < heads.count ? heads[place + 1] : lines.count
      guard let section = PromptTemplate.Section(rawValue: trimmed(lines[line].dropFirst(2))), result[section] == nil
      else {
        let known = PromptTemplate.Section.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault(
          .badSection, line: line, "an unknown section, or one that was there before", expected: "\(known), each once",
          nextStep: "rename or remove it; inside a section use `##`")
      }
      result[section] = try read(section, lines[(line + 1)..<end], headLine: line, schema)
    }
    for section in [PromptTemplate.Section.system, .itemLayout, .repair] where result[section] == nil {
      throw fault(
        .badSection, line: lines.count - 1, "no section `\(section.rawValue)`",
        expected: "system, item layout and repair", nextStep: "add `# \(section.rawValue)`")
    }
    return result
  }

  private func requireBlank(_ range: Range<Int>) throws(PromptError) {
    for place in range where !trimmed(lines[place]).isEmpty {
      throw fault(
        .badSection, line: place, "text outside of a section", expected: "`# system`", nextStep: "move it into one")
    }
  }

  private func read(
    _ section: PromptTemplate.Section, _ body: ArraySlice<Substring>, headLine: Int, _ schema: ReplySchema
  ) throws(PromptError) -> PromptText {
    let text = trimmed(body.joined(separator: "\n"))
    if text.isEmpty {
      throw fault(.badSection, line: headLine, "an empty section", expected: "its text", nextStep: "write or remove it")
    }
    let read: PromptText
    switch PromptText.read(text) {
    case .success(let good): read = good
    case .failure(let unknown):
      throw fault(
        .badPlaceholder, line: headLine, "the placeholder `\(unknown.name)` in the section",
        expected: section.wanted(by: schema), nextStep: "correct it")
    }
    if !section.accepts(read.placeholders, for: schema) {
      throw fault(
        .badPlaceholder, line: headLine, "other placeholders in the section", expected: section.wanted(by: schema),
        nextStep: "correct them")
    }
    return read
  }

  /// The lines of the section `reasons`, one for each category; empty where there are no examples.
  func reasons(of sections: [PromptTemplate.Section: PromptText]) throws(PromptError) -> [String: String] {
    guard sections[.examples] != nil else { return [:] }
    var reasons: [String: String] = [:]
    for line in (sections[.reasons]?.words ?? "").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { reasons[trimmed(parts[0])] = trimmed(parts[1]) }
    }
    guard Set(reasons.keys) == Set(CategoryName.all) else {
      throw fault(
        .badSection, line: lines.count - 1, "not a reason for each category",
        expected: "in `# reasons` a line `category: sentence` for \(CategoryName.all.joined(separator: ", "))",
        nextStep: "add or correct them, or remove `# examples`")
    }
    return reasons
  }

  private func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private func fault(
    _ code: PromptError.Code, line: Int, _ found: String, expected: String, nextStep: String
  ) -> PromptError {
    PromptError(code, at: "\(path):\(line + 1)", found: found, expected: expected, nextStep: nextStep)
  }
}

extension PromptTemplate.Section {
  /// The placeholders that a section must hold, in words.
  func wanted(by schema: ReplySchema) -> String {
    let own = schema.placeholders.map { "{{\($0.rawValue)}}" }
    return switch self {
    case .system, .reasons: "no placeholder"
    case .itemLayout:
      (["{{nonce}}, then {{log}} once, then {{nonce}}"] + own).joined(separator: ", and ")
    case .repair: (["{{problems}}"] + own.filter { $0 == "{{follow_ups}}" }).joined(separator: " and ")
    case .examples: "{{examples}} once"
    }
  }

  func accepts(_ found: [PromptText.Placeholder], for schema: ReplySchema) -> Bool {
    switch self {
    case .system, .reasons: return found.isEmpty
    case .repair: return Set(found) == schema.placeholders.intersection([.followUps]).union([.problems])
    case .examples: return found == [.examples]
    case .itemLayout:
      guard Set(found) == schema.placeholders.union([.nonce, .log]), let log = found.firstIndex(of: .log) else {
        return false
      }
      return log == found.lastIndex(of: .log) && found[..<log].contains(.nonce) && found[log...].contains(.nonce)
    }
  }
}
