internal import Foundation

/// A proxy and what it wants to see. Its description leaves the password out.
struct ProxyAddress: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  enum Kind: Hashable, Sendable { case http, socks }

  let kind: Kind
  let host: String
  let port: Int
  let user: String?
  let password: String?

  var isLoopback: Bool { Loopback.contains(host) }
  var description: String { "\(host):\(port)" }
  var customMirror: Mirror { Mirror(self, children: [:]) }

  /// Takes an address apart; without a scheme it is one of HTTP.
  init(_ text: String, setting: String) throws(ModelClientError) {
    func fault(_ detail: String) -> ModelClientError { ModelClientError(.badSetting, at: setting, detail: detail) }
    let address = text.contains("://") ? text : "http://\(text)"
    guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty else {
      throw fault("expected an address like http://proxy.example:3128")
    }
    switch parts.scheme?.lowercased() {
    case "http": kind = .http
    case "socks5", "socks5h": kind = .socks
    default: throw fault("expected http or socks5")
    }
    port = parts.port ?? (kind == .http ? 80 : 1080)
    guard (1...65535).contains(port) else { throw fault("expected a port from 1 to 65535") }
    guard kind == .http || parts.user == nil else { throw fault("a socks5 proxy can't be given a user") }
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    user = parts.user
    password = parts.password
  }
}
