/// Users with made-up requests, of whom everything is known.
///
/// A topic has three wordings. Of a broken topic the plain wording hardly ever works and the good one does; of a sound
/// topic the plain wording works. The tempting wording serves other people, who mean something else by it; those who ask
/// the plain one now and then try it and are not served. A topic is a trap if those others are many and the plain wording
/// works in half of the cases only: then the tempting one looks better than it, and is not.
struct World {
  enum Kind { case broken, sound, trap }

  enum Wording: String, CaseIterable { case plain, good, tempting }

  struct Topic {
    let name: String
    let kind: Kind
    /// Whether, from the turning point on, the plain wording works and the good one no longer means the same.
    let turns: Bool
  }

  /// What a user got from a request.
  struct Turn {
    var topic: Int
    var wording: Wording
    /// What was run in its place.
    var applied: Wording?
  }

  struct Session {
    var user: Int
    var turns: [Turn]
    /// What the end shows: nil where nothing.
    var isSuccess: Bool?
    var firstAnswerServed: Bool
  }

  let topics: [Topic]
  let sessionsPerTopic: Int
  let turningRound: Int

  /// - Parameter topicsPerKind: A fourth of the broken ones turn.
  init(topicsPerKind: Int, sessionsPerTopic: Int, turningRound: Int) {
    let kinds: [Kind] = [.broken, .sound, .trap]
    topics = (0..<(3 * topicsPerKind)).map {
      let kind = kinds[$0 / topicsPerKind]
      return Topic(name: Self.letters($0), kind: kind, turns: kind == .broken && $0 % 4 == 0)
    }
    self.sessionsPerTopic = sessionsPerTopic
    self.turningRound = turningRound
  }

  /// The probability that people who mean what the plain wording says are served when this is run.
  func served(_ topic: Topic, running wording: Wording, round: Int) -> Double {
    let hasTurned = topic.turns && round >= turningRound
    switch (wording, topic.kind) {
    case (.plain, .broken): return hasTurned ? 0.8 : 0.2
    case (.plain, .sound): return 0.8
    case (.plain, .trap): return 0.55
    case (.good, .trap): return 0.6
    case (.good, _): return hasTurned ? 0.2 : 0.85
    case (.tempting, _): return 0.15
    }
  }

  func text(_ wording: Wording, of topic: Topic) -> String { "\(wording.rawValue) wording about \(topic.name)" }

  /// - Parameter applied: What is run in the place of a topic's plain wording, chosen for each request anew.
  func sessions(
    round: Int, with generator: inout Generator, applied: (Int, inout Generator) -> Wording?
  ) -> [Session] {
    topics.indices.flatMap { topic in
      (0..<sessionsPerTopic).map { _ in session(topic, round: round, with: &generator, applied: applied) }
    }
  }

  private func session(
    _ topic: Int, round: Int, with generator: inout Generator, applied: (Int, inout Generator) -> Wording?
  ) -> Session {
    let user = Int(generator.next() % 5_000)
    let isTrap = topics[topic].kind == .trap
    let start: Wording =
      generator.happens(isTrap ? 0.5 : 0.7) ? .plain : generator.happens(isTrap ? 0.2 : 0.5) ? .good : .tempting
    var session = Session(user: user, turns: [], isSuccess: nil, firstAnswerServed: false)
    var wording = start
    while true {
      let rewritten = wording == .plain ? applied(topic, &generator) : nil
      session.turns.append(Turn(topic: topic, wording: wording, applied: rewritten))
      let chance =
        start == .tempting ? 0.95 : served(topics[topic], running: rewritten ?? wording, round: round)
      let isServed = generator.happens(chance)
      if session.turns.count == 1 { session.firstAnswerServed = isServed }
      if !isServed, start == .plain, session.turns.count < 4, generator.happens(0.6) {
        wording = generator.happens(isTrap ? 0.3 : 0.6) ? .good : .tempting
        continue
      }
      if generator.happens(0.5) { session.isSuccess = isServed }
      return session
    }
  }

  /// A name without digits, which would be taken for a number in a template.
  private static func letters(_ number: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
    return "subject" + String([alphabet[number / 26 % 26], alphabet[number % 26]])
  }
}
