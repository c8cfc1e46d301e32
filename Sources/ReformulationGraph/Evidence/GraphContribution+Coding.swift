/// As lists in the order of their keys, so that equal contributions have equal files.
extension GraphContribution: Codable {
  private struct File: Codable {
    struct Request: Codable {
      var key: RequestKey
      var evidence: RequestEvidence
    }
    struct State: Codable {
      var key: StateKey
      var evidence: StateEvidence
    }
    struct Edge: Codable {
      var key: EdgeKey
      var evidence: EdgeEvidence
    }

    var version = 1
    var paths: Int
    var ending: Ending
    var requests: [Request]
    var states: [State]
    var edges: [Edge]
  }

  public init(from decoder: any Decoder) throws {
    let file = try File(from: decoder)
    guard file.version == 1 else {
      let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "another version's")
      throw DecodingError.dataCorrupted(context)
    }
    self.init()
    paths = file.paths
    ending = file.ending
    for row in file.requests { requests[row.key] = row.evidence }
    for row in file.states { states[row.key] = row.evidence }
    for row in file.edges { edges[row.key] = row.evidence }
    guard requests.count == file.requests.count, states.count == file.states.count, edges.count == file.edges.count
    else {
      let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a key stands there twice")
      throw DecodingError.dataCorrupted(context)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    let file = File(
      paths: paths, ending: ending,
      requests: requests.keys.sorted().compactMap { key in requests[key].map { .init(key: key, evidence: $0) } },
      states: states.keys.sorted().compactMap { key in states[key].map { .init(key: key, evidence: $0) } },
      edges: edges.keys.sorted().compactMap { key in edges[key].map { .init(key: key, evidence: $0) } })
    try file.encode(to: encoder)
  }
}
