/// The conversations that count at one moment, as counts that conversations can be added to and taken from.
///
/// Adding or taking one costs as much as it has facts, however many there are already.
struct PersonaLedger {
  /// Conversations with the same key, as places in the history, ascending: the first speaks for all.
  private(set) var groups: [RequestKey: [Int]] = [:]
  private(set) var languages: [String: Int] = [:]
  private(set) var countries: [String: Int] = [:]
  private(set) var topics: [ConversationTopic: Int] = [:]
  private(set) var skeletons: [String: Int] = [:]
  /// All conversations of the history, whether they count or not.
  let entries: [Entry]

  /// What is worked out once for each conversation.
  struct Entry: Sendable {
    let conversation: PersonaConversation
    let key: RequestKey
    let language: String
    let skeleton: String
  }

  init(_ entries: [Entry]) { self.entries = entries }

  /// How many conversations there are; copies count once.
  var count: Int { groups.count }

  /// Groups in the order of their first conversations.
  var sortedGroups: [[Int]] { groups.values.sorted { $0[0] < $1[0] } }

  mutating func add(_ place: Int) {
    let key = entries[place].key
    var group = groups[key] ?? []
    if let first = group.first { tell(first, -1) }
    group.insert(place, at: group.firstIndex { $0 > place } ?? group.count)
    groups[key] = group
    tell(group[0], 1)
  }

  mutating func take(_ place: Int) {
    let key = entries[place].key
    guard var group = groups[key], let index = group.firstIndex(of: place) else { return }
    tell(group[0], -1)
    group.remove(at: index)
    groups[key] = group.isEmpty ? nil : group
    if let first = group.first { tell(first, 1) }
  }

  private mutating func tell(_ place: Int, _ change: Int) {
    let entry = entries[place]
    Self.change(&languages, entry.language, change)
    Self.change(&countries, entry.conversation.country, change)
    Self.change(&skeletons, entry.skeleton, change)
    topics[entry.conversation.topic, default: 0] += change
    if topics[entry.conversation.topic] == 0 { topics[entry.conversation.topic] = nil }
  }

  /// What is empty is unknown, and counts nowhere.
  private static func change(_ counts: inout [String: Int], _ name: String, _ change: Int) {
    if name.isEmpty { return }
    let count = counts[name, default: 0] + change
    counts[name] = count == 0 ? nil : count
  }
}
