internal import Foundation
public import Records

/// The body of an answer to `POST /chat/completions`, which is also a line's `response.body` in the results of a batch.
public enum ReplyBody {
  /// The reply that a body holds.
  ///
  /// What is a value and no error: content that is a list of parts (their texts are joined); no content because the
  /// limit was reached while the model was thinking (empty, `length`) or the server's filter held it back (empty,
  /// `filtered`); a refusal (empty, `other("refusal")`). `reasoning_content` is not read and a leading `<think>` block
  /// is taken off. A missing finish reason is taken for `complete`. A leading byte order mark is passed over.
  ///
  /// - Parameters:
  ///   - bytes: The whole body.
  ///   - estimatedPromptTokens: What stands for the prompt's tokens where the body says nothing of usage.
  /// - Throws: `unreadableReply`, `wrongShape`, `noChoices`, `emptyReply`; for an error object the code of the status
  ///   or the word in it, else `errorInReply`.
  public static func reply(
    from bytes: some Collection<UInt8>, estimatedPromptTokens: Int = 0
  ) throws(ModelClientError) -> ChatReply {
    let object = try object(in: bytes)
    if let error = object["error"], !(error is NSNull) {
      throw ModelClientError(inReply: ServerComplaint(error: error))
    }
    guard let choices = object["choices"] as? [Any] else {
      throw ModelClientError(.wrongShape, detail: "expected a list of choices", status: 200)
    }
    let saidUsage = usage(object["usage"])
    guard let first = choices.first else { throw ModelClientError(.noChoices, status: 200, usage: saidUsage) }
    guard let choice = first as? [String: Any] else {
      throw ModelClientError(.wrongShape, detail: "expected a choice that is an object", status: 200)
    }
    if let error = choice["error"], !(error is NSNull) {
      throw ModelClientError(inReply: ServerComplaint(error: error))
    }
    guard let message = choice["message"] as? [String: Any] else {
      throw ModelClientError(.wrongShape, detail: "expected a message in the choice", status: 200)
    }
    let (content, finish) = try text(of: message, finish: finish(choice["finish_reason"]), usage: saidUsage)
    let estimate = TokenUsage(
      promptTokens: estimatedPromptTokens, replyTokens: TokenEstimate.tokens(in: content), isEstimated: true)
    return ChatReply(
      content: ThinkBlock.removed(from: content), finish: finish, usage: saidUsage ?? estimate,
      servedModel: object["model"] as? String ?? "")
  }

  private static func object(in bytes: some Collection<UInt8>) throws(ModelClientError) -> [String: Any] {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Data(bytes.dropFirst(3)) : Data(bytes)
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed)
    } catch {
      // Foundation's error quotes the reply.
      throw ModelClientError(.unreadableReply, detail: "\(body.count) bytes", status: 200)
    }
    guard let object = value as? [String: Any] else {
      throw ModelClientError(.wrongShape, detail: "expected an object", status: 200)
    }
    return object
  }

  private static func text(
    of message: [String: Any], finish: ChatReply.Finish, usage: TokenUsage?
  ) throws(ModelClientError) -> (String, ChatReply.Finish) {
    if let calls = message["tool_calls"] as? [Any], let call = calls.first {
      return (try arguments(of: call), finish)
    }
    let content = try content(message["content"])
    if let refusal = message["refusal"] as? String, !refusal.isEmpty, content?.isEmpty ?? true {
      return ("", .other("refusal"))
    }
    if let content { return (content, finish) }
    guard finish != .complete else { throw ModelClientError(.emptyReply, status: 200, usage: usage) }
    return ("", finish)
  }

  /// The arguments of a tool call, which some servers give as an object and not as text.
  private static func arguments(of call: Any) throws(ModelClientError) -> String {
    let function = (call as? [String: Any])?["function"] as? [String: Any]
    switch function?["arguments"] {
    case let text as String: return text
    case let object as [String: Any]:
      // It came out of JSON and goes back into it, so that this fails for no object.
      guard let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else { break }
      return String(decoding: data, as: UTF8.self)
    default: break
    }
    throw ModelClientError(.wrongShape, detail: "expected arguments in the tool call", status: 200)
  }

  private static func content(_ value: Any?) throws(ModelClientError) -> String? {
    switch value {
    case nil, is NSNull: return nil
    case let text as String: return text
    case let parts as [Any]:
      return parts.compactMap { ($0 as? [String: Any])?["text"] as? String }.joined()
    default: throw ModelClientError(.wrongShape, detail: "expected content that is a text or parts", status: 200)
    }
  }

  private static func finish(_ value: Any?) -> ChatReply.Finish {
    guard let reason = value as? String else { return .complete }
    switch reason {
    case "stop", "tool_calls", "function_call", "eos", "eos_token", "end_turn": return .complete
    case "length", "max_tokens", "model_length": return .length
    case "content_filter": return .filtered
    default:
      // The reason ends up in tallies: what is no plain word is not passed on.
      let isWord = reason.utf8.count <= 40 && reason.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      return .other(isWord ? reason : "unknown")
    }
  }

  private static func usage(_ value: Any?) -> TokenUsage? {
    guard let usage = value as? [String: Any], let prompt = usage["prompt_tokens"] as? Int,
      let reply = usage["completion_tokens"] as? Int, (0...1 << 40).contains(prompt), (0...1 << 40).contains(reply)
    else { return nil }
    return TokenUsage(promptTokens: prompt, replyTokens: reply, isEstimated: false)
  }
}
