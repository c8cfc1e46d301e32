public import Records

/// Makes pairs from requests that were made twice: the user did not keep the first answer, and took the second one.
///
/// Weak evidence: people also send a request again to see what else comes, after an error of the site, or from another
/// page. One candidate is counted for each request that was made twice.
public struct ResentPairs: Sendable {
  public struct Options: Hashable, Sendable {
    /// By how much `satisfied` must be ahead of `dissatisfied` behind the later answer, -1 to 1.
    public var acceptedLead = -0.15
    /// The same, where an answer was made anew. That the user went on from one of several answers says little, as every chat
    /// goes on from some: what followed must speak for it.
    public var regeneratedLead = 0.2
    /// Whether a later answer of which nothing is known counts as taken.
    public var acceptsTheUnknown = false
    /// How alike two requests in other words must be.
    public var leastSimilarity = 0.8
    /// The estimate for an answer whose request was sent again, where nothing else is known of it. An assumption: below
    /// one half, and above what answers get that are complained of.
    public var resentEstimate = 0.3
    /// The most confidence that such a pair gets. An assumption too.
    public var mostConfidence = 0.5
    public var softTargetScale = SoftTarget.defaultScale
    public var check = RowCheck()

    public init() {}
  }

  public let options: Options

  public init(_ options: Options = Options()) { self.options = options }

  public func harvest(_ requests: some Sequence<RequestSentTwice>) -> PairHarvest<PreferencePair> {
    var harvest = PairHarvest<PreferencePair>()
    var ids: Set<String> = []
    for request in requests {
      switch pair(from: request) {
      case .failure(let fault): harvest.tally.leaveOut(fault.reason)
      case .success(let pair):
        if ids.insert(pair.id).inserted {
          harvest.keep(pair)
        } else {
          harvest.tally.leaveOut(.duplicate)
        }
      }
    }
    return harvest
  }

  private func pair(from request: RequestSentTwice) -> Result<PreferencePair, Exclusion> {
    let (earlier, later) = (request.earlier, request.later)
    // Branches of one tree are of one user, named or not.
    let isOneUser = request.origin == .regenerated || !later.source.user.isEmpty
    guard isOneUser, earlier.source.user == later.source.user else { return .failure(Exclusion(reason: .otherUser)) }
    guard asksForTheSame(request) else { return .failure(Exclusion(reason: .requestChanged)) }
    let lead = request.origin == .regenerated ? options.regeneratedLead : options.acceptedLead
    guard let estimate = acceptedEstimate(of: later, lead: lead) else {
      return .failure(Exclusion(reason: .notAccepted))
    }
    return PromptShape.shaped(later.history + [Message(role: .user, content: later.request)]).flatMap { prompt in
      var pair = PreferencePair()
      pair.origin = request.origin
      pair.prompt = prompt
      pair.chosen = later.answer
      pair.rejected = earlier.answer
      describe(&pair, request, estimate)
      let isToxic = later.isToxic == true || earlier.isToxic == true ? true : later.isToxic
      if let reason = options.check.fault(of: pair, isToxic: isToxic) { return .failure(Exclusion(reason: reason)) }
      return .success(pair)
    }
  }

  /// A request with other constraints has another answer: the earlier one had no chance to meet them.
  private func asksForTheSame(_ request: RequestSentTwice) -> Bool {
    switch request.relation {
    case .same: true
    case .rephrase: request.similarity >= options.leastSimilarity
    case .refine, .followUp, .newTopic, .reaction: false
    }
  }

  /// How good the later answer is estimated to be; nil where nothing shows that it was taken.
  private func acceptedEstimate(of later: RequestSentTwice.Sending, lead: Double) -> Double? {
    guard let opinion = later.opinion else { return options.acceptsTheUnknown ? 0.5 : nil }
    return opinion.lead >= lead ? opinion.estimate : nil
  }

  private func describe(_ pair: inout PreferencePair, _ request: RequestSentTwice, _ estimate: Double) {
    let (earlier, later) = (request.earlier, request.later)
    let place = later.source.messageIndex < 0 ? 0 : later.source.messageIndex
    pair.id = "\(later.source.recordID)-\(request.origin.rawValue)-\(place)"
    // An answer may have been made anew several times, on as many paths of the record.
    if request.origin == .regenerated, let path = earlier.source.recordID.split(separator: "-").last {
      pair.id += "-\(path)"
    }
    pair.source = later.source
    pair.source.targetIndex = earlier.source.targetIndex
    pair.source.ids = [earlier.source.recordID, later.source.recordID]
    pair.chosenScore = estimate
    // That the request was sent again speaks against the answer, whatever else was read from what followed it.
    pair.rejectedScore = min(earlier.opinion?.estimate ?? options.resentEstimate, options.resentEstimate)
    pair.margin = pair.chosenScore - pair.rejectedScore
    pair.softTarget = SoftTarget.probability(margin: pair.margin, scale: options.softTargetScale)
    pair.confidence = options.mostConfidence * estimate * min(1, max(0, request.similarity))
    pair.act = .reattemptWithoutFeedback
  }
}
