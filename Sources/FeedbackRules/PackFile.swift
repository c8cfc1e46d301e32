import Yams

/// The text of one pack and what is found wrong with it.
final class PackFile {
  let name: String
  private let lines: [Substring]
  private(set) var diagnostics: [RuleDiagnostic] = []

  init(name: String, text: String) {
    self.name = name
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Notes a mistake at a node.
  func report(_ code: RuleDiagnostic.Code, at node: Node, _ reason: String, mend: String) {
    report(code, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, reason, mend: mend)
  }

  /// Notes a mistake at a line and column, both from 1.
  func report(_ code: RuleDiagnostic.Code, line: Int, column: Int, _ reason: String, mend: String) {
    let sourceLine = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    diagnostics.append(
      RuleDiagnostic(
        code: code, file: name, line: line, column: max(1, column),
        sourceLine: sourceLine.hasSuffix("\r") ? String(sourceLine.dropLast()) : sourceLine,
        reason: reason, mend: mend))
  }

  /// The root of the document; nil, and a diagnostic, where the text is not YAML.
  func compose(_ text: String) -> Node? {
    do {
      if let root = try Yams.compose(yaml: text) { return root }
      report(.yamlSyntax, line: 1, column: 1, "the file is empty", mend: "write a pack, or delete the file")
    } catch let error as YamlError {
      report(error)
    } catch {
      report(.yamlSyntax, line: 1, column: 1, "\(error)", mend: "mend the YAML")
    }
    return nil
  }

  private func report(_ error: YamlError) {
    let mend = "mend the YAML; quote texts that hold `: `, ` #` or begin with a special character"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report(.yamlSyntax, line: mark.line, column: mark.column, problem, mend: mend)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "`\($0)`" }.joined(separator: ", ")
      report(
        .duplicateKey, line: context.mark.line, column: context.mark.column,
        "the map that begins here has \(names) twice",
        mend: "keep one of them")
    default:
      report(.yamlSyntax, line: 1, column: 1, "\(error)", mend: mend)
    }
  }
}
