internal import ArchiveReading
internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import JSONSelection
internal import Records

/// The first answers of conversations whose request was sent again. They are in no row of a conversation, so they come from the
/// archives, or from the shard as it was before where that has them.
struct FirstAnswers {
  private let layout: DatasetLayout
  private let limits: ReadingLimits
  private var answers: [String: String] = [:]

  init(_ layout: DatasetLayout, limits: ReadingLimits) {
    self.layout = layout
    self.limits = limits
  }

  /// The first answer of a conversation; empty where there was none or the archive is gone.
  func answer(in recordID: String) -> String { answers[recordID] ?? "" }

  /// These, with the answers of the conversations of `requests`.
  ///
  /// Each archive with an answer that is not known is read once. A nightly run knows those of the nights before.
  func fetch(for requests: [ResentRequest]) throws -> FirstAnswers {
    var result = self
    if requests.isEmpty { return result }
    result.answers = knownAnswers()
    var wanted: [ArchiveID: (path: String, records: Set<String>)] = [:]
    for origin in requests.flatMap({ [$0.step.earlier.origin, $0.step.later.origin] })
    where result.answers[origin.recordID] == nil {
      wanted[origin.archive, default: (origin.archivePath, [])].records.insert(origin.recordID)
    }
    for (archive, (path, records)) in wanted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      _ = ArchivePass(limits: limits).fetch(records, from: path, id: archive) { recordID, conversation in
        result.answers[recordID] = Self.firstAnswer(in: conversation)
        return true
      }
    }
    return result
  }

  /// The answer to the request that the row has: the first that says something.
  private static func firstAnswer(in conversation: Conversation) -> String {
    let messages = conversation.messages.drop { $0.role != .user }.dropFirst()
    return messages.first { $0.role == .assistant && !$0.content.allSatisfy(\.isWhitespace) }?.content ?? ""
  }

  /// What the shard holds already; nothing of a shard that is not there or can't be read, which is then made anew.
  private func knownAnswers() -> [String: String] {
    let path = layout.path(DatasetLayout.acrossConversations)
    guard FileManager.default.fileExists(atPath: path), let reader = try? ShardReader(file: path) else { return [:] }
    var known: [String: String] = [:]
    let selector = JSONSelector()
    let fields = ["record_id", "previous_record_id", "next_response", "response"].map { selector.want($0) }
    // Whatever is wrong with the former shard costs a pass over the archives and nothing else.
    while let row = try? reader.next(), (try? selector.select(from: row.bytes)) != nil {
      var values: [Int: String] = [:]
      for place in 0..<selector.count where selector[place].kind == .string {
        values[selector[place].field] = String(decoding: selector[place].text, as: UTF8.self)
      }
      for (id, answer) in [(fields[0], fields[2]), (fields[1], fields[3])] {
        if let record = values[id], let text = values[answer], !text.isEmpty { known[record] = text }
      }
    }
    return known
  }
}
