import JSONSelection
import Testing

@Suite("A selector of trees") struct TreeSelectionTests {
  /// Wants `a` with the texts `t` and lists of `a` below it, to any depth.
  private func nesting(mostEvents: Int? = nil) -> JSONSelector {
    let selector = mostEvents.map { JSONSelector(besides: JSONSelector(), mostEvents: $0) } ?? JSONSelector()
    let field = selector.want("a")
    _ = selector.want("t", in: field)
    selector.nest(field)
    return selector
  }

  @Test("gives a field at every depth") func nested() throws {
    let json = #"{"t":0,"a":{"t":1,"a":[{"t":2,"a":[]},{"x":{"a":{"t":9}},"a":null}]}}"#
    #expect(
      try events(Array(json.utf8), from: nesting()) == [
        "0{", "1{", "2#1", "1[", "1{", "2#2", "1[", "1]", "1}", "1{", "1null", "1}", "1]", "1}", "0}",
      ])
  }

  @Test("gives fields whatever their keys are, with the keys") func anyKey() throws {
    let selector = JSONSelector()
    let map = selector.want("m")
    let named = selector.want("n", in: map)
    let any = selector.wantAny(in: map)
    let value = selector.want("v", in: any)
    #expect([map, named, any, value] == [1, 2, 3, 4])
    let long = String(repeating: "k", count: 100)
    let json = #"{"m":{"\u00e9":{"v":1,"w":2},"n":3,"":4,"\ud800":[{"v":5}],"\#(long)":null},"x":{"v":6}}"#
    #expect(
      try events(Array(json.utf8), from: selector) == [
        "0{", "1{", "3:é", "3{", "4#1", "3}", "2#3", "3:", "3#4", "3:\u{FFFD}!", "3[", "3{", "4#5", "3}", "3]",
        "3:\(long)",
        "3null", "1}", "0}",
      ])
  }

  @Test("may take turns with another, each with a choice of its own") func turns() throws {
    let first = JSONSelector()
    _ = first.want("a")
    let second = JSONSelector(besides: first, mostEvents: 10)
    _ = second.want("b")
    let json = Array(#"{"a":"\u00e9","b":"\u00e8"}"#.utf8)
    for _ in 0..<2 {
      #expect(try events(json, from: first) == ["0{", "1\"é\"", "0}"])
      #expect(try events(json, from: second) == ["0{", "1\"è\"", "0}"])
    }
  }

  @Test("gives plain values of lists where they are wanted") func items() throws {
    let selector = JSONSelector()
    _ = selector.want("a")
    selector.wantItems(of: selector.want("b"))
    let json = #"{"a":["x"],"b":["y",1,["z"],{"c":2}]}"#
    #expect(
      try events(Array(json.utf8), from: selector) == [
        "0{", "1~", "2[", "2\"y\"", "2#1", "2[", "2\"z\"", "2]", "2~", "2]", "0}",
      ])
  }

  @Test("follows 512 wanted objects into one another, and refuses more") func deep() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)).utf8)
    }
    #expect(try events(nested(512), from: nesting()).count == 1025)
    for depth in [513, 10_000, 1_000_000] {
      #expect(throws: JSONFault.tooDeep) { try events(nested(depth), from: nesting()) }
    }
    let selector = nesting()
    #expect(throws: JSONFault.tooDeep) { try events(nested(600), from: selector) }
    #expect(try events(nested(2), from: selector).count == 5)
  }

  @Test("refuses documents that give too many values") func tooMany() throws {
    let list = "{\"a\":[" + String(repeating: "0,", count: 200) + "0]}"
    #expect(try events(Array(list.utf8), from: nesting(mostEvents: 300)).count == 205)
    #expect(throws: JSONFault.tooManyValues) { try events(Array(list.utf8), from: nesting(mostEvents: 200)) }
    let selector = JSONSelector(besides: JSONSelector(), mostEvents: 100)
    _ = selector.wantAny()
    let keys = "{" + (0..<200).map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    #expect(throws: JSONFault.tooManyValues) { try events(Array(keys.utf8), from: selector) }
    #expect(try events(Array("{}".utf8), from: selector) == ["0{", "0}"])
  }
}
