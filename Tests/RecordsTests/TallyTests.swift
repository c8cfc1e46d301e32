import Foundation
import Records
import Testing

@Suite("A tally") struct TallyTests {
  @Test("balances whatever is counted") func balances() {
    var tally = Tally()
    tally.pass(3)
    tally.reject(.invalidJSON)
    tally.reject(.notALog, count: 2)
    #expect(tally.balances)
    #expect(tally.taken == 6)
    #expect(tally.failed == 1)
    #expect(tally.dropped == 2)
  }

  @Test("adds up with another") func adds() {
    var one = Tally()
    one.pass()
    var other = Tally()
    other.reject(.empty)
    one.add(other)
    #expect(one.taken == 2 && one.passed == 1 && one.rejected == [.empty: 1])
  }

  @Test("survives its JSON form, with reasons by name") func roundTrip() throws {
    var tally = Tally()
    tally.pass(2)
    tally.reject(.truncatedArchive)
    let data = try JSONEncoder().encode(tally)
    #expect(String(decoding: data, as: UTF8.self).contains("\"truncated_archive\":1"))
    #expect(try JSONDecoder().decode(Tally.self, from: data) == tally)
  }

  @Test("refuses a reason that does not exist") func unknownReason() {
    let data = Data(#"{"in":1,"out":0,"rejected":{"bad_mood":1}}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Tally.self, from: data) }
  }
}
