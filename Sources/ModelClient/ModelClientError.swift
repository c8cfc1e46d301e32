public import Records

/// Why there is no reply, or no client. It never holds a prompt, a reply, a key, or words that a server wrote.
public struct ModelClientError: Error, Hashable, Sendable {
  public let code: Code
  /// Where it happened: the server and the path, `127.0.0.1:8000/v1/chat/completions`; or the name of a setting.
  public internal(set) var place: String
  /// What was found or expected there, in this program's words; empty where the code says it all.
  public let detail: String
  /// The status of the HTTP answer, where there was one that meant this.
  public let status: Int?
  /// What the server called it, where that is one of the words that servers share (`ServerComplaint.knownWords`).
  public let serverWord: String?
  /// The operating system's error number, where it gave one.
  public let engineNumber: Int?
  /// How often the request was sent; 0 where it was not.
  public internal(set) var attempts: Int
  /// What was paid for all the same, where the server said so.
  public let usage: TokenUsage?
  /// How long the server asked to be left alone.
  let retryAfter: Duration?

  init(
    _ code: Code, at place: String = "", detail: String = "", status: Int? = nil, serverWord: String? = nil,
    engineNumber: Int? = nil, attempts: Int = 0, usage: TokenUsage? = nil, retryAfter: Duration? = nil
  ) {
    self.code = code
    self.place = place
    self.detail = detail
    self.status = status
    self.serverWord = serverWord
    self.engineNumber = engineNumber
    self.attempts = attempts
    self.usage = usage
    self.retryAfter = retryAfter
  }

  /// Whether the server says that it failed within: llama-cpp-python's says so of a way of asking that it does not know.
  var isInternal: Bool { code == .serverFailed && status == 500 }

  /// The same fault with what only the sender knows.
  func placed(at place: String, attempts: Int) -> ModelClientError {
    var error = self
    if error.place.isEmpty { error.place = place }
    error.attempts = attempts
    return error
  }
}

extension ModelClientError: CustomStringConvertible {
  public var description: String {
    var text = place.isEmpty ? code.meaning : "\(place): \(code.meaning)"
    if !detail.isEmpty { text += ": \(detail)" }
    let numbers = [
      status.map { "status \($0)" }, serverWord, engineNumber.map { "error \($0)" },
      attempts > 1 ? "\(attempts) attempts" : nil,
    ].compactMap { $0 }
    if !numbers.isEmpty { text += " (\(numbers.joined(separator: ", ")))" }
    if !code.nextStep.isEmpty { text += "; next: \(code.nextStep)" }
    return text
  }
}
