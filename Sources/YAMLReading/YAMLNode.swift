internal import Yams

/// One value of a YAML document, with the place where it begins.
public struct YAMLNode: Hashable, Sendable {
  public indirect enum Content: Hashable, Sendable {
    /// A text; plain where it stood without quotation marks.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// The fields in the order of the file; a key occurs once.
    case mapping([YAMLField])
  }

  public let content: Content
  /// From 1.
  public let line: Int
  /// From 1, in Unicode scalars.
  public let column: Int

  /// The text of a scalar; nil for anything else.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether this is YAML's null: nothing, `~` or `null`, without quotation marks.
  public var isNull: Bool {
    if case .scalar(let text, isPlain: true) = content { ["", "~", "null"].contains(text) } else { false }
  }

  /// Reads one document; nil where the text holds none.
  ///
  /// - Throws: `YAMLFault` with the place.
  public static func compose(_ text: String) throws(YAMLFault) -> YAMLNode? {
    do {
      return try Yams.compose(yaml: text).map(YAMLNode.init)
    } catch let error as YamlError {
      throw YAMLFault(error)
    } catch {
      throw YAMLFault(isDuplicateKey: false, line: 1, column: 1, problem: "the text can't be read")
    }
  }

  private init(_ node: Node) {
    line = node.mark?.line ?? 1
    column = node.mark?.column ?? 1
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any)
    case .sequence(let sequence): content = .sequence(sequence.map(YAMLNode.init))
    case .mapping(let mapping):
      content = .mapping(mapping.map { YAMLField(key: YAMLNode($0.key), value: YAMLNode($0.value)) })
    // An alias is resolved by the composer; one that is left has no value.
    case .alias: content = .scalar("", isPlain: true)
    }
  }
}

/// One field of a map.
public struct YAMLField: Hashable, Sendable {
  public let key: YAMLNode
  public let value: YAMLNode
}

/// Why a text is not YAML, and where.
public struct YAMLFault: Error, Hashable, Sendable {
  /// Whether a map has a key twice; else the syntax is wrong.
  public let isDuplicateKey: Bool
  /// From 1.
  public let line: Int
  public let column: Int
  public let problem: String

  init(isDuplicateKey: Bool, line: Int, column: Int, problem: String) {
    self.isDuplicateKey = isDuplicateKey
    self.line = line
    self.column = column
    self.problem = problem
  }

  init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(isDuplicateKey: false, line: mark.line, column: mark.column, problem: problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "`\($0)`" }.joined(separator: ", ")
      self.init(
        isDuplicateKey: true, line: context.mark.line, column: context.mark.column,
        problem: "the map that begins here has \(names) twice")
    default:
      self.init(isDuplicateKey: false, line: 1, column: 1, problem: "\(error)")
    }
  }
}
