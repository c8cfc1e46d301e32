public import DatasetWriting
internal import Digests
internal import FeedbackIndex
internal import Foundation
public import Personas

/// Makes the table `personas`: what all conversations of each known user tell of them, as of now.
struct PersonaBuild {
  private let layout: DatasetLayout
  private let index: FeedbackIndex

  /// The version of how cards are made; another one makes them anew.
  static let version = 1

  init(_ layout: DatasetLayout, index: FeedbackIndex) {
    self.layout = layout
    self.index = index
  }

  /// - Throws: `DatasetError`, `FeedbackIndexError`.
  func build(_ manifests: [SegmentManifest]) throws -> BuiltManifest {
    let verdicts = FileDigest(ofFile: layout.path(DatasetLayout.verdicts))?.hex ?? "none"
    let parts = ["personas \(Self.version)", verdicts] + manifests.map(\.segment.rawValue).sorted()
    let inputs = SHA256Hasher.hex(of: parts.joined(separator: "\n"))
    // One that can't be read is made anew.
    if let built = try? DatasetFiles.built(.personas, in: layout), built.inputs == inputs, built.isThere(in: layout) {
      return built
    }
    let writer = try BuiltTableWriter(.personas, from: inputs, in: layout)
    do {
      var sink = FrameSink(writer, bytes: 1 << 20)
      var books: [String: Int] = ["users": 0, "cards": 0]
      try UserPersonas(index).forEachUser { user, outcome in
        books["users", default: 0] += 1
        switch outcome {
        case .none(let reason): books["left_out.\(reason.rawValue)", default: 0] += 1
        case .card(let card):
          books["cards", default: 0] += 1
          try sink.write { PersonaRow(user: user, card: card).write(to: $0) }
        }
      }
      try sink.finish()
      return try writer.commit(books: books)
    } catch {
      writer.abandon()
      throw error
    }
  }
}

/// One row of the table `personas`.
public struct PersonaRow {
  private let user: String
  private let card: PersonaCard

  public init(user: String, card: PersonaCard) {
    self.user = user
    self.card = card
  }

  public func write(to rows: RowBuffer) {
    rows.beginRow()
    rows.field("user", user)
    rows.field("conversations", card.conversations)
    rows.field("persona", card.text)
    rows.field("digest", SHA256Hasher.hex(of: card.canonicalBytes))
    rows.field("languages", list: card.languages.map { "\($0.name)=\($0.conversations)" })
    rows.field("topics", list: card.topics.map { "\($0.name)=\($0.conversations)" })
    rows.field(
      "preferences",
      list: card.preferences.map { preference in
        // The words of a standing instruction are the user's own; what may be told of them is in the text.
        let value = preference.kind == .standingInstruction ? preference.quote : preference.value
        return "\(preference.kind.rawValue)=\(value)=\(preference.polarity.rawValue)=\(preference.conversations)"
      })
    rows.field("request_bytes", card.typicalRequestBytes)
    rows.field("evidence", list: card.preferences.flatMap(\.evidence) + card.complaints.flatMap(\.evidence))
    rows.field("records", list: card.sources)
    rows.endRow()
  }
}
