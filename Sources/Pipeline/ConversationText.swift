public import ArchiveReading
public import DatasetWriting
public import FeedbackIndex
internal import Foundation
internal import JSONSelection
public import Records

/// A conversation's messages, fetched for somebody to read.
public struct ConversationText: Sendable {
  /// Where the messages came from.
  public enum Origin: Hashable, Sendable {
    /// The archive: all of them.
    case archive
    /// The dataset's feedback rows, because the archive is gone or has changed: up to the answer to the last feedback, as
    /// far as the history limit let them in.
    case dataset
  }

  public let origin: Origin
  /// The messages by their place in the conversation; places may be missing where the origin is the dataset.
  public let messages: [Int: Message]
}

/// Fetches whole conversations: from the archive where it is still as it was, else from the dataset.
///
/// A dataset holds no copy of the logs. An archive has no index either, so it is read up to the record: a second or two
/// for a gigabyte.
public struct ConversationFetcher {
  private let layout: DatasetLayout
  private let limits: ReadingLimits

  public init(_ layout: DatasetLayout, limits: ReadingLimits = ReadingLimits()) {
    self.layout = layout
    self.limits = limits
  }

  /// The messages of a conversation.
  ///
  /// - Throws: `FeedbackIndexError` where the dataset's own rows can't be read.
  public func text(of conversation: ConversationHit) throws -> ConversationText {
    if let messages = messagesFromArchive(conversation.origin) {
      return ConversationText(
        origin: .archive,
        messages: Dictionary(uniqueKeysWithValues: messages.enumerated().map { ($0.offset, $0.element) }))
    }
    return ConversationText(origin: .dataset, messages: try messagesFromRows(of: conversation))
  }

  // MARK: From the archive

  private func messagesFromArchive(_ origin: HitOrigin) -> [Message]? {
    var messages: [Message]?
    _ = ArchivePass(limits: limits).fetch([origin.recordID], from: origin.archivePath, id: origin.archive) {
      messages = $1.messages
      return false
    }
    return messages
  }

  // MARK: From the dataset

  private func messagesFromRows(of conversation: ConversationHit) throws -> [Int: Message] {
    var messages: [Int: Message] = [:]
    let rows = FullRows(layout)
    let reader = FeedbackRowReader()
    for hit in conversation.feedback {
      try rows.withRow(at: hit.place) { bytes in
        let row = try reader.read(bytes)
        for (number, message) in row.prompt.enumerated() { messages[hit.promptOmitted + number] = message }
        if !row.response.isEmpty { messages[hit.targetIndex] = Message(role: .assistant, content: row.response) }
        if !row.feedback.isEmpty { messages[hit.messageIndex] = Message(role: .user, content: row.feedback) }
        if !row.nextResponse.isEmpty {
          messages[hit.messageIndex + 1] = Message(role: .assistant, content: row.nextResponse)
        }
      }
    }
    return messages
  }
}

/// The texts of one feedback row.
struct FeedbackTexts {
  var prompt: [Message] = []
  var response = ""
  var feedback = ""
  var nextResponse = ""
}

/// Reads the texts of feedback rows.
final class FeedbackRowReader {
  private let selector = JSONSelector()
  private let prompt: Int
  private let role: Int
  private let content: Int
  private let response: Int
  private let feedback: Int
  private let nextResponse: Int

  init() {
    prompt = selector.want("prompt")
    role = selector.want("role", in: prompt)
    content = selector.want("content", in: prompt)
    response = selector.want("response")
    feedback = selector.want("feedback")
    nextResponse = selector.want("next_response")
  }

  func read(_ row: UnsafeRawBufferPointer) throws(JSONFault) -> FeedbackTexts {
    try selector.select(from: row)
    var texts = FeedbackTexts()
    var message = Message(role: .other, content: "")
    for index in 0..<selector.count {
      let event = selector[index]
      let text = String(decoding: event.text, as: UTF8.self)
      switch (event.field, event.kind) {
      case (prompt, .endObject): texts.prompt.append(message)
      case (role, .string): message.role = MessageRole(rawValue: text) ?? .other
      case (content, .string): message.content = text
      case (response, .string): texts.response = text
      case (feedback, .string): texts.feedback = text
      case (nextResponse, .string): texts.nextResponse = text
      default: break
      }
    }
    return texts
  }
}
