internal import Digests
internal import Foundation
internal import Records

/// One version of what a chat model is asked, read from a file such as `prompts/feedback-1.md`.
///
/// ```
/// ---
/// name: feedback-1
/// purpose: what follow-ups say about the answers before them
/// schema: feedback_verdicts
/// ---
/// # system
/// You label …
/// # item layout
/// The log begins at {{nonce}}
/// {{log}}
/// and ends at {{nonce}}. Answer for {{follow_ups}}.
/// # repair
/// {{problems}} Answer again for {{follow_ups}}.
/// ```
///
/// | in the front matter | |
/// |---|---|
/// | `name` | the file's name without `.md`; a changed prompt is a new file |
/// | `purpose` | one line for people |
/// | `schema` | a `ReplySchema` |
///
/// | section | holds | placeholders |
/// |---|---|---|
/// | `system` | the instructions, the same for every request | none |
/// | `item layout` | how one request shows its log | `{{nonce}}` before and after one `{{log}}`, and the schema's own |
/// | `repair` | what follows on a bad reply | `{{problems}}`, and `{{follow_ups}}` where the schema has it |
/// | `examples` | optional: how examples are announced, at the end of the instructions | `{{examples}}` |
/// | `reasons` | with `examples`: a line `category: the explanation that an example of it shows` for each, `none` too | none |
///
/// A schema's own placeholder is `{{follow_ups}}` or `{{number}}`, or there is none (`ReplySchema`).
public struct PromptTemplate: Hashable, Sendable {
  /// The named parts of the file.
  public enum Section: String, CaseIterable, Hashable, Sendable {
    case system
    case itemLayout = "item layout"
    case repair, examples, reasons
  }

  public let name: String
  public let purpose: String
  public let schema: ReplySchema
  /// SHA-256 over the bytes of the file, as 64 hexadecimal digits.
  public let digest: String
  let sections: [Section: PromptText]
  /// The explanation that examples of a category show, by the category's name.
  let reasons: [String: String]

  /// Reads the bytes of a prompt file.
  ///
  /// - Parameter path: what errors call the file; its last part must be the prompt's name and `.md`.
  /// - Throws: `PromptError`, for the first thing that is not as described above.
  public init(bytes: [UInt8], path: String) throws(PromptError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PromptError(
        .unreadable, at: path, found: "bytes that are not UTF-8", expected: "a text",
        nextStep: "save the file as UTF-8")
    }
    var reader = PromptFileReader(text: text, path: path)
    let header = try reader.header()
    name = header.name
    purpose = header.purpose
    schema = header.schema
    sections = try reader.sections(for: schema)
    reasons = try reader.reasons(of: sections)
    digest = SHA256Hasher.hex(of: bytes)
  }

  /// Reads a prompt file.
  ///
  /// - Throws: `PromptError`: the file cannot be read, or is not as described above.
  public static func load(path: String) throws(PromptError) -> PromptTemplate {
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw PromptError(
        .unreadable, at: path, found: "no file that can be read", expected: "a prompt file",
        nextStep: "check the path and its permissions")
    }
    return try PromptTemplate(bytes: bytes, path: path)
  }

  /// The section's text with its places filled; empty where the file has no such section.
  package func text(_ section: Section, _ values: [PromptText.Placeholder: String] = [:]) -> String {
    sections[section]?.filled(values) ?? ""
  }

  /// Stops the use of a prompt for what it was not written for.
  package func require(_ wanted: ReplySchema) throws(PromptError) {
    if schema == wanted { return }
    throw PromptError(
      .otherPurpose, at: name, found: "the schema \(schema.rawValue)", expected: wanted.rawValue,
      nextStep: "give a prompt file whose front matter says `schema: \(wanted.rawValue)`")
  }
}
