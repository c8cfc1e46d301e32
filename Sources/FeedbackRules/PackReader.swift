import Records
import YAMLReading

/// Reads one pack.
struct PackReader {
  /// What a pack says of all its rules.
  struct Header {
    let pack: String
    let language: String
    let isForEveryLanguage: Bool
    let fragments: [String: String]
  }

  private static let fields = ["pack", "language", "applies", "fragments", "rules"]
  private let file: PackFile

  init(file: PackFile) { self.file = file }

  /// The rules that could be read; what could not is in the file's diagnostics.
  func rules(from text: String) -> [DetectionRule] {
    guard let root = file.compose(text),
      let fields = FieldReader(root, kind: "a pack", known: Self.fields, file: file)
    else { return [] }
    let header = header(fields)
    let nodes = fields.list("rules")
    if nodes.isEmpty { fields.reportMissing("rules", mend: "write at least one rule, or delete the file") }
    return nodes.compactMap { RuleReader(header: header, file: file).rule($0) }
  }

  private func header(_ fields: FieldReader) -> Header {
    let pack = fields.requiredText("pack", mend: "name the pack, such as `pack: en.correction`") ?? ""
    let language = fields.requiredText("language", mend: "write the ISO 639-1 code, such as `language: en`") ?? ""
    if let node = fields.node("language"), !Self.isLanguage(language) {
      file.report(
        .badValue, at: node, "`language` does not know `\(language)`", mend: "write two lower-case letters, or `any`")
    }
    return Header(
      pack: pack, language: language, isForEveryLanguage: fields.choice("applies", Applies.stated) == .any,
      fragments: fragments(fields))
  }

  private enum Applies: String, CaseIterable {
    case any, stated
  }

  private static func isLanguage(_ name: String) -> Bool {
    name == "any" || (name.utf8.count == 2 && name.utf8.allSatisfy { (0x61...0x7A).contains($0) })
  }

  /// The fragments, each with those above it put in.
  private func fragments(_ fields: FieldReader) -> [String: String] {
    guard let node = fields.node("fragments") else { return [:] }
    guard case .mapping(let fields) = node.content else {
      file.report(.wrongType, at: node, "`fragments` must be a map", mend: "write `name: 'pattern'` lines")
      return [:]
    }
    var known: [String: String] = [:]
    for field in fields {
      let (key, value) = (field.key, field.value)
      guard let name = key.text, let text = FieldReader.text(of: value, called: "a fragment", file: file)
      else {
        continue
      }
      guard PatternTranslation.isFragmentName(name) else {
        file.report(
          .badValue, at: key, "`\(name)` cannot name a fragment", mend: "use letters, digits, `-` and `_`")
        continue
      }
      known[name] = expanded(text, at: value, known: known)
    }
    return known
  }

  private func expanded(_ text: String, at node: YAMLNode, known: [String: String]) -> String {
    do {
      return try PatternTranslation.expanded(text, fragments: known)
    } catch {
      file.reportUnknownFragment(error.name, at: node, known: known)
      return text
    }
  }
}

extension PackFile {
  func reportUnknownFragment(_ name: String, at node: YAMLNode, known: [String: String]) {
    let mend =
      NearestName.nearest(to: name, in: known.keys.sorted()).map { "write `{{\($0)}}`" }
      ?? "define it under `fragments`, above its first use"
    report(.unknownFragment, at: node, "no fragment above is called `\(name)`", mend: mend)
  }
}
