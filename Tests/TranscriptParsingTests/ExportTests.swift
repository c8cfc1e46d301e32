import Records
import Testing
import TranscriptParsing

/// A node of a mapping as JSON.
private func node(
  _ id: String, parent: String?, children: [String] = [], role: String? = nil, more: String = "", content: String? = nil
) -> String {
  let content = content ?? #"{"content_type":"text","parts":["\#(id)"]}"#
  let message = role.map {
    #"{"id":"\#(id)","author":{"role":"\#($0)"},"content":\#(content),"recipient":"all"\#(more)}"#
  }
  let list = children.map { "\"\($0)\"" }.joined(separator: ",")
  return #"""
    "\#(id)":{"id":"\#(id)","message":\#(message ?? "null"),"parent":\#(parent.map { "\"\($0)\"" } ?? "null"),"children":[\#(list)]}
    """#
}

private func export(_ nodes: [String], current: String? = nil, more: String = "") -> String {
  #"""
  {"title":"t","create_time":1687880185.5,"mapping":{\#(nodes.joined(separator: ","))},"conversation_id":"c",
  "current_node":\#(current.map { "\"\($0)\"" } ?? "null")\#(more)}
  """#
}

/// A question with two answers, of which the first was gone on from, and two versions of what followed it.
private let branches = [
  node("root", parent: nil, children: ["q"]), node("q", parent: "root", children: ["a", "b"], role: "user"),
  node("a", parent: "q", children: ["f", "g"], role: "assistant", more: #","metadata":{"model_slug":"m1"}"#),
  node("b", parent: "q", role: "assistant", more: #","metadata":{"model_slug":"m2"}"#),
  node("f", parent: "a", role: "user"), node("g", parent: "a", children: ["h"], role: "user"),
  node("h", parent: "g", role: "assistant", more: #","create_time":1687880999.9,"metadata":{}"#),
]

@Suite("ChatGPT's export") struct ExportTests {
  @Test("gives the path that was seen last first, and then the others in order") func paths() throws {
    let reading = try PathReading(export(branches, current: "h"))
    #expect(reading.texts == ["q a g h", "q a f", "q b"])
    #expect(reading.firstNew == [0, 2, 1])
    #expect(reading.conversations.map(\.model) == ["m1", "m1", "m2"])
    #expect(
      reading.conversations[2]
        == Conversation(
          id: "c", format: .chatgpt, model: "m2", language: "", user: "", timestamp: "2023-06-27T15:36:25.000Z",
          messages: [Message(role: .user, content: "q"), Message(role: .assistant, content: "b")]))
  }

  @Test("keeps the tree's order where it does not say what was seen last", arguments: [nil, "nowhere"])
  func noCurrentNode(current: String?) throws {
    #expect(try PathReading(export(branches, current: current)).texts == ["q a f", "q a g h", "q b"])
  }

  @Test("takes the first path through a node that was seen last and has others behind it") func innerNode() throws {
    #expect(try PathReading(export(branches, current: "a")).texts == ["q a f", "q a g h", "q b"])
  }

  @Test(
    "prefers the answer that was kept to",
    arguments: [
      ("h", "q > a(0) b(1)", nil), ("b", "q > b(0) a(1)", nil), (nil, "q > a(0) b(1)", nil),
      ("q", "q > a(0) b(1)", nil),
    ] as [(String?, String, ComparisonObstacle?)])
  func regenerated(current: String?, words: String, obstacle: ComparisonObstacle?) throws {
    let reading = try PathReading(export(branches, current: current))
    #expect(reading.comparisons.map(reading.words) == [words])
    #expect(reading.comparisons.map(\.origin) == [.regenerated] && reading.comparisons.map(\.obstacle) == [obstacle])
  }

  @Test("prefers none where several were gone on from, or none was") func undecided() throws {
    func fork(_ followUps: [String]) throws -> [ComparisonObstacle?] {
      let nodes =
        [node("q", parent: nil, children: ["a", "b"], role: "user")]
        + ["a", "b"].map { node($0, parent: "q", role: "assistant") } + followUps
      return try PathReading(export(nodes)).comparisons.map(\.obstacle)
    }
    #expect(try fork([]) == [.noVerdict])
    #expect(try fork([node("f", parent: "a", role: "user"), node("g", parent: "b", role: "user")]) == [.noVerdict])
    #expect(try fork([node("f", parent: "a", role: "user")]) == [nil])
    // An answer that goes on behind a tool is no answer as a whole.
    #expect(try fork([node("t", parent: "a", role: "tool"), node("f", parent: "t", role: "user")]) == [.noAnswer])
  }

  @Test("gives edited requests with what they follow, from one version to the next") func edits() throws {
    let reading = try PathReading(export(branches, current: "h"))
    #expect(reading.edits.map { [reading.text($0.earlier), reading.text($0.later)] } == [["f", "g"]])
    #expect(reading.edits.map(\.parent) == [MessagePlace(path: 0, message: 1)])
    let openings = ["p", "q", "r"].map { node($0, parent: "root", role: "user") }
    let first = try PathReading(export([node("root", parent: nil, children: ["p", "q", "r"])] + openings))
    #expect(first.edits.map { [first.text($0.earlier), first.text($0.later)] } == [["p", "q"], ["q", "r"]])
    #expect(first.edits.allSatisfy { $0.parent == nil })
  }

  @Test("passes over what is no part of the conversation, and keeps what follows it") func passedOver() throws {
    let hidden = #","metadata":{"is_visually_hidden_from_conversation":true}"#
    let chain = [
      node("root", parent: nil, role: "system", content: #"{"content_type":"text","parts":[""]}"#),
      node("profile", parent: "root", role: "user", content: #"{"content_type":"user_editable_context"}"#),
      node("hidden", parent: "profile", role: "user", more: hidden),
      node("rules", parent: "hidden", role: "system"),
      node("q", parent: "rules", role: "user"),
      node(
        "thought", parent: "q", role: "assistant",
        content: #"{"content_type":"thoughts","thoughts":[{"content":"x"}]}"#),
      node("call", parent: "thought", role: "assistant", more: #","recipient":"python""#),
      node("output", parent: "call", role: "tool", content: #"{"content_type":"execution_output","text":"42"}"#),
      node("silence", parent: "output", role: "tool", content: #"{"content_type":"tether_browsing_display"}"#),
      node("a", parent: "silence", role: "assistant"),
    ]
    let reading = try PathReading(export(chain, current: "a"))
    #expect(reading.texts == ["rules q 42 a"])
    #expect(reading.conversations[0].messages.map(\.role) == [.system, .user, .tool, .assistant])
  }

  @Test("joins branches that only differ in what is passed over") func lifted() throws {
    let nodes = [
      node("q", parent: nil, role: "user"),
      node("t1", parent: "q", role: "assistant", content: #"{"content_type":"thoughts"}"#),
      node("a", parent: "t1", role: "assistant"),
      node("t2", parent: "q", role: "assistant", content: #"{"content_type":"thoughts"}"#),
      node("b", parent: "t2", role: "assistant"),
    ]
    let reading = try PathReading(export(nodes, current: "b"))
    #expect(reading.texts == ["q b", "q a"])
    #expect(reading.comparisons.map(reading.words) == ["q > b(0) a(1)"])
  }

  @Test("takes the texts among parts, and what was spoken") func parts() throws {
    let content = #"""
      {"content_type":"multimodal_text","parts":[{"content_type":"image_asset_pointer","asset_pointer":"file://x"},"one",
      {"content_type":"audio_transcription","text":"two"},{"content_type":"audio_asset_pointer"}]}
      """#
    let both = #"{"content_type":"text","parts":["a"],"text":"b"}"#
    let picture = #"{"content_type":"multimodal_text","parts":[{"content_type":"image_asset_pointer"}]}"#
    let nodes = [
      node("q", parent: nil, role: "user", content: content),
      node("a", parent: "q", role: "assistant", content: both),
      node("p", parent: "a", role: "user", content: picture),
    ]
    #expect(try PathReading(export(nodes)).conversations[0].messages.map(\.content) == ["one\ntwo", "a", ""])
  }

  @Test("follows parents where lists of children are missing") func withoutChildren() throws {
    let said = #""message":{"author":{"role":"user"},"content":{"parts":["x"]}}"#
    let reading = try PathReading(#"{"mapping":{"a":{\#(said),"parent":"r"},"r":{"message":null}}}"#)
    #expect(reading.texts == ["x"])
  }

  @Test("lets the last of two equal ids count") func duplicateIDs() throws {
    let nodes = [
      node("q", parent: "gone", children: ["gone"], role: "user"), node("q", parent: nil, role: "assistant"),
    ]
    let reading = try PathReading(export(nodes))
    #expect(reading.conversations.map { $0.messages.map(\.role) } == [[.assistant]])
  }

  @Test("takes ten thousand messages in a row") func long() throws {
    let nodes = (0..<10_000).map { number in
      node("n\(number)", parent: number == 0 ? nil : "n\(number - 1)", role: number % 2 == 0 ? "user" : "assistant")
    }
    let reading = try PathReading(export(nodes.reversed(), current: "n9999"))
    #expect(reading.conversations.map(\.messages.count) == [10_000] && reading.firstNew == [0])
    #expect(reading.conversations[0].messages[9_999].content == "n9999")
  }

  @Test(
    "is refused with the place where it is no tree",
    arguments: [
      ([node("a", parent: "x", role: "user")], "node 0 of the mapping names a parent that is not there"),
      (
        [node("a", parent: nil, children: ["x"], role: "user")], "node 0 of the mapping names a child that is not there"
      ),
      ([node("r", parent: nil), node("a", parent: "a", role: "user")], "node 1 of the mapping is its own parent"),
      ([node("r", parent: nil), node("a", parent: "r", children: ["a"])], "node 1 of the mapping is its own child"),
      (
        [node("r", parent: nil), node("a", parent: "r"), node("b", parent: "r", children: ["a"])],
        "node 1 of the mapping follows on two others"
      ),
      ([node("r", parent: nil), node("s", parent: nil)], "node 1 of the mapping is a second beginning"),
      (
        [node("a", parent: "b"), node("b", parent: "a")],
        "node 0 of the mapping and all others follow on another: there is no beginning"
      ),
      (
        [node("r", parent: nil), node("a", parent: "b"), node("b", parent: "c"), node("c", parent: "a")],
        "node 1 of the mapping hangs on a ring of nodes"
      ),
    ]) func broken(nodes: [String], detail: String) throws
  {
    let error = try fault(export(nodes))
    #expect(error?.reason == .brokenTree && error?.detail == detail)
  }

  @Test(
    "is refused where it is none, or empty",
    arguments: [
      (#"{"mapping":{"a":1,"b":{"x":2}}}"#, DropReason.unknownShape), (#"{"mapping":"a"}"#, .unknownShape),
      (#"{"mapping":{"en":{"name":"x"}}}"#, .unknownShape), (#"{"mapping":{}}"#, .unknownShape),
      (export([]), .unknownShape), (export([], current: "x"), .noMessages),
      (export([node("r", parent: nil)]), .noMessages),
      (export([node("r", parent: nil), #""x":3"#]), .unknownShape), (export([#""r":{"message":{"#]), .incompleteJSON),
    ]) func refused(json: String, reason: DropReason) throws
  { #expect(try fault(json)?.reason == reason) }

  @Test("is forgotten before the next record") func forgotten() throws {
    let parser = TranscriptParser()
    func read(_ json: String) throws -> [String] {
      let bytes = Array(json.utf8) + [UInt8](repeating: 0, count: TranscriptParser.padding)
      return try bytes.withUnsafeBytes {
        let view = try parser.parse(UnsafeRawBufferPointer(rebasing: $0.dropLast(TranscriptParser.padding)))
        return (0..<view.paths).map {
          parser.select(path: $0).materialized().messages.map(\.content).joined(separator: " ")
        }
      }
    }
    #expect(try read(export(branches)).count == 3 && parser.comparisons.count == 1)
    #expect(throws: TranscriptError.self) { try read(export([node("a", parent: "x")])) }
    #expect(try read(#"{"messages":[{"role":"user","content":"b"}]}"#) == ["b"])
    #expect(parser.comparisons.isEmpty && parser.editedRequests.isEmpty)
    #expect(try read(export([node("q", parent: nil, role: "user")])) == ["q"])
  }
}
