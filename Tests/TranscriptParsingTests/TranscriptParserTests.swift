import Foundation
import Records
import Testing
import TranscriptParsing

private func parse(_ json: String) throws -> Conversation {
  let bytes = Array(json.utf8)
  let padded = bytes + [UInt8](repeating: 0, count: TranscriptParser.padding)
  let parser = TranscriptParser()
  return try padded.withUnsafeBytes { raw in
    try parser.parse(UnsafeRawBufferPointer(rebasing: raw[..<bytes.count])).materialized()
  }
}

private func reason(_ json: String) -> DropReason? {
  do {
    _ = try parse(json)
    return nil
  } catch let error as TranscriptError {
    return error.reason
  } catch {
    return nil
  }
}

@Suite("A transcript parser") struct TranscriptParserTests {
  @Test("reads WildChat-1M") func wildchat() throws {
    let conversation = try parse(
      #"""
      {"conversation_hash":"h1","model":"gpt-4","timestamp":"2024-05-01T12:00:00+00:00","conversation":[
      {"content":"hi","role":"user","hashed_ip":"ip1","header":{"user-agent":"x"},"timestamp":null,"toxic":false},
      {"content":"hello","role":"assistant","hashed_ip":null,"timestamp":"2024-05-01T11:59:00+00:00"}],
      "turn":1,"language":"English","openai_moderation":[{"categories":{"hate":false}}],"hashed_ip":"ip1"}
      """#)
    #expect(
      conversation
        == Conversation(
          id: "h1", format: .wildchat, model: "gpt-4", language: "en", user: "ip1",
          timestamp: "2024-05-01T12:00:00.000Z",
          messages: [Message(role: .user, content: "hi"), Message(role: .assistant, content: "hello")]))
  }

  @Test("reads the first WildChat release, which has no hash") func firstRelease() throws {
    let conversation = try parse(
      #"""
      {"conversation_id":"c","model":"m","timestamp":"2023-04-09T00:02:53Z","toxic":false,
      "conversation":[{"role":"user","content":"a","language":"French","redacted":false,"toxic":false}],"language":"French"}
      """#)
    #expect(conversation.format == .wildchat && conversation.id == "c" && conversation.language == "fr")
  }

  @Test("reads LMSYS-Chat-1M, which has neither users nor times") func lmsys() throws {
    let conversation = try parse(
      #"""
      {"conversation_id":"c","model":"vicuna-13b","conversation":[{"content":"a","role":"user"},
      {"content":"b","role":"assistant"}],"turn":1,"language":"unknown","openai_moderation":[],"redacted":true}
      """#)
    #expect(conversation.format == .lmsys && conversation.language == "" && conversation.user == "")
  }

  @Test("reads ShareGPT and its variants", arguments: ["conversations", "items"]) func shareGPT(key: String) throws {
    let conversation = try parse(
      #"{"id":"s","\#(key)":[{"from":"system","value":"be brief"},{"from":"human","value":"a"},{"from":"gpt","value":"b"}]}"#
    )
    #expect(conversation.format == .sharegpt)
    #expect(conversation.messages.map(\.role) == [.system, .user, .assistant])
  }

  @Test("joins the text parts of OpenAI-style content and leaves pictures out") func parts() throws {
    let conversation = try parse(
      #"""
      {"messages":[{"role":"user","content":[{"type":"text","text":"one"},{"type":"image_url","image_url":{"url":"x"}},
      "two",{"type":"text","text":"three"}]},{"role":"assistant","content":null,"tool_calls":[]},
      {"role":"tool","content":""}],"metadata":{"user_id":"u","session":"s1"}}
      """#)
    #expect(conversation.format == .openai && conversation.user == "u" && conversation.id == "s1")
    #expect(conversation.messages.map(\.content) == ["one\ntwo\nthree", "", ""])
    #expect(conversation.messages.map(\.role) == [.user, .assistant, .tool])
  }

  @Test("takes missing for null") func missingIsNull() throws {
    let without = try parse(#"{"messages":[{"role":"user","content":"a"},{"role":"assistant"}]}"#)
    let with = try parse(
      #"{"id":null,"model":null,"messages":[{"role":"user","content":"a","timestamp":null},{"role":"assistant","content":null}]}"#
    )
    #expect(without == with)
  }

  @Test("lets the last of two equal keys count") func duplicateKeys() throws {
    let conversation = try parse(
      #"{"model":"a","model":"b","messages":[{"role":"user","content":"x"}],"messages":[{"role":"user","content":"y","content":"z"}]}"#
    )
    #expect(conversation.model == "b")
    #expect(conversation.messages == [Message(role: .user, content: "z")])
  }

  @Test("keeps roles it does not know, and their order") func roles() throws {
    let conversation = try parse(
      #"{"messages":[{"role":"narrator","content":"a"},{"content":"b"},{"role":3,"content":"c"},{"role":"user","content":"d"},{"role":"user","content":"e"}]}"#
    )
    #expect(conversation.messages.map(\.role) == [.other, .other, .other, .user, .user])
  }

  @Test(
    "says why a record is no conversation",
    arguments: [
      (#"{"a":1}"#, DropReason.unknownShape), ("[1]", .unknownShape), ("12", .unknownShape),
      (#"{"messages":[]}"#, .noMessages), (#"{"messages":null}"#, .unknownShape),
      (#"{"messages":"hello"}"#, .unknownShape),
      (#"{"messages":[1,2]}"#, .unknownShape), (#"{"messages":[{"role":"user","content":5}]}"#, .unknownShape),
      (#"{"messages":[{"role":"user","content":{"a":1}}]}"#, .unknownShape),
      (#"{"messages":[{"role":"user","content":"a"}"#, .incompleteJSON),
      (#"{"messages":[{"role":"user,}]}"#, .incompleteJSON),
      (#"{"messages":[{"role" "user"}]}"#, .invalidJSON),
    ]) func reasons(json: String, expected: DropReason)
  { #expect(reason(json) == expected) }

  @Test("forgets one record before it reads the next") func reuse() throws {
    let parser = TranscriptParser()
    func read(_ json: String) throws -> Conversation {
      let bytes = Array(json.utf8) + [UInt8](repeating: 0, count: TranscriptParser.padding)
      return try bytes.withUnsafeBytes {
        try parser.parse(UnsafeRawBufferPointer(rebasing: $0.dropLast(TranscriptParser.padding))).materialized()
      }
    }
    _ = try read(
      #"{"conversation_hash":"h","model":"m","conversation":[{"role":"user","content":"a","hashed_ip":"i"}]}"#)
    #expect(throws: TranscriptError.self) { try read(#"{"messages":[{"role":"user","content":[{"type":"text""#) }
    let last = try read(#"{"messages":[{"role":"user","content":"b"}]}"#)
    #expect(
      last
        == Conversation(
          id: "", format: .openai, model: "", language: "", user: "", timestamp: "",
          messages: [Message(role: .user, content: "b")]))
  }
}
