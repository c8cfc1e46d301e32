import Digests

/// Which part of the labelled conversations a conversation belongs to. Rules are written and measured on the one and
/// judged on the other.
public enum DataSplit: String, CaseIterable, Hashable, Sendable {
  case tune
  case holdOut = "hold-out"

  /// The side of a conversation: the hold-out has those whose id's SHA-256, read as a number, is a multiple of 3.
  public init(conversation id: String) {
    // 16 leaves 1 when divided by 3, so that a number of hexadecimal digits leaves what the sum of its digits leaves.
    let sum = SHA256Hasher.hex(of: id).reduce(0) { $0 + ($1.hexDigitValue ?? 0) }
    self = sum % 3 == 0 ? .holdOut : .tune
  }
}
