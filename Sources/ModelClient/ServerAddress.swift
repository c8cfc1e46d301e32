internal import Foundation

/// Where a server of the OpenAI kind is: the address that paths like `/chat/completions` are put behind.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
  /// Whether what is sent is encrypted on its way.
  public let isEncrypted: Bool
  /// A name, or an IP address without brackets.
  public let host: String
  public let port: Int
  /// What stands before `/chat/completions`, without a slash at its end: `/v1`.
  public let path: String

  /// Takes an address apart: `http://127.0.0.1:8000/v1`, `https://api.example.com/v1`.
  ///
  /// - Throws: `badSetting` for what is not http or https, has no host, or holds a user, a query or a fragment. The
  ///   address is not quoted, since it may hold a password.
  public init(_ text: String) throws(ModelClientError) {
    func fault(_ detail: String) -> ModelClientError {
      ModelClientError(.badSetting, at: "server address", detail: detail)
    }
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else {
      throw fault("expected an address like http://127.0.0.1:8000/v1")
    }
    guard ["http", "https"].contains(scheme) else { throw fault("expected http or https") }
    guard var host = parts.host, !host.isEmpty else { throw fault("expected a host") }
    guard parts.user == nil, parts.password == nil else { throw fault("it holds a user; keys have their own setting") }
    guard parts.query == nil, parts.fragment == nil else { throw fault("it holds a query or a fragment") }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    isEncrypted = scheme == "https"
    self.host = host.lowercased()
    port = parts.port ?? (isEncrypted ? 443 : 80)
    guard (1...65535).contains(port) else { throw fault("expected a port from 1 to 65535") }
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// Whether the host is this machine by its notation: `localhost`, 127.0.0.0/8 or ::1. Names are not looked up.
  public var isLoopback: Bool { Loopback.contains(host) }

  /// Host, port and path, without the scheme.
  public var description: String { authority + path }

  var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

  func url(_ endpoint: String) -> String { "\(isEncrypted ? "https" : "http")://\(authority)\(path)\(endpoint)" }
}

/// The hosts that are this machine.
enum Loopback {
  static func contains(_ host: String) -> Bool {
    if host == "localhost" || host == "localhost." { return true }
    var v4 = in_addr()
    if inet_pton(AF_INET, host, &v4) == 1 { return UInt32(bigEndian: v4.s_addr) >> 24 == 127 }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, host, &v6) == 1 else { return false }
    return withUnsafeBytes(of: &v6) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
  }
}
