import FeedbackDetection
import FeedbackRules
import Testing

@Suite struct WindowTests {
  private static let filler = String(repeating: "ä", count: 3_000)

  @Test func startSkipsPunctuationEmojiAndWhiteSpace() throws {
    let rules = try rule("pattern: 'wrong'\nwhere: start")
    #expect(Said("😡 … «wrong").match(rules) == "wrong")
    #expect(Said("it is wrong").match(rules) == nil)
  }

  @Test func wholeAllowsOnlyWhatIsNoLetterBehind() throws {
    let rules = try rule("pattern: 'thanks|thanks a lot'\nwhere: whole")
    #expect(Said("Thanks a lot!! 🎉\n").match(rules) == "Thanks a lot")
    #expect(Said("Thanks a lot, 2").match(rules) == nil)
  }

  @Test func headIsTheFirst400BytesOfWhatIsSaid() throws {
    let rules = try rule("pattern: 'wrong'\nwhere: head\nnot_in: []")
    let inside = String(repeating: "x ", count: 197)
    #expect(Said("!!! " + inside + " wrong").match(rules) == "wrong")
    #expect(Said("!!! " + inside + "   wrong").match(rules) == nil)
  }

  @Test func aHeadThatEndsWithinACharacterEndsBeforeIt() throws {
    // 399 bytes, then a character of three of which one byte would fit.
    let rules = try rule("pattern: 'x[^x]?$'\nwhere: head\nmin_bytes: 400")
    let text = String(repeating: "y", count: 398) + "x" + "不不"
    #expect(Said(text).match(rules) == "x")
  }

  @Test func tailIsTheLast300BytesWithoutWhiteSpaceBehind() throws {
    let rules = try rule("pattern: 'wrong'\nwhere: tail")
    #expect(Said(Self.filler + " wrong   \n\n").match(rules) == "wrong")
    #expect(Said("wrong " + Self.filler).match(rules) == nil)
    #expect(Said("   ").match(rules) == nil)
  }

  @Test func aTailThatBeginsWithinACharacterBeginsBehindIt() throws {
    // 301 bytes: the tail's first byte is the second of 不.
    let rules = try rule("pattern: '^y+z'\nwhere: tail")
    #expect(Said("不" + String(repeating: "y", count: 297) + "z").match(rules)?.count == 298)
  }

  @Test func anywhereIsTheFirst4000BytesAndTheLast300() throws {
    let rules = try rule("pattern: 'wrong'\nwhere: anywhere")
    #expect(Said(String(repeating: "x ", count: 1_990) + "wrong " + Self.filler).match(rules) == "wrong")
    #expect(Said(String(repeating: "x ", count: 1_998) + "wrong " + Self.filler).match(rules) == nil)
    #expect(Said(Self.filler + "wrong " + Self.filler).match(rules) == nil)
    #expect(Said(Self.filler + "wrong").match(rules) == "wrong")
  }

  @Test func aHeadFarBehindTheBeginningIsStillSeen() throws {
    let rules = try rule("pattern: 'wrong'\nwhere: head\nnot_in: []")
    #expect(Said(String(repeating: "…", count: 3_000) + "wrong").match(rules) == "wrong")
  }

  @Test func startAndWholeLookAtAThousandBytes() throws {
    let start = try rule("pattern: 'so[^!]+wrong'\nwhere: start\nnot_in: []")
    #expect(Said("so " + String(repeating: "ä", count: 490) + " wrong").match(start) != nil)
    #expect(Said("so " + String(repeating: "ä", count: 500) + " wrong").match(start) == nil)
    let whole = try rule("pattern: 'wrong ä+'\nwhere: whole\nnot_in: []")
    #expect(Said("wrong " + String(repeating: "ä", count: 497)).match(whole) != nil)
    #expect(Said("wrong " + String(repeating: "ä", count: 498)).match(whole) == nil)
  }

  @Test func startIsSeenFarBehindTheBeginning() throws {
    let rules = try rule("pattern: 'so[^!]+wrong'\nwhere: start\nnot_in: []")
    let behind = "so " + String(repeating: "ä", count: 300) + " wrong"
    #expect(Said(String(repeating: "…", count: 1_300) + behind + Self.filler).match(rules) != nil)
  }

  @Test func aMovedBeginningIsTheBeginningOfTheMatch() throws {
    let rules = try rule("pattern: 'but \\Kwrong'\nwhere: head")
    #expect(Said("fine but wrong").match(rules) == "wrong")
    #expect(Said("\"fine but\" wrong").match(rules) == nil)
  }

  @Test func lengthsAreOfTheTrimmedMessage() throws {
    let rules = try rule("pattern: 'wrong'\nmin_bytes: 5\nmax_bytes: 7")
    #expect(Said(" \n wrong \u{A0}").match(rules) == "wrong")
    #expect(Said("wrong so").match(rules) == nil)
  }

  @Test func theFirstPatternThatMatchesCounts() throws {
    let rules = try rule("patterns: ['bad', 'wrong']")
    #expect(Said("wrong and bad").match(rules) == "bad")
  }
}
