public import DatasetWriting
internal import Foundation
internal import Records
internal import Redaction
public import ReformulationGraph

/// The reformulation graph of a dataset: what each segment adds is kept, so that a night's work is that of the new ones.
public struct GraphBuild {
  private let layout: DatasetLayout
  private let ending: EndingRule

  /// The version of what is kept of a segment; another one makes it anew.
  private static let version = 1

  /// - Parameter ending: When a path counts as a success, a failure, or unknown.
  public init(_ layout: DatasetLayout, ending: EndingRule = EndingRule()) {
    self.layout = layout
    self.ending = ending
  }

  /// What all segments add, sessions of several conversations included.
  ///
  /// - Parameter keeps: Whether what new segments add is written down; the caller then holds the dataset's lock.
  /// - Throws: `DatasetError`, `ShardError`.
  public func contribution(keeping keeps: Bool) throws -> GraphContribution {
    let manifests = try DatasetFiles.manifests(in: layout)
    var ledger = GraphLedger()
    for manifest in manifests {
      ledger.add(try contribution(of: manifest, keeping: keeps), segment: manifest.segment.rawValue)
    }
    ledger.setJoins(try joins(manifests))
    if keeps { removeOthers(than: manifests) }
    return ledger.total
  }

  // MARK: Segments

  /// What is kept of a segment.
  private struct Kept: Codable {
    let version: Int
    let rule: String
    let contribution: GraphContribution
  }

  private var rule: String { "\(ending.isSoft) \(ending.threshold) \(ending.continuationShare)" }

  private func contribution(of manifest: SegmentManifest, keeping keeps: Bool) throws -> GraphContribution {
    let path = layout.graphContribution(of: manifest.segment)
    // One that can't be read is made anew.
    if let kept = try? DatasetFiles.read(Kept.self, from: path), kept.version == Self.version, kept.rule == rule {
      return kept.contribution
    }
    var steps: [GraphStep] = []
    try GraphStepReader(layout: layout).forEachConversation(in: manifest) { steps += $0 }
    let made = GraphContribution(conversations: steps, ending: ending)
    if keeps {
      try DatasetFiles.write(Kept(version: Self.version, rule: rule, contribution: made), to: path, in: layout)
    }
    return made
  }

  private func removeOthers(than manifests: [SegmentManifest]) {
    let known = Set(manifests.map { layout.graphContribution(of: $0.segment) })
    // A folder that is not there holds nothing; what can't be removed costs room and nothing else.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: layout.graph)) ?? [] {
      let path = "\(layout.graph)/\(name)"
      if !known.contains(path) { try? FileManager.default.removeItem(atPath: path) }
    }
  }

  // MARK: Sessions

  /// What changes where a request was sent again as another conversation.
  private func joins(_ manifests: [SegmentManifest]) throws -> GraphContribution {
    let chains = try SessionChains(layout)
    if chains.isEmpty { return GraphContribution() }
    var steps: [String: [GraphStep]] = [:]
    let archives = chains.archives
    for manifest in manifests where archives.contains(manifest.archive.rawValue) {
      try GraphStepReader(layout: layout).forEachConversation(in: manifest) { conversation in
        guard let record = conversation.first?.record, chains.holds(record) else { return }
        steps[record] = conversation
      }
    }
    return .joining(sessions: chains.steps(steps), ending: ending)
  }
}

/// Conversations that follow each other with the same request, as `reformulations` across conversations has them.
private struct SessionChains {
  /// By the later record.
  private var links: [String: (earlier: String, relation: Relation)] = [:]
  private var order: [String] = []

  init(_ layout: DatasetLayout) throws {
    let path = layout.path(DatasetLayout.acrossConversations)
    guard FileManager.default.fileExists(atPath: path) else { return }
    let columns = ColumnReader(.reformulations, ["record_id", "previous_record_id", "relation"])
    let reader = try ShardReader(file: path)
    while let row = try reader.next() {
      guard columns.read(row.bytes), let relation = Relation(rawValue: columns.text(2)) else {
        throw DatasetError(.damaged, path: path)
      }
      if links[columns.text(0)] == nil { order.append(columns.text(0)) }
      links[columns.text(0)] = (columns.text(1), relation)
    }
  }

  var isEmpty: Bool { links.isEmpty }
  var archives: Set<String> { Set(records.map { String($0.prefix { $0 != "-" }) }) }
  func holds(_ record: String) -> Bool { records.contains(record) }

  private var records: Set<String> { Set(links.keys).union(links.values.map(\.earlier)) }

  /// The steps of all sessions, each named by its first record, conversation by conversation.
  func steps(_ found: [String: [GraphStep]]) -> [GraphStep] {
    var sessions: [String: [String]] = [:]
    var roots: [String] = []
    for record in order {
      let root = root(of: record)
      if sessions[root] == nil {
        roots.append(root)
        sessions[root] = [root]
      }
      sessions[root]?.append(record)
    }
    return roots.flatMap { root in
      (sessions[root] ?? []).flatMap { record -> [GraphStep] in
        var steps = found[record] ?? []
        for place in steps.indices { steps[place].session = root }
        if !steps.isEmpty, let link = links[record] { steps[0].relation = link.relation }
        return steps
      }
    }
  }

  private func root(of record: String) -> String {
    var (root, seen) = (record, Set([record]))
    while let link = links[root], seen.insert(link.earlier).inserted { root = link.earlier }
    return root
  }
}

extension ReformulationGraph {
  /// Whether a wording may be shown to others: nothing in it that looks private.
  public static func isPresentable(_ wording: String) -> Bool {
    var vault = RedactionVault()
    return Redactor().redact(wording, into: &vault).text == wording
  }
}
