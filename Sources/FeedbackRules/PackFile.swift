import YAMLReading

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
  func report(_ code: RuleDiagnostic.Code, at node: YAMLNode, _ reason: String, mend: String) {
    report(code, line: node.line, column: node.column, reason, mend: mend)
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
  func compose(_ text: String) -> YAMLNode? {
    do throws(YAMLFault) {
      if let root = try YAMLNode.compose(text) { return root }
      report(.yamlSyntax, line: 1, column: 1, "the file is empty", mend: "write a pack, or delete the file")
    } catch {
      report(error)
    }
    return nil
  }

  private func report(_ fault: YAMLFault) {
    if fault.isDuplicateKey {
      report(.duplicateKey, line: fault.line, column: fault.column, fault.problem, mend: "keep one of them")
    } else {
      report(
        .yamlSyntax, line: fault.line, column: fault.column, fault.problem,
        mend: "mend the YAML; quote texts that hold `: `, ` #` or begin with a special character")
    }
  }
}
