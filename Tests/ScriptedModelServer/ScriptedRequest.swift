internal import Foundation

/// A request as a scripted server got it.
public struct ScriptedRequest: Sendable {
  /// From 1, in the order in which requests were complete.
  public let number: Int
  /// From 1, in the order in which connections were made.
  public let connection: Int
  public let method: String
  public let path: String
  /// Names in small letters.
  public let headers: [String: String]
  /// `1.1` or `2.0`.
  public let httpVersion: String
  public let body: String

  /// The body as a JSON object; empty where it is none.
  public var object: [String: Any] {
    let value = try? JSONSerialization.jsonObject(with: Data(body.utf8))
    return value as? [String: Any] ?? [:]
  }

  /// The contents of the messages with one role, in their order.
  public func contents(of role: String) -> [String] {
    let messages = object["messages"] as? [[String: Any]] ?? []
    return messages.filter { $0["role"] as? String == role }.compactMap { $0["content"] as? String }
  }
}
