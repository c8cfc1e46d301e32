/// Decides which items are audited: a Poisson sample, in which each item is drawn on its own with the same known
/// probability.
///
/// An item is drawn if and only if its hash, as a share of 2⁶⁴, lies below the share. So the same item with the same
/// salt is drawn on every machine, in any order, in any company; and a greater share draws the same items and more.
/// Another salt draws independently.
///
/// The hash is SipHash-2-4 of the identifier's UTF-8 bytes. The two words of its key are the hashes of the salt's UTF-8
/// bytes under the keys (0, 0) and (1, 0). This is fixed for ever: a change would draw other items.
public struct AuditDraw: Sendable {
  /// The probability with which every item is drawn.
  public let share: Double
  private let key: (UInt64, UInt64)

  /// Makes a draw. `share` lies between 0 (no item) and 1 (every item).
  public init(share: Double, salt: String) {
    precondition(share >= 0 && share <= 1, "the share of an audit lies between 0 and 1")
    self.share = share
    key = (SipHash.hash(salt.utf8, key: (0, 0)), SipHash.hash(salt.utf8, key: (1, 0)))
  }

  /// The hash by which the item is drawn; evenly spread over all values. Identifiers must differ from item to item.
  public func hash(of identifier: String) -> UInt64 { SipHash.hash(identifier.utf8, key: key) }

  /// Whether the item is drawn.
  public func draws(_ identifier: String) -> Bool { ticket(of: identifier) != nil }

  /// The item's hash if it is drawn, which `Routing` cuts by; else nil.
  public func ticket(of identifier: String) -> UInt64? {
    // 2⁶⁴ itself is no UInt64, and a share close to 1 must not round up to it.
    guard share < 1 else { return hash(of: identifier) }
    let hash = hash(of: identifier)
    return hash < UInt64(share * 0x1p64) ? hash : nil
  }
}
