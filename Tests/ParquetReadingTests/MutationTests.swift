import ParquetReading
import Testing

/// Files with a byte changed: whatever it does, it is told, and every row is accounted for.
@Suite struct MutationTests {
  private static let limits = ParquetLimits(
    footerBytes: 1 << 20, pageBytes: 1 << 22, heldBytes: 1 << 24, rowBytes: 1 << 20, expansionRatio: 100,
    expandedBytesAllowed: 1 << 20)

  @Test(
    "A changed byte never does more than lose rows",
    arguments: [
      "chat.snappy-pages-1", "chat.duckdb-1", "chat.zstd-pages-2", "shapes.pages-2", "types.pages-1", "int96.pyarrow",
      "sequences.delta-pages-2", "sequences.split-pages-1",
    ])
  func changedBytes(name: String) throws {
    let original = try Fixtures.bytes(name)
    let changes: [UInt8] = [0xFF, 0x01, 0x80, 0x10, 0x7F]
    // The footer is denser in what can go wrong than the pages are.
    let footer = original.count - 1500
    for place in original.indices where place % (place < footer ? 31 : 4) == 0 {
      var bytes = original
      bytes[place] ^= changes[place % changes.count]
      let outcome = Outcome(bytes, limits: Self.limits)
      #expect(outcome.balances, "byte \(place)")
    }
  }

  @Test("A file that is cut anywhere is told to be no whole one")
  func cut() throws {
    let original = try Fixtures.bytes("chat.lz4-pages-1")
    for end in stride(from: 0, to: original.count, by: 11) {
      let outcome = Outcome(Array(original[..<end]), limits: Self.limits)
      #expect(outcome.rows.isEmpty && outcome.errors.count == 1)
    }
  }
}
