/// What is kept of a request's text.
public struct RequestEvidence: Hashable, Sendable, Codable {
  public internal(set) var language: String
  /// See `RequestForm`.
  public internal(set) var normal: String
  /// Equal for requests that differ in numbers alone; nil for those without numbers.
  public internal(set) var template: RequestKey?
  public internal(set) var isInstruction: Bool
  /// Whether it says nothing without the request that it changes, which stands before it in the normal form.
  public internal(set) var isContextual: Bool
  /// How it was written, the shortest first.
  public internal(set) var exemplars: [String]

  static let exemplarLimit = 3
  static let exemplarBytes = 1_000

  init(_ form: RequestForm, text: String) {
    language = form.language
    normal = form.normal
    template = form.template
    isInstruction = form.isInstruction
    isContextual = form.isContextual
    let exemplar = InstructionPart(text).text
    exemplars = exemplar.utf8.count <= Self.exemplarBytes ? [exemplar.trimmed] : []
  }

  /// Takes the exemplars of the same request from elsewhere; the result does not depend on the order.
  mutating func merge(_ other: RequestEvidence) {
    exemplars = Self.chosen(exemplars + other.exemplars)
  }

  static func chosen(_ exemplars: [String]) -> [String] {
    let different = Set(exemplars.map { Array($0.utf8) })
    let ordered = different.sorted { $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1) }
    return ordered.prefix(exemplarLimit).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  /// Without white space around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
