public import AuditStatistics
public import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// What the random share of follow-ups that a chat model was asked about says of all of them, and of what was decided.
public struct DatasetAudit: Sendable {
  /// The books that the estimates are made of.
  public let table: AuditTable
  /// The share of all follow-ups that was asked about at random, as a whole: below it every one was asked.
  public let share: Double
  /// How this machine and the chat model go together where both said something.
  public let local: ConfusionTable
  /// Follow-ups by why the chat model's verdict on them does not count.
  public let withoutVerdict: [String: Int]

  /// Reads the follow-ups and what was said of them.
  ///
  /// A follow-up is taken as drawn where its hash lies below the lowest hash of one that was never asked about, whatever share
  /// was set in whichever run: what lies below is a Poisson sample of that share (D. Ting, arXiv 1708.04970).
  ///
  /// - Throws: `FeedbackIndexError`, `DatasetError`, `ShardError`.
  public init(_ layout: DatasetLayout) throws {
    let judged = try AnswerStore.existing(layout)?.judgements() ?? [:]
    let draw = AuditDraw(share: 1, salt: ClassificationPlanner.salt)
    let manifests = try DatasetFiles.manifests(in: layout)
    let reader = FollowUpReader(layout)
    var lowest = UInt64.max
    for manifest in manifests {
      try reader.forEach(in: manifest) { record in
        if judged[record.id] == nil { lowest = min(lowest, draw.hash(of: record.id)) }
      }
    }
    var table = AuditTable()
    var local = ConfusionTable()
    var without: [String: Int] = [:]
    let share = lowest == .max ? 1 : Double(lowest) * 0x1p-64
    // Where all were asked, those without a verdict that counts are taken for missing at random: the others stand for them.
    let audited = judged.values.filter(\.isAudited)
    let answered = share == 1 ? audited.count { $0.reference != nil } : audited.count
    let probability = audited.isEmpty ? share : share * Double(answered) / Double(audited.count)
    var conversation: [AuditedItem] = []
    var recordID = ""
    for manifest in manifests {
      try reader.forEach(in: manifest) { record in
        if record.recordID != recordID {
          table.add(conversation: conversation)
          conversation.removeAll(keepingCapacity: true)
          recordID = record.recordID
        }
        let verdict = judged[record.id]
        if let verdict {
          if let reference = verdict.reference {
            local.add(Outcome(record.category), reference)
          } else {
            without[verdict.status, default: 0] += 1
          }
        }
        conversation.append(
          Self.item(record, verdict, probability: probability, isDrawn: share == 1 || draw.hash(of: record.id) < lowest)
        )
      }
    }
    table.add(conversation: conversation)
    self.table = table
    self.share = share
    self.local = local
    withoutVerdict = without
  }

  /// What was decided, as the pipeline decides without the audit: by the chat model where it was asked for being unsure.
  private static func item(
    _ record: FollowUpRecord, _ verdict: Judgement?, probability: Double, isDrawn: Bool
  ) -> AuditedItem {
    let here = Outcome(record.category)
    guard let verdict else { return AuditedItem(decision: here, reference: .notAsked) }
    guard let reference = verdict.reference else { return AuditedItem(decision: here, reference: .unanswered) }
    if !verdict.isAudited { return AuditedItem(decision: reference, reference: .certain(reference)) }
    // One that was drawn by a greater share than is whole now stands for itself alone.
    return AuditedItem(
      decision: here,
      reference: isDrawn && probability > 0 ? .drawn(reference, probability: probability) : .certain(reference))
  }
}

extension Judgement {
  /// What the chat model said; nil where nothing counts.
  fileprivate var reference: Outcome? {
    switch status {
    case AskedFollowUp.none: .noFeedback
    case AskedFollowUp.grounded: FeedbackCategory(rawValue: category).map { Outcome($0) }
    default: nil
    }
  }
}
