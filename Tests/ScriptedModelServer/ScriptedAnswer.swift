internal import Foundation

/// What a scripted server answers to one request, and what goes wrong with it.
public struct ScriptedAnswer: Sendable {
  /// How the body is sent.
  public enum Delivery: Sendable {
    case whole
    /// The connection is reset (RST) after so many bytes of the body.
    case resetAfter(bytes: Int)
    /// A piece of so many bytes, and then a pause, until all is sent.
    case trickle(bytes: Int, pause: Duration)
    /// Nothing at all is ever sent.
    case never
  }

  public var status: Int
  public var headers: [(name: String, value: String)]
  public var body: String
  /// How long the server thinks before it sends anything.
  public var delay: Duration
  public var delivery: Delivery

  public init(
    status: Int = 200, headers: [(name: String, value: String)] = [], body: String = "", delay: Duration = .zero,
    delivery: Delivery = .whole
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.delay = delay
    self.delivery = delivery
  }

  /// The same after a while.
  public func after(_ delay: Duration) -> ScriptedAnswer {
    var answer = self
    answer.delay = delay
    return answer
  }

  /// The same, sent in another way.
  public func delivered(_ delivery: Delivery) -> ScriptedAnswer {
    var answer = self
    answer.delivery = delivery
    return answer
  }

  /// A chat completion with one choice.
  ///
  /// - Parameter usage: Tokens of the prompt and of the reply; nil leaves the object out.
  public static func reply(
    _ content: String, finish: String = "stop", usage: (prompt: Int, reply: Int)? = (10, 5)
  ) -> ScriptedAnswer {
    completion(message: ["role": "assistant", "content": content], finish: finish, usage: usage)
  }

  /// A chat completion that calls one function.
  public static func toolCall(_ name: String, arguments: String) -> ScriptedAnswer {
    let function = ["name": name, "arguments": arguments]
    let call: [String: Any] = ["id": "call_1", "type": "function", "function": function]
    return completion(
      message: ["role": "assistant", "content": NSNull(), "tool_calls": [call]], finish: "tool_calls", usage: (10, 5))
  }

  /// An error object under a status.
  public static func failure(
    _ status: Int, code: String = "", headers: [(name: String, value: String)] = []
  ) -> ScriptedAnswer {
    let error: [String: Any] = ["message": "scripted", "type": "scripted_error", "code": code]
    return ScriptedAnswer(status: status, headers: headers, body: text(["error": error]))
  }

  /// The list of models.
  public static func models(_ names: [String]) -> ScriptedAnswer {
    ScriptedAnswer(body: text(["object": "list", "data": names.map { ["id": $0, "object": "model"] }]))
  }

  private static func completion(
    message: [String: Any], finish: String, usage: (prompt: Int, reply: Int)?
  ) -> ScriptedAnswer {
    let choice: [String: Any] = ["index": 0, "message": message, "finish_reason": finish]
    var object: [String: Any] = ["object": "chat.completion", "model": "scripted-model", "choices": [choice]]
    if let usage { object["usage"] = ["prompt_tokens": usage.prompt, "completion_tokens": usage.reply] }
    return ScriptedAnswer(body: text(object))
  }

  private static func text(_ object: [String: Any]) -> String {
    guard let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys) else {
      preconditionFailure("texts and numbers make JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
