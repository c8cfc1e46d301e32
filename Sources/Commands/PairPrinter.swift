internal import DatasetWriting
internal import Pipeline
internal import Records

/// Prints what is known of a dataset's pairs.
struct PairPrinter {
  func print(_ counts: PairCounts) {
    Console.print(
      "\(Amount.count(counts.pairs, "pair")) of \(Amount.count(counts.candidates, "candidate")), "
        + "from \(Amount.count(counts.conversations, "conversation"))")
    if counts.chosen < counts.pairs { Console.print("\(Amount.count(counts.chosen)) pass the filters") }
    Self.table("origin", counts.origins)
    Self.table("scope", counts.scopes)
    Self.table("category", counts.categories)
    if counts.chosen > 0 {
      Console.print("")
      Console.print(
        "chosen answer longer: \(Amount.percent(Double(counts.longerChosen) / Double(counts.chosen))) of pairs; "
          + "feedback in the prompt: \(Amount.percent(Double(counts.feedbackInPrompt) / Double(counts.chosen))); "
          + "new information: \(Amount.percent(Double(counts.newInformation) / Double(counts.chosen)))")
    }
    Self.table("left out", counts.leftOut)
  }

  private static func table(_ title: String, _ counts: [String: Int]) {
    if counts.isEmpty { return }
    Console.print("")
    var table = TextTable([.init(title: title), .init(title: "count", alignment: .right)])
    for (name, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      table.add([name.isEmpty ? "none" : name, Amount.count(count)])
    }
    table.lines.forEach(Console.print)
  }

  /// A pair for people: what both answer, both answers, and why one is better.
  ///
  /// - Parameter keeping: Lines of each text that are shown; 0 for all.
  func lines(of pair: PreferencePair, _ console: Console, keeping: Int) -> [String] {
    func text(_ value: String) -> [String] {
      let all = value.split(separator: "\n", omittingEmptySubsequences: false).map {
        "  " + TerminalText.line(String($0))
      }
      if keeping == 0 || all.count <= keeping { return all }
      return all.prefix(keeping) + ["  … \(Amount.count(all.count - keeping, "line")) more"]
    }
    let facts = [
      "origin \(pair.origin.rawValue)", "margin \(Amount.fixed(pair.margin, 2))",
      "confidence \(Amount.fixed(pair.confidence, 2))", pair.rounds > 0 ? "scope \(pair.scope.rawValue)" : "",
      pair.usesNewInformation ? "uses new information" : "", pair.feedbackInPrompt ? "feedback in the prompt" : "",
    ]
    var lines = [
      console.emphasized(pair.id, .bold), facts.filter { !$0.isEmpty }.joined(separator: ", "),
      "made of \(pair.source.ids.map(TerminalText.line).joined(separator: ", "))", "",
    ]
    if pair.prompt.count > 1 { lines.append("… \(Amount.count(pair.prompt.count - 1, "message")) before") }
    for (title, value) in [
      ("request", pair.prompt.last?.content ?? ""), ("chosen", pair.chosen), ("rejected", pair.rejected),
      ("feedback", pair.feedback), ("persona", pair.persona),
    ] where !value.isEmpty {
      lines += [console.emphasized(title, .bold)] + text(value) + [""]
    }
    return lines
  }

  func printList(_ rows: TrainingRows, _ filter: PairFilter) throws {
    var table = TextTable([
      .init(title: "pair"), .init(title: "origin"), .init(title: "margin", alignment: .right),
      .init(title: "confidence", alignment: .right), .init(title: "scope"), .init(title: "feedback"),
    ])
    try rows.forEachPair { pair in
      guard filter.passes(pair) else { return }
      table.add([
        pair.id, pair.origin.rawValue, Amount.fixed(pair.margin, 2), Amount.fixed(pair.confidence, 2),
        pair.scope.rawValue, TerminalText.line(String(pair.feedback.prefix(60))),
      ])
    }
    table.lines.forEach(Console.print)
  }
}
