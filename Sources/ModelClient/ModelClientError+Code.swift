extension ModelClientError {
  /// The kind of fault; more may come. What is done about one is a property of its kind and of nothing else.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    // Before anything is sent.

    /// A setting is not what it should be.
    public static let badSetting = Code(rawValue: "bad_setting")
    /// The key can't be had, or is none.
    public static let badKey = Code(rawValue: "bad_key")
    /// The key would cross a network unencrypted.
    public static let keyExposed = Code(rawValue: "key_exposed")
    /// The schema of a request is no JSON object, or its name has other characters than servers take.
    public static let badSchema = Code(rawValue: "bad_schema")
    /// The server failed so often that nothing more is sent to it by this client.
    public static let circuitOpen = Code(rawValue: "circuit_open")
    /// The caller lets nothing more be sent.
    public static let notPermitted = Code(rawValue: "not_permitted")
    /// The task that waited for the reply was cancelled.
    public static let cancelled = Code(rawValue: "cancelled")
    /// The client was shut down.
    public static let shutDown = Code(rawValue: "shut_down")

    // On the way.

    /// No connection: the name, the address or the port is wrong, nothing listens, or a firewall is between.
    public static let unreachable = Code(rawValue: "unreachable")
    /// The connection broke before the whole reply was there, or what came was not HTTP.
    public static let connectionLost = Code(rawValue: "connection_lost")
    /// The reply was not there in time, or the server (408) or one before it (504) said that time was up.
    public static let timedOut = Code(rawValue: "timed_out")
    /// The server's certificate was not accepted, or the two sides share no protocol.
    public static let untrusted = Code(rawValue: "untrusted")
    /// The proxy wants a name and a password, or other ones.
    public static let proxyAuthentication = Code(rawValue: "proxy_authentication")
    /// The proxy did not open a way to the server.
    public static let proxyRefused = Code(rawValue: "proxy_refused")

    // What the server said.

    /// 429: too many requests or tokens for now.
    public static let rateLimited = Code(rawValue: "rate_limited")
    /// 503 or 529: too much to do for now.
    public static let overloaded = Code(rawValue: "overloaded")
    /// Any other 5xx but 501 and 505.
    public static let serverFailed = Code(rawValue: "server_failed")
    /// 401.
    public static let unauthorized = Code(rawValue: "unauthorized")
    /// 402, or any status with the word for it: what was paid for is used up.
    public static let quotaExhausted = Code(rawValue: "quota_exhausted")
    /// 403.
    public static let forbidden = Code(rawValue: "forbidden")
    /// 404: the path or the model.
    public static let notFound = Code(rawValue: "not_found")
    /// 400, or 413, with the word for it: prompt and reply do not fit the model.
    public static let promptTooLong = Code(rawValue: "prompt_too_long")
    /// 400, 422, 501 and every status that has no code of its own.
    public static let refusedRequest = Code(rawValue: "refused_request")
    /// 3xx. Redirects are not followed, since the key would go with them.
    public static let redirected = Code(rawValue: "redirected")
    /// An error object under the status 200, of a kind that has no code of its own.
    public static let errorInReply = Code(rawValue: "error_in_reply")

    // What the reply was.

    /// It has more bytes than the setting allows; the connection was dropped.
    public static let replyTooLarge = Code(rawValue: "reply_too_large")
    /// It is not JSON, or not UTF-8.
    public static let unreadableReply = Code(rawValue: "unreadable_reply")
    /// It is JSON and not of the shape of a chat completion.
    public static let wrongShape = Code(rawValue: "wrong_shape")
    /// It has an empty list of choices.
    public static let noChoices = Code(rawValue: "no_choices")
    /// The model is said to be done, and there is neither content nor a tool call.
    public static let emptyReply = Code(rawValue: "empty_reply")
  }
}

extension ModelClientError.Code {
  /// Whether the same request may be sent again, because the fault is likely to pass.
  public var isRetryable: Bool {
    switch self {
    case .unreachable, .connectionLost, .timedOut, .proxyRefused, .rateLimited, .overloaded, .serverFailed,
      .errorInReply:
      true
    default: false
    }
  }

  /// Whether every other request would end the same way, so that a run does best to stop and say so: the address, the
  /// key, the account or the server must be seen to first.
  public var concernsEveryRequest: Bool {
    switch self {
    case .badSetting, .badKey, .keyExposed, .circuitOpen, .shutDown, .untrusted, .proxyAuthentication, .unauthorized,
      .quotaExhausted, .forbidden, .notFound, .redirected:
      true
    default: false
    }
  }

  /// Whether the server as a whole does not work, which the circuit breaker counts.
  var isOfServer: Bool {
    switch self {
    case .unreachable, .connectionLost, .timedOut, .proxyRefused, .overloaded, .serverFailed: true
    default: false
    }
  }

  /// Whether fewer requests at a time would have helped.
  var isOfLoad: Bool { self == .rateLimited || self == .overloaded || self == .timedOut }

  /// Whether the server asks everybody to wait and not only this request.
  var asksForPause: Bool { self == .rateLimited || self == .overloaded }

  /// Whether it may be the way in which the schema was asked for that was refused.
  var mayBeOfSchemaMode: Bool { self == .refusedRequest || self == .notFound }

  var meaning: String {
    switch self {
    case .badSetting: "this is not a setting that can be used"
    case .badKey: "there is no key that can be used"
    case .keyExposed: "the key would be sent unencrypted to another machine"
    case .badSchema: "this is not a schema that can be sent"
    case .circuitOpen: "the server failed too often and is left alone"
    case .notPermitted: "nothing more may be sent"
    case .cancelled: "cancelled"
    case .shutDown: "the client was shut down"
    case .unreachable: "no connection"
    case .connectionLost: "the connection broke"
    case .timedOut: "no reply in time"
    case .untrusted: "the server is not trusted"
    case .proxyAuthentication: "the proxy wants other credentials"
    case .proxyRefused: "the proxy opened no way to the server"
    case .rateLimited: "too many requests for the server's limits"
    case .overloaded: "the server has too much to do"
    case .serverFailed: "the server failed"
    case .unauthorized: "the server does not accept the key"
    case .quotaExhausted: "the account's quota is used up"
    case .forbidden: "the key may not do this"
    case .notFound: "the server has no such path or model"
    case .promptTooLong: "the prompt is too long for the model"
    case .refusedRequest: "the server refused the request"
    case .redirected: "the server points elsewhere, and redirects are not followed"
    case .errorInReply: "the reply is an error"
    case .replyTooLarge: "the reply is too large"
    case .unreadableReply: "the reply is not JSON"
    case .wrongShape: "the reply is not a chat completion"
    case .noChoices: "the reply has no choices"
    case .emptyReply: "the reply is empty"
    default: rawValue
    }
  }

  /// What to do next; empty where nothing helps in general.
  public var nextStep: String {
    switch self {
    case .badKey: "put the key into the variable or the file that the settings name, on one line"
    case .keyExposed: "use https, or allow it in the settings where the network is trusted"
    case .circuitOpen: "see to the server, then run again: what was answered is kept"
    case .unreachable: "see whether the server runs, and compare the address"
    case .timedOut: "raise the time limit, or lower the number of requests at a time"
    case .untrusted: "name the file of the authority that signed the server's certificate"
    case .proxyAuthentication, .proxyRefused: "compare the proxy's address and credentials"
    case .rateLimited, .overloaded: "run again later, or with fewer requests at a time"
    case .unauthorized, .forbidden: "compare the key with what the server expects"
    case .quotaExhausted: "see to the account, then run again: what was answered is kept"
    case .notFound: "compare the address, which mostly ends in /v1, and the model with `gleaner doctor`"
    case .redirected: "use the address that the server points to"
    case .replyTooLarge: "lower the limit of reply tokens, or raise that of reply bytes"
    default: ""
    }
  }
}
