/// Finds groups of texts that are nearly the same, by MinHash with locality-sensitive hashing (Broder 1997; Indyk and
/// Motwani 1998; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", ch. 3).
///
/// Items go in one by one; what is kept of each is a sketch of at most about 1.2 KB, and of a text that was there
/// before, 12 bytes. Only pairs whose similarity was looked at and reaches the threshold are joined. Groups are
/// connected: the first and the last of a chain may be less similar than the threshold. The groups do not depend on the
/// order in which the items came. One thread at a time.
///
/// Texts that share a long template and differ in a few words are near duplicates. That is meant: a trained model that
/// has seen one knows most of the other. Who counts requests can tell templates by the size of their groups.
public struct NearDuplicateFinder: Sendable {
  public let rule: SimilarityRule

  /// The items, and for each the text that it has: a place in the lists below.
  private var items: [Int] = []
  private var texts: [Int32] = []
  private var placeByDigest: [UInt64: Int32] = [:]

  /// What is known of each different text.
  private var digests: [UInt64] = []
  private var shingles: [Int32] = []
  private var bandKeys: [UInt32] = []
  private var hashes: [UInt32] = []
  /// Where each text's hashes end in `hashes`.
  private var hashEnds: [Int] = []

  public init(rule: SimilarityRule = .standard) {
    self.rule = rule
  }

  /// How many items there are.
  public var count: Int { items.count }

  /// Takes an item with its text. Items should differ; what they number is the caller's affair.
  public mutating func add(_ item: Int, text: String) {
    add(item, sketch: ShingleSketch(text, rule: rule))
  }

  /// Takes an item with the sketch of its text, made under the finder's rule. One without shingles is left out.
  public mutating func add(_ item: Int, sketch: ShingleSketch) {
    guard sketch.shingles > 0 else { return }
    precondition(sketch.bandKeys.count == rule.bands, "the sketch was made under another rule")
    items.append(item)
    if let place = placeByDigest[sketch.digest] { return texts.append(place) }
    let place = Int32(digests.count)
    placeByDigest[sketch.digest] = place
    texts.append(place)
    digests.append(sketch.digest)
    shingles.append(Int32(clamping: sketch.shingles))
    bandKeys.append(contentsOf: sketch.bandKeys)
    hashes.append(contentsOf: sketch.smallest)
    hashEnds.append(hashes.count)
  }

  /// The groups of two or more items.
  ///
  /// Costs a sort of the different texts for each band, and a comparison for each pair that a band proposes.
  public func groups() -> NearDuplicateGroups {
    var sets = DisjointSets(count: digests.count)
    var work = NearDuplicateGroups()
    var crowded: [[Int]] = []
    for band in 0..<rule.bands { joinPairs(ofBand: band, in: &sets, counting: &work, crowded: &crowded) }
    work.unsettledBuckets = crowded.count { roots in Set(roots.map { sets.root(of: $0) }).count > 1 }
    var members: [Int: [Int]] = [:]
    for (item, text) in zip(items, texts) { members[sets.root(of: Int(text)), default: []].append(item) }
    work.groups = members.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    return work
  }

  // MARK: Pairs

  private func joinPairs(
    ofBand band: Int, in sets: inout DisjointSets, counting work: inout NearDuplicateGroups, crowded: inout [[Int]]
  ) {
    let order = (0..<digests.count).sorted { one, other in
      let (key, otherKey) = (self.key(of: one, band: band), self.key(of: other, band: band))
      if key != otherKey { return key < otherKey }
      if shingles[one] != shingles[other] { return shingles[one] < shingles[other] }
      return digests[one] < digests[other]
    }
    var start = 0
    while start < order.count {
      let key = key(of: order[start], band: band)
      var end = start + 1
      while end < order.count, self.key(of: order[end], band: band) == key { end += 1 }
      let bucket = order[start..<end]
      if bucket.count > 1, !joinPairs(of: bucket, in: &sets, counting: &work) {
        crowded.append(Array(Set(bucket.map { sets.root(of: $0) })))
      }
      start = end
    }
  }

  /// Compares the texts of a bucket, which stand in the order of their sizes: sets whose sizes differ too much can't be
  /// similar enough, so that each is compared only with the ones behind it, up to that size.
  ///
  /// - Returns: Whether all such pairs were looked at.
  private func joinPairs(
    of bucket: ArraySlice<Int>, in sets: inout DisjointSets, counting work: inout NearDuplicateGroups
  ) -> Bool {
    var isWhole = true
    var reach = bucket.startIndex
    for place in bucket.indices {
      let text = bucket[place]
      let largest = Double(shingles[text]) / rule.threshold + 1e-9
      reach = max(reach, place + 1)
      while reach < bucket.endIndex, Double(shingles[bucket[reach]]) <= largest { reach += 1 }
      let end = min(reach, place + 1 + rule.comparisonsInBucket)
      if end < reach { isWhole = false }
      for other in bucket[(place + 1)..<end] where sets.root(of: text) != sets.root(of: other) {
        work.comparisons += 1
        if similarity(text, other) >= rule.threshold { sets.unite(text, other) }
      }
    }
    return isWhole
  }

  private func key(of text: Int, band: Int) -> UInt32 { bandKeys[text * rule.bands + band] }

  private func similarity(_ one: Int, _ other: Int) -> Double {
    hashes.withUnsafeBufferPointer { all in
      let (mine, others) = (hashRange(of: one), hashRange(of: other))
      return ShingleSketch.similarity(
        UnsafeBufferPointer(rebasing: all[mine]), UnsafeBufferPointer(rebasing: all[others]),
        isWhole: mine.count == Int(shingles[one]) && others.count == Int(shingles[other]))
    }
  }

  private func hashRange(of text: Int) -> Range<Int> { (text == 0 ? 0 : hashEnds[text - 1])..<hashEnds[text] }
}

/// What is nearly the same, and what it took to find it.
public struct NearDuplicateGroups: Hashable, Sendable {
  /// Groups of two or more items: each ascending, in the order of their first.
  public internal(set) var groups: [[Int]] = []
  /// How many pairs of different texts were compared.
  public internal(set) var comparisons = 0
  /// How many buckets of a band were too full for all of their pairs to be compared, and hold texts of more than one
  /// group: there, near duplicates may have been missed.
  public internal(set) var unsettledBuckets = 0
}
