import Records
import Yams

/// Reads the examples of one rule.
struct ExampleReader {
  let file: PackFile

  private static let kinds = ["fires", "silent"]
  private static let fields = ["text", "after", "previous"]

  func examples(_ fields: FieldReader) -> [RuleExample] {
    guard let node = fields.node("examples") else {
      fields.reportMissing("examples", mend: "write `examples:` with `fires:` and `silent:`")
      return []
    }
    guard let kinds = FieldReader(node, kind: "`examples`", known: Self.kinds, file: file) else { return [] }
    for kind in Self.kinds where kinds.list(kind).isEmpty {
      file.report(
        .tooFewExamples, at: node, "there is no example under `\(kind)`",
        mend: kind == "fires" ? "write a message that must match, its match between « and »"
          : "write a message that looks alike and must not match")
    }
    return Self.kinds.flatMap { kind in kinds.list(kind).compactMap { example($0, fires: kind == "fires") } }
  }

  private func example(_ node: Node, fires: Bool) -> RuleExample? {
    let line = node.mark?.line ?? 1
    if let scalar = node.scalar { return example(marked: scalar.string, at: node, fires: fires, line: line) }
    guard let fields = FieldReader(node, kind: "an example", known: Self.fields, file: file),
      let text = fields.requiredText("text", mend: "write the message as `text: \"…\"`"), let place = fields.node("text")
    else { return nil }
    return example(
      marked: text, at: place, fires: fires, line: line, answer: fields.text("after"), previous: fields.text("previous"))
  }

  private func example(
    marked: String, at node: Node, fires: Bool, line: Int, answer: String? = nil, previous: String? = nil
  ) -> RuleExample? {
    // Under `silent` « and » are quotation marks like any others.
    let unmarked = fires ? RuleExample.unmarked(marked) : nil
    if fires, unmarked == nil {
      file.report(
        .exampleWithoutMarks, at: node, "the example does not say what must match", mend: "put the match between « and »")
      return nil
    }
    return RuleExample(
      text: unmarked?.text ?? marked, answer: answer ?? RuleExample.neutralAnswer,
      previous: previous ?? RuleExample.unrelatedRequest, span: unmarked?.span, line: line)
  }
}
