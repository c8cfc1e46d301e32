internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

extension ModelClientError {
  /// The fault that an error of the network stands for, by its type and number. Its own words are left out: some of
  /// them quote headers.
  init(transport error: any Error) {
    switch error {
    case let error as HTTPClientError: self.init(Self.code(of: error))
    case let error as NIOConnectionError:
      let number = error.connectionErrors.lazy.compactMap { $0.error as? IOError }.first?.errnoCode
      self.init(.unreachable, engineNumber: number.map(Int.init))
    case let error as IOError:
      self.init(
        Self.noWay.contains(error.errnoCode) ? .unreachable : .connectionLost, engineNumber: Int(error.errnoCode))
    case ChannelError.connectTimeout: self.init(.unreachable, detail: "no answer in time")
    case let error as NIOSSLError: self.init(Self.code(of: error))
    case is NIOSSLExtraError: self.init(.untrusted, detail: "its certificate is for another name")
    case is CancellationError: self.init(.cancelled)
    default: self.init(.connectionLost)
    }
  }

  /// The numbers that only come before there is a connection.
  private static let noWay: Set<CInt> = [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL]

  private static func code(of error: HTTPClientError) -> Code {
    switch error {
    case .connectTimeout, .tlsHandshakeTimeout, .socksHandshakeTimeout, .httpProxyHandshakeTimeout,
      .getConnectionFromPoolTimeout:
      .unreachable
    case .deadlineExceeded, .readTimeout, .writeTimeout: .timedOut
    case .cancelled: .cancelled
    case .alreadyShutdown: .shutDown
    case .proxyAuthenticationRequired: .proxyAuthentication
    case .invalidProxyResponse: .proxyRefused
    case .invalidURL, .emptyHost, .emptyScheme: .badSetting
    default: .connectionLost
    }
  }

  private static func code(of error: NIOSSLError) -> Code {
    switch error {
    case .handshakeFailed(.sslError), .unableToValidateCertificate, .noCertificateToValidate, .cannotMatchULabel:
      .untrusted
    // A handshake that just ends is a connection that broke.
    default: .connectionLost
    }
  }
}
