internal import ArchiveReading
internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import JSONSelection
internal import ModelClient
internal import ModelPrompting
internal import Records

/// What was written for a batch.
public struct WrittenBatch: Hashable, Sendable {
  public var files: [String] = []
  public var requests = 0
  /// Of the prompts, estimated.
  public var tokens = 0
}

/// What the results of a batch held.
public struct ReadBatch: Hashable, Sendable {
  /// Replies that are kept now.
  public var kept = 0
  /// Lines that say that a request failed, and lines that can't be read.
  public var failed = 0
  /// Lines for requests that this dataset did not write.
  public var unknown = 0

  public init(kept: Int = 0, failed: Int = 0, unknown: Int = 0) {
    self.kept = kept
    self.failed = failed
    self.unknown = unknown
  }
}

extension ClassificationRun {
  /// The limits of the OpenAI Batch API on one file.
  private static let (mostRequests, mostBytes) = (50_000, 190 << 20)

  /// Writes what a run would ask as files for the OpenAI Batch API or vLLM's `run_batch`: one request a line, named by the key
  /// under which its reply is kept. Replies that are kept already are not asked for.
  ///
  /// Asks the plain questions and their variants; repairs and validations, which hang on replies, are for a run that sends.
  public func writeBatch(into directory: String) throws -> WrittenBatch {
    let plan = try plan()
    let (inquiry, asker) = try offline()
    var batch = BatchWriter(directory: directory, mostRequests: Self.mostRequests, mostBytes: Self.mostBytes)
    try forEachConversation(of: plan.items) { conversation, asked, withoutText in
      // A conversation that does not fit its rows is set aside when the results are read.
      let followUps = asked.map(\.record.messageIndex)
      guard let requests = try? inquiry.requests(about: conversation, followUps) else { return }
      for built in requests {
        let key = asker.key(of: built)
        if try store.reply(for: key) != nil { continue }
        let body = try RequestBody.json(
          for: built.request, model: settings.client.model, mode: settings.client.schemaMode ?? .jsonSchema,
          style: settings.client.style)
        try batch.add(key: key, body: body, tokens: built.promptTokens)
        try store.expect(
          ExpectedReply(
            key: key, judge: settings.judge, prompt: settings.promptVersion,
            sent: withoutText ? "" : built.request.messages.last { $0.role == .user }?.content ?? "",
            together: AskedTogether(asked)))
      }
    }
    try batch.finish()
    return batch.written
  }

  /// Keeps the replies in result files, in whatever order, however many are there.
  public func readBatch(_ files: [String]) throws -> ReadBatch {
    var read = ReadBatch()
    for file in files {
      guard let bytes = FileManager.default.contents(atPath: file) else { throw DatasetError(.missing, path: file) }
      for line in bytes.split(separator: 0x0A) where line.contains(where: { $0 > 0x20 }) {
        guard let result = BatchResult(line: Data(line)) else {
          read.failed += 1
          continue
        }
        guard let expected = try store.expected(result.key) else {
          read.unknown += 1
          continue
        }
        guard let reply = result.reply else {
          read.failed += 1
          continue
        }
        try store.save(
          StoredReply(
            key: result.key, judge: expected.judge, prompt: expected.prompt, purpose: Asker.Purpose.classify.rawValue,
            sent: expected.sent, reply: reply, time: Date().ISO8601Format()), together: expected.together)
        read.kept += 1
      }
    }
    return read
  }
}

/// Writes request files, each within the limits of the server.
private struct BatchWriter {
  let directory: String
  let mostRequests: Int
  let mostBytes: Int
  private(set) var written = WrittenBatch()
  private var lines: [UInt8] = []
  private var count = 0

  init(directory: String, mostRequests: Int, mostBytes: Int) {
    self.directory = directory
    self.mostRequests = mostRequests
    self.mostBytes = mostBytes
  }

  mutating func add(key: String, body: String, tokens: Int) throws {
    let line = "{\"custom_id\":\"\(key)\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":\(body)}\n"
    if count == mostRequests || lines.count + line.utf8.count > mostBytes { try finish() }
    lines += line.utf8
    count += 1
    written.requests += 1
    written.tokens += tokens
  }

  /// Writes what is left.
  mutating func finish() throws {
    if count == 0 { return }
    let number = String(written.files.count)
    let path = "\(directory)/requests-\(String(repeating: "0", count: max(0, 5 - number.count)))\(number).jsonl"
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      try Data(lines).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw DatasetError(.writing, path: path, engineCode: (error as NSError).code)
    }
    written.files.append(path)
    (lines, count) = ([], 0)
  }
}

/// One line of a result file.
private struct BatchResult {
  let key: String
  /// nil where the request failed.
  let reply: ChatReply?

  /// nil where the line is no result.
  init?(line: Data) {
    guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
      let key = object["custom_id"] as? String
    else { return nil }
    self.key = key
    let response = object["response"] as? [String: Any]
    let status = response?["status_code"] as? Int ?? 200
    guard status == 200, let body = response?["body"],
      let bytes = try? JSONSerialization.data(withJSONObject: body, options: .fragmentsAllowed)
    else {
      reply = nil
      return
    }
    // Why a reply can't be used does not matter here: the request is asked again by the next run.
    reply = try? ReplyBody.reply(from: bytes)
  }
}
