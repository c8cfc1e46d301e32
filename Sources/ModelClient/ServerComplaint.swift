internal import Foundation

/// What an error object says, as far as it may be shown: its words are the server's, and may quote the prompt or the
/// key.
struct ServerComplaint {
  /// The words of `code` and `type` that servers share. Any other word stays unread.
  static let knownWords: Set<String> = [
    "billing_hard_limit_reached", "content_filter", "content_policy_violation", "context_length_exceeded",
    "exceed_context_size_error", "insufficient_quota", "invalid_api_key", "invalid_request_error", "model_not_found",
    "not_found_error", "overloaded_error", "rate_limit_error", "rate_limit_exceeded", "requests", "server_error",
    "string_above_max_length", "tokens", "unavailable_error",
  ]

  /// The first known word.
  var word: String?
  /// A status that stands in the object, as servers in front of others put it there.
  var status: Int?

  /// Reads `{"error": {…}}`, `{"error": "…"}` and `{"object": "error", …}`; anything else says nothing.
  init(_ bytes: [UInt8]) {
    // An error page that is no JSON is no fault of its own: the status stands.
    let object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
    self.init(error: object?["error"] ?? object ?? [:])
  }

  /// Reads the error object itself.
  init(error: Any) {
    guard let object = error as? [String: Any] else { return }
    let words = [object["code"], object["type"]].compactMap { $0 as? String }
    word = words.first { Self.knownWords.contains($0) }
    let number = object["code"] as? Int ?? words.lazy.compactMap { Int($0) }.first
    status = number.flatMap { (400..<600).contains($0) ? $0 : nil }
  }
}

extension ModelClientError {
  /// The fault that a status other than 2xx stands for.
  init(status: Int, complaint: ServerComplaint, retryAfter: Duration?) {
    self.init(
      Self.code(of: status, word: complaint.word), status: status, serverWord: complaint.word,
      retryAfter: retryAfter)
  }

  /// The fault that an error object under the status 200 stands for.
  init(inReply complaint: ServerComplaint) {
    let code: Code =
      complaint.status.map { Self.code(of: $0, word: complaint.word) }
      ?? complaint.word.flatMap { Self.code(of: $0) } ?? .errorInReply
    self.init(code, status: complaint.status ?? 200, serverWord: complaint.word)
  }

  private static func code(of status: Int, word: String?) -> Code {
    // Some words say more than the status that they come with.
    switch word.flatMap({ code(of: $0) }) {
    case .some(let code) where code == .quotaExhausted || code == .promptTooLong: return code
    default: break
    }
    switch status {
    case 300..<400: return .redirected
    case 401: return .unauthorized
    case 402: return .quotaExhausted
    case 403: return .forbidden
    case 404: return .notFound
    case 407: return .proxyAuthentication
    case 408, 504: return .timedOut
    case 429: return .rateLimited
    case 503, 529: return .overloaded
    case 501, 505: return .refusedRequest
    case 500...: return .serverFailed
    default: return .refusedRequest
    }
  }

  private static func code(of word: String) -> Code? {
    switch word {
    case "insufficient_quota", "billing_hard_limit_reached": .quotaExhausted
    case "context_length_exceeded", "exceed_context_size_error", "string_above_max_length": .promptTooLong
    case "rate_limit_exceeded", "rate_limit_error", "requests", "tokens": .rateLimited
    case "overloaded_error", "unavailable_error": .overloaded
    case "server_error": .serverFailed
    case "invalid_api_key": .unauthorized
    case "model_not_found", "not_found_error": .notFound
    case "invalid_request_error", "content_policy_violation": .refusedRequest
    default: nil
    }
  }
}
