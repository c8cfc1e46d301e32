internal import Foundation

/// What a server says of itself.
public struct ServerReport: Hashable, Sendable {
  /// The names of its models, in its order, at most a thousand; nil where it has no list. They are the server's words:
  /// they may hold anything.
  public let models: [String]?

  init(models: [String]?) { self.models = models }

  /// Reads `{"data": [{"id": …}, …]}`; anything else is no list.
  init(bytes: [UInt8]) {
    // A server that answers this path with a page is there all the same.
    let object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
    let list = object?["data"] as? [Any]
    models = list?.prefix(1000).compactMap { ($0 as? [String: Any])?["id"] as? String }
  }
}
