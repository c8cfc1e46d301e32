internal import ArgumentParser
internal import DatasetWriting
internal import Foundation
internal import Pipeline
internal import ReformulationGraph

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Show which wording of a request gets people where they wanted to go.",
    discussion: """
      Requests that users reworded are pooled over sessions and users as an absorbing Markov chain. Without options it says how \
      much of the traffic that tells anything of, how paths end, which wordings are better for certain, and why others are \
      not suggested. Few logs hold the same request often enough; small ones give no rewrite at all.

      Examples:
        gleaner graph DATASET
        gleaner graph DATASET --query 'how do i centre a div' --language en
        gleaner graph DATASET --dot graph.dot && dot -Tsvg graph.dot -o graph.svg
      """)

  @Argument(help: "The dataset.") var dataset: String
  @Option(help: ArgumentHelp("Find the request that this is nearest to, and what is known of it.", valueName: "text"))
  var query: String?
  @Option(help: ArgumentHelp("The language of the query, as conversations have it; '' for unknown.", valueName: "code"))
  var language = "en"
  @Option(
    help: ArgumentHelp("What is compared: shown (success where anything shows) or success.", valueName: "measure"))
  var measure = "shown"
  @Option(help: ArgumentHelp("Sessions that each of two wordings needs.", valueName: "n")) var sessions = 5
  @Option(help: ArgumentHelp("Users that each of two wordings needs.", valueName: "n")) var users = 3
  @Option(help: ArgumentHelp("By how much a wording must be better, for certain.", valueName: "share"))
  var margin = 0.05
  @Flag(
    help: "Count an end as success or failure only where it is the likelier; by default it counts by its probabilities."
  )
  var hard = false
  @Option(help: ArgumentHelp("Draw the graph into this file, for Graphviz.", valueName: "file")) var dot: String?
  @Option(help: ArgumentHelp("Write the graph into this file, for Gephi, yEd or NetworkX.", valueName: "file"))
  var graphml: String?
  @Option(help: ArgumentHelp("At most this many states are drawn, and rewrites printed.", valueName: "n")) var limit =
    200
  @Flag(help: "Print the rewrites as JSON Lines.") var json = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    let options = try options()
    // What a segment adds is written down where nobody else writes; where a run is under way it is made for this once.
    let lock = try? DatasetLock(layout)
    defer { withExtendedLifetime(lock) {} }
    let analysis = try GraphAnalysis(layout, options, keeping: lock != nil)
    let drawing = analysis.drawing(limit: limit)
    if let dot { try write(drawing.dot, to: dot) }
    if let graphml { try write(drawing.graphML, to: graphml) }
    if let query { return answer(query, analysis) }
    let printer = GraphPrinter(analysis: analysis, limit: limit)
    if json { return printer.printJSON() }
    if dot == nil, graphml == nil { printer.printTable() }
  }

  private func options() throws -> GraphAnalysis.Options {
    guard let measure = RewriteRules.Measure(rawValue: measure) else {
      throw UsageError("--measure does not know `\(TerminalText.line(measure))`\n  known are: shown, success")
    }
    guard sessions >= 1, users >= 1, limit >= 1 else {
      throw UsageError("--sessions, --users and --limit are at least 1")
    }
    guard (0...1).contains(margin) else { throw UsageError("--margin expects a number from 0 to 1, not \(margin)") }
    var options = GraphAnalysis.Options()
    options.ending = EndingRule(isSoft: !hard)
    options.rewrites = RewriteRules(measure: measure, margin: margin, sessions: sessions, users: users)
    return options
  }

  private func write(_ text: String, to path: String) throws {
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw UsageError("\(TerminalText.line(path)) can't be written")
    }
    common.console.say("wrote \(TerminalText.line(path))")
  }

  private func answer(_ query: String, _ analysis: GraphAnalysis) {
    guard let match = analysis.lookup.nearest(to: query, language: LanguageNames.code(of: language)) else {
      return Console.print("no request like it was reworded in these logs")
    }
    let state = analysis.graph.states[match.state]
    let absorption = analysis.graph.absorption(of: match.state)
    Console.print(
      "nearest: \(GraphPrinter.wording(state)) (\(match.kind.rawValue), \(Amount.fixed(match.similarity, 2)))")
    Console.print(
      "asked in \(Amount.count(state.sessions, "session")); ends in success \(Amount.percent(absorption.success)), failure "
        + "\(Amount.percent(absorption.failure)), unknown \(Amount.percent(absorption.unknown)), after "
        + "\(Amount.fixed(absorption.steps, 1)) requests on average")
    guard let rewrite = match.rewrite else { return Console.print("no wording is better for certain") }
    Console.print("better: \(TerminalText.line(rewrite.wording))")
    Console.print(GraphPrinter.evidence(rewrite))
  }
}

/// Prints a reformulation graph.
struct GraphPrinter {
  let analysis: GraphAnalysis
  let limit: Int

  func printTable() {
    let coverage = analysis.graph.coverage
    let ending = coverage.ending
    let all = Double(max(1, ending.success + ending.failure + ending.unknown))
    Console.print(
      "\(Amount.count(coverage.visits, "request")) in \(Amount.count(coverage.states, "wording")), "
        + "\(Amount.count(coverage.edges, "step")) between them, in \(Amount.count(coverage.components, "component")), the largest "
        + "of \(Amount.count(coverage.largestComponent))")
    Console.print(
      "\(Amount.count(coverage.sharedStates, "wording")) of more than one user; \(Amount.count(coverage.visitsInLargerComponents)) "
        + "requests stand among three wordings or more")
    Console.print(
      "\(Amount.count(coverage.paths, "path")) end in success \(Amount.percent(Double(ending.success) / all)), failure "
        + "\(Amount.percent(Double(ending.failure) / all)), unknown \(Amount.percent(Double(ending.unknown) / all))")
    Console.print("")
    Console.print("\(Amount.count(analysis.book.rewrites.count, "rewrite"))")
    for rewrite in analysis.book.rewrites.prefix(limit) {
      Console.print("\(Self.wording(analysis.graph.states[rewrite.from]))")
      Console.print("  → \(TerminalText.line(rewrite.wording))")
      Console.print("    \(Self.evidence(rewrite))")
    }
    let refusals = analysis.book.refusals.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    for (reason, count) in refusals { Console.print("\(Amount.count(count, "wording")) without: \(reason.rawValue)") }
  }

  func printJSON() {
    let rows = RowBuffer()
    for rewrite in analysis.book.rewrites.prefix(limit) {
      rows.beginRow()
      rows.field("request", analysis.graph.states[rewrite.from].exemplars.first ?? "")
      rows.field("rewrite", rewrite.wording)
      rows.field("language", analysis.graph.states[rewrite.from].language)
      rows.field("value", probability: rewrite.value)
      rows.field("better_value", probability: rewrite.betterValue)
      rows.field("least_gain", probability: rewrite.leastGain)
      rows.field("reach", probability: rewrite.reach)
      rows.field("sessions", rewrite.sessions)
      rows.field("users", rewrite.users)
      rows.field("direct_sessions", rewrite.directSessions)
      rows.endRow()
    }
    Console.print(bytes: rows.contents)
  }

  static func wording(_ state: GraphState) -> String {
    let text = state.exemplars.first ?? "(its text is not in the dataset)"
    return TerminalText.line(text.count > 120 ? text.prefix(119) + "…" : text)
  }

  static func evidence(_ rewrite: Rewrite) -> String {
    "\(Amount.percent(rewrite.value)) → \(Amount.percent(rewrite.betterValue)), at least \(Amount.percent(rewrite.leastGain)) more; "
      + "\(Amount.count(rewrite.sessions, "session")), \(Amount.count(rewrite.users, "user")); "
      + "\(Amount.percent(rewrite.reach)) come to it by themselves"
  }
}
