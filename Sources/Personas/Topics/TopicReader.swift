/// Tells from a first user message what a conversation is about. One for each thread.
public final class TopicReader {
  /// All that decides what is read, as text: for a digest that tells one version of the words from another.
  public static let behaviour = TopicCue.all.map { "\($0.topic.rawValue)\t\($0.weight)\t\($0.text)" }
    .joined(separator: "\n")

  // What is longer than a cue can be is cut: its beginning tells enough.
  private static let table = CueTable(
    TopicCue.all.enumerated().map { place, cue in
      (Array(FoldedPiece.folded(cue.text).prefix(CueTable.longest)), place)
    })

  /// So much of the message is looked at from its beginning.
  static let openingBytes = 800
  /// A topic needs so much weight, from cues that each count once.
  private static let leastWeight = 2

  private let piece = FoldedPiece()
  private var seenIn = Array(repeating: UInt32(0), count: TopicCue.all.count)
  private var message: UInt32 = 0

  public init() {}

  /// The topic with the most weight; `other` where none has enough, or two have the same.
  public func topic(of firstMessage: UnsafeRawBufferPointer) -> ConversationTopic {
    message &+= 1
    var weights = Array(repeating: 0, count: ConversationTopic.allCases.count)
    piece.fold(UTF8Bytes.slice(firstMessage, 0..<UTF8Bytes.floor(Self.openingBytes, in: firstMessage)))
    Self.table.look(in: piece) { cue in
      if seenIn[cue] == message { return }
      seenIn[cue] = message
      weights[Self.places[cue]] += TopicCue.all[cue].weight
    }
    guard let most = weights.max(), most >= Self.leastWeight else { return .other }
    let leading = weights.indices.filter { weights[$0] == most }
    return leading.count == 1 ? ConversationTopic.allCases[leading[0]] : .other
  }

  /// The topic of each cue, by its place among the cases.
  private static let places = TopicCue.all.map { ConversationTopic.allCases.firstIndex(of: $0.topic) ?? 0 }
}
