import Testing

@testable import AuditStatistics

struct AuditDrawTests {
  @Test("SipHash gives the vectors of its specification")
  func specification() {
    let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    #expect(SipHash.hash(Array(0..<15), key: key) == 0xa129_ca61_49be_45e5)
    #expect(SipHash.hash([], key: key) == 0x726f_db47_dd0e_0e31)
    #expect(SipHash.hash(Array(0..<8), key: key) == 0x93f5_f579_9a93_2462)
  }

  @Test("The hash of an item is what it has always been")
  func fixed() throws {
    for draw in try Goldens.load().draws {
      #expect(String(AuditDraw(share: 0.5, salt: draw.salt).hash(of: draw.id)) == draw.hash, "\(draw.salt) \(draw.id)")
    }
  }

  @Test("The share that is drawn is the share that was asked for", arguments: [0.01, 0.2, 0.5, 0.97])
  func share(share: Double) {
    let draw = AuditDraw(share: share, salt: "share")
    let count = 20_000
    let drawn = (0..<count).count { draw.draws("item-\($0)") }
    // Five standard deviations: of what is fixed, this is decided once and for all.
    let deviation = (Double(count) * share * (1 - share)).squareRoot()
    #expect(abs(Double(drawn) - Double(count) * share) < 5 * deviation)
  }

  @Test("No item is drawn of a share of nothing, and every item of all")
  func ends() {
    let names = (0..<1000).map { "item-\($0)" }
    #expect(!names.contains(where: AuditDraw(share: 0, salt: "").draws))
    #expect(names.allSatisfy(AuditDraw(share: 1, salt: "").draws))
  }

  @Test("A greater share draws the same items and more")
  func nested() {
    let (small, great) = (AuditDraw(share: 0.1, salt: "s"), AuditDraw(share: 0.3, salt: "s"))
    let names = (0..<2000).map { "item-\($0)" }
    #expect(names.filter(small.draws).allSatisfy(great.draws))
    #expect(names.count(where: great.draws) > names.count(where: small.draws))
  }

  @Test("Another salt draws independently")
  func salts() {
    let (one, two) = (AuditDraw(share: 0.3, salt: "one"), AuditDraw(share: 0.3, salt: "two"))
    let both = (0..<20_000).count { one.draws("item-\($0)") && two.draws("item-\($0)") }
    #expect(abs(Double(both) - 1800) < 5 * (1800 * 0.91).squareRoot())
  }

  @Test("Hashes are even over sixteen bins in their highest and lowest bits", arguments: [0, 60])
  func even(shift: Int) {
    let draw = AuditDraw(share: 1, salt: "even")
    var bins = [Double](repeating: 0, count: 16)
    for place in 0..<32_000 { bins[Int(draw.hash(of: "conversation:\(place)") >> UInt64(shift) & 15)] += 1 }
    let chiSquare = bins.reduce(0) { $0 + ($1 - 2000) * ($1 - 2000) / 2000 }
    // The 99.9 % quantile for 15 degrees of freedom.
    #expect(chiSquare < 37.7)
  }
}
