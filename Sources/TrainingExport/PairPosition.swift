internal import Records

/// On which side the chosen answer of a pair stands where both stand side by side: by a hash of the pair's id, so that
/// neither side is preferred, and the same in every run.
enum PairPosition: String {
  case first = "text_a"
  case second = "text_b"

  init(_ pair: PreferencePair) {
    self = StableHash.of("position:\(pair.id)") & 1 == 0 ? .first : .second
  }

  /// Both texts in their order, each the whole conversation as Inverse Constitutional AI writes those of Chatbot Arena
  /// (`src/inverse_cai/data/loader/lmsys.py`).
  func texts(of pair: PreferencePair, style: RowStyle) -> (String, String) {
    let prompt = Self.text(of: style.withPersona(pair.prompt, persona: pair.persona))
    let chosen = prompt + Self.text(of: [Message(role: .assistant, content: pair.chosen)])
    let rejected = prompt + Self.text(of: [Message(role: .assistant, content: pair.rejected)])
    return self == .first ? (chosen, rejected) : (rejected, chosen)
  }

  private static func text(of messages: [Message]) -> String {
    messages.map { "### \($0.role.rawValue):\n\($0.content)\n\n" }.joined()
  }
}
