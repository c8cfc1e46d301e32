/// The requests of one group, as numbers of words.
struct RequestGroup {
  struct Request {
    let words: [Int32]
    /// The twentieth of the users that it belongs to.
    let part: Int
  }

  static let parts = 20
  /// Requests with the same first words are templates from this many on, and where they are a hundredth of the group.
  private static let (templateWords, fewestOfTemplate) = (5, 10)

  let values: [String]
  private(set) var requests: [Request] = []
  private var templated = 0

  init(values: [String]) { self.values = values }

  mutating func add(_ words: [Int32], of speaker: String) {
    requests.append(Request(words: words, part: Int(StableHash.value(of: speaker) % UInt64(Self.parts))))
  }

  mutating func setTemplatesAside() {
    var counts: [[Int32]: Int] = [:]
    for request in requests { counts[Array(request.words.prefix(Self.templateWords)), default: 0] += 1 }
    let bound = max(Self.fewestOfTemplate, requests.count / 100)
    let before = requests.count
    requests.removeAll { counts[Array($0.words.prefix(Self.templateWords)), default: 0] >= bound }
    templated = before - requests.count
  }

  func diversity(_ rarity: WordRarity) -> RequestDiversity {
    var words = WordCounts()
    var topics = TopicSums()
    for request in requests {
      words.add(request.words, part: request.part)
      topics.add(rarity.unitVector(of: request.words), part: request.part)
    }
    return RequestDiversity(
      values: values, requests: requests.count, templated: templated, distinctWords: words.estimate,
      topics: topics.estimate)
  }
}

/// FNV-1a with a finisher: the same in every process, unlike the standard library's.
private enum StableHash {
  static func value(of text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    hash = hash &* 0xd6e8_feb8_6659_fd93
    return hash ^ (hash >> 32)
  }
}
