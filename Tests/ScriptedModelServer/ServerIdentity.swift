public import Foundation

/// A certificate that signs itself, with its key, made by `openssl` for one test.
public struct ServerIdentity: Sendable {
  /// PEM; a client that trusts this file trusts the server.
  public let certificateFile: String
  public let keyFile: String

  /// Makes one.
  ///
  /// - Parameter names: Whom it is for, as openssl writes alternative names.
  /// - Throws: `Failure` where openssl is missing or refuses.
  public init(in directory: URL, names: String = "DNS:localhost,IP:127.0.0.1") throws {
    certificateFile = directory.appending(path: "certificate.pem").path
    keyFile = directory.appending(path: "key.pem").path
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=\(names)", "-keyout", keyFile, "-out",
      certificateFile,
    ]
    openssl.standardError = FileHandle.nullDevice
    openssl.standardOutput = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    guard openssl.terminationStatus == 0 else { throw Failure(status: openssl.terminationStatus) }
  }

  /// What openssl ended with.
  public struct Failure: Error { public let status: Int32 }
}
