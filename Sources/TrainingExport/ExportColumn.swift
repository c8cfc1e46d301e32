public import DatasetWriting
internal import Records

/// One column of an export: present in every row, always of this type, never null.
public struct ExportColumn: Sendable {
  /// The types that columns have, as the dataset's own tables have them.
  public typealias Kind = Column.Kind

  let key: StaticString
  public let kind: Kind
  /// One sentence for the card.
  public let meaning: String

  public var name: String { key.description }

  /// The columns of a shape, in the order in which they are written.
  public static func columns(of shape: ExportShape) -> [ExportColumn] {
    switch shape {
    case .preference: RowColumn.preference.map(\.column)
    case .unpaired: RowColumn.unpaired.map(\.column)
    case .sft: RowColumn.demonstration.map(\.column)
    case .icai: RowColumn.icai.map(\.column)
    }
  }
}

/// The value of a column in a row.
enum ExportValue: Hashable, Sendable {
  case string(String)
  case int64(Int)
  /// 0 to 1, with four decimals.
  case float64(Double)
  case bool(Bool)
  case strings([String])
  case messages([Message])

  /// A share or a probability, rounded so that all formats have the same number.
  static func share(_ value: Double) -> ExportValue { .float64((value * 10_000).rounded() / 10_000) }

  var kind: ExportColumn.Kind {
    switch self {
    case .string: .string
    case .int64: .int64
    case .float64: .float64
    case .bool: .bool
    case .strings: .strings
    case .messages: .messages
    }
  }
}

/// A column with where its value comes from, so that names and values can't get out of step.
struct RowColumn<Content>: Sendable {
  let column: ExportColumn
  let value: @Sendable (Content, RowStyle) -> ExportValue

  init(
    _ name: StaticString, _ kind: ExportColumn.Kind, _ meaning: String,
    _ value: @escaping @Sendable (Content, RowStyle) -> ExportValue
  ) {
    column = ExportColumn(key: name, kind: kind, meaning: meaning)
    self.value = value
  }

  /// The column for contents that have this one's within them.
  func of<Whole>(_ part: @escaping @Sendable (Whole) -> Content) -> RowColumn<Whole> {
    let value = value
    return RowColumn<Whole>(column.key, column.kind, column.meaning) { value(part($0), $1) }
  }
}

/// What the settings say of the texts in a row.
struct RowStyle: Sendable {
  var personaInPrompt = false
  var withoutText = false

  init(_ settings: ExportSettings) {
    personaInPrompt = settings.personaInPrompt
    withoutText = settings.withoutText
  }

  func text(_ text: String) -> ExportValue { .string(withoutText ? "" : text) }

  /// A list of one answer.
  func answer(_ text: String) -> ExportValue { messages([Message(role: .assistant, content: text)]) }

  func messages(_ messages: [Message]) -> ExportValue { .messages(withoutText ? [] : messages) }

  /// Messages behind what is known of the user, where that is wanted and something is known.
  func conversation(_ messages: [Message], persona: String) -> ExportValue {
    self.messages(withPersona(messages, persona: persona))
  }

  func withPersona(_ messages: [Message], persona: String) -> [Message] {
    personaInPrompt && !persona.isEmpty ? [Message(role: .system, content: persona)] + messages : messages
  }
}
