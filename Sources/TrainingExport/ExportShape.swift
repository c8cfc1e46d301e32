/// What the rows of an export look like. A raw value is also the name of the configuration in the card.
public enum ExportShape: String, CaseIterable, Hashable, Sendable, Codable {
  /// A prompt with a chosen and a rejected answer, as TRL's `DPOTrainer` and `RewardTrainer` take it.
  case preference
  /// A prompt with one answer and whether it was wanted, as TRL's `KTOTrainer` takes it.
  case unpaired
  /// A conversation whose last message is to be imitated, as TRL's `SFTTrainer` takes it.
  case sft
  /// Two texts and which is preferred, as Inverse Constitutional AI takes it (Findeis et al. 2024, arXiv 2406.06560).
  case icai

  /// Whether a row fits.
  func takes(_ content: TrainingRow.Content) -> Bool {
    switch (self, content) {
    case (.preference, .pair), (.icai, .pair), (.unpaired, .example), (.sft, .demonstration): true
    default: false
    }
  }

  /// What the kinds of rows are called that the shape is counted by.
  var kindName: String {
    switch self {
    case .preference, .icai: "origin"
    case .unpaired: "label"
    case .sft: "reason"
    }
  }
}
