/// Whether a wording may be shown to other people than the one who wrote it.
///
/// This is the least that is looked for. Callers that can find personal data should add their own check.
enum WordingCheck {
  /// Digits in a row, but for what stands between groups of them, from which on they may be a number of somebody.
  private static let tellingDigits = 7
  /// Longer wordings are pasted texts rather than requests.
  private static let longestBytes = 1_000

  static func isPresentable(_ text: String) -> Bool {
    text.utf8.count <= longestBytes && !PlaceholderScan.hasPlaceholder(text) && !text.contains("@")
      && !text.lowercased().contains("://") && !hasTellingNumber(text)
  }

  private static func hasTellingNumber(_ text: String) -> Bool {
    var digits = 0
    for character in text {
      if character.isNumber {
        digits += 1
        if digits >= tellingDigits { return true }
      } else if !" -.()/".contains(character) {
        digits = 0
      }
    }
    return false
  }
}
