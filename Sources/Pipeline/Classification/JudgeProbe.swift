internal import Dispatch
public import ModelClient
internal import Synchronization

/// Asks a server whether it is there and which models it has; no text is sent.
public enum JudgeProbe {
  /// - Returns: The names of the models; nil where the server does not say.
  /// - Throws: `ModelClientError`.
  public static func models(_ settings: JudgeSettings) throws(ModelClientError) -> [String]? {
    let client = try ModelClient(settings.client, key: settings.key)
    let answer = Mutex<Result<ServerReport, ModelClientError>?>(nil)
    Blocking.wait {
      do throws(ModelClientError) {
        let report = try await client.probe()
        answer.withLock { $0 = .success(report) }
      } catch {
        answer.withLock { $0 = .failure(error) }
      }
      await client.shutDown()
    }
    guard let result = answer.withLock({ $0 }) else { preconditionFailure("the probe ended without an answer") }
    return try result.get().models
  }
}

/// Waits for what is asynchronous on a thread that is none of the tasks': the program's own.
enum Blocking {
  static func wait(for work: @escaping @Sendable () async -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task {
      await work()
      done.signal()
    }
    done.wait()
  }
}
