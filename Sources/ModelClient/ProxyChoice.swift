/// Whether requests go through a proxy.
public enum ProxyChoice: Hashable, Sendable {
  case none
  /// This one: `http://proxy.example:3128`, `http://user:password@…`, `socks5://…`, or host and port alone.
  case fixed(String)
  /// What these variables say: `https_proxy`, `http_proxy` and `no_proxy`, and the first and the last in capitals.
  ///
  /// `HTTP_PROXY` does not count, because under CGI strangers can set it. A server on this machine is never reached
  /// through a proxy of the environment.
  case environment([String: String])

  /// The proxy on the way to a server; nil for none.
  ///
  /// - Throws: `badSetting`; the address is not quoted, since it may hold a password.
  func proxy(for server: ServerAddress) throws(ModelClientError) -> ProxyAddress? {
    switch self {
    case .none: return nil
    case .fixed(let text): return try ProxyAddress(text, setting: "proxy")
    case .environment(let variables):
      let names = server.isEncrypted ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
      guard !server.isLoopback, let name = names.first(where: { variables[$0]?.isEmpty == false }),
        let text = variables[name]
      else { return nil }
      let exceptions = variables["no_proxy"] ?? variables["NO_PROXY"] ?? ""
      if Self.matches(server, exceptions) { return nil }
      return try ProxyAddress(text, setting: "variable \(name)")
    }
  }

  /// Whether a list such as `localhost,.example.com,10.0.0.1:8000` holds the server. A name holds its subdomains too;
  /// `*` holds everything.
  static func matches(_ server: ServerAddress, _ exceptions: String) -> Bool {
    exceptions.split(whereSeparator: { $0 == "," || $0 == " " }).contains { item in
      var name = item.lowercased()
      if name == "*" { return true }
      // An IPv6 address has more than one colon and no port without brackets.
      if let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon || name.hasPrefix("[") {
        if let port = Int(name[name.index(after: colon)...]) {
          guard port == server.port else { return false }
          name = String(name[..<colon])
        }
      }
      if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
      while name.hasPrefix(".") || name.hasPrefix("*") { name.removeFirst() }
      return !name.isEmpty && (server.host == name || server.host.hasSuffix(".\(name)"))
    }
  }
}
