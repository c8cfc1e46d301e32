import Records
import YAMLReading

/// Reads the examples of one rule.
struct ExampleReader {
  let file: PackFile

  private static let kinds = ["fires", "silent"]
  private static let fields = ["text", "after", "previous", "next"]

  func examples(_ fields: FieldReader) -> [RuleExample] {
    guard let node = fields.node("examples") else {
      fields.reportMissing("examples", mend: "write `examples:` with `fires:` and `silent:`")
      return []
    }
    guard let kinds = FieldReader(node, kind: "`examples`", known: Self.kinds, file: file) else { return [] }
    let lists = Self.kinds.map { (kind: $0, nodes: kinds.list($0)) }
    for (kind, nodes) in lists where nodes.isEmpty && !kinds.isWrong(kind) {
      file.report(
        .tooFewExamples, at: node, "there is no example under `\(kind)`",
        mend: kind == "fires"
          ? "write a message that must match, its match between « and »"
          : "write a message that looks alike and must not match")
    }
    return lists.flatMap { kind, nodes in nodes.compactMap { example($0, fires: kind == "fires") } }
  }

  private func example(_ node: YAMLNode, fires: Bool) -> RuleExample? {
    if let text = node.text { return example(marked: text, at: node, fires: fires, in: nil) }
    guard let fields = FieldReader(node, kind: "an example", known: Self.fields, file: file),
      let text = fields.requiredText("text", mend: "write the message as `text: \"…\"`"),
      let place = fields.node("text")
    else { return nil }
    return example(marked: text, at: place, fires: fires, in: fields)
  }

  private func example(marked: String, at node: YAMLNode, fires: Bool, in fields: FieldReader?) -> RuleExample? {
    // Under `silent` « and » are quotation marks like any others.
    let unmarked = fires ? RuleExample.unmarked(marked) : nil
    if fires, unmarked == nil {
      file.report(
        .exampleWithoutMarks, at: node, "the example does not say what must match",
        mend: "put the match between « and »")
      return nil
    }
    return RuleExample(
      text: unmarked?.text ?? marked, answer: fields?.text("after") ?? RuleExample.neutralAnswer,
      previous: fields?.text("previous") ?? RuleExample.unrelatedRequest,
      next: fields?.text("next") ?? RuleExample.unrelatedAnswer, span: unmarked?.span,
      line: (fields?.node ?? node).line)
  }
}
