internal import ArgumentParser
internal import DatasetWriting
internal import Foundation
internal import Personas
internal import Pipeline
internal import Records

struct PersonasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "personas",
    abstract: "Show what users' conversations tell of their preferences, with the evidence.",
    discussion: """
      Without USER it counts who has a card and why others have none, and lists the users with the most conversations. A card \
      is made from that user's conversations alone; with --before from those that ended before a moment, as pairs have it.

      Examples:
        gleaner personas DATASET
        gleaner personas DATASET 849b6d57
        gleaner personas DATASET 849b6d57 --before 2024-05-01
      """)

  @Argument(help: "The dataset.") var dataset: String
  @Argument(help: "A user's key as the source has it, or the beginning of one.") var user: String?
  @Option(help: ArgumentHelp("Only from conversations before this moment.", valueName: "time")) var before: String?
  @Option(help: ArgumentHelp("At most this many users are listed.", valueName: "n")) var limit = 20
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    if limit < 1 { throw UsageError("--limit is at least 1") }
    let personas = try UserPersonas(layout)
    guard let user else { return try list(personas) }
    let found = try personas.users(beginning: user, limit: 2)
    guard let key = found.first else {
      throw UsageError(
        "no user of \(dataset) has a key that begins with `\(TerminalText.line(user))`\n  see: gleaner personas \(dataset)"
      )
    }
    guard found.count == 1 || found.contains(user) else {
      throw UsageError("several users have keys that begin with `\(TerminalText.line(user))`\n  write more of the key")
    }
    let outcome =
      try before.map { try personas.outcome(of: key, before: try Self.moment($0)) } ?? personas.card(of: key)
    show(outcome, of: key)
  }

  /// A moment as the tables write it; of a date its beginning.
  private static func moment(_ text: String) throws -> String {
    for form in [
      text, text + "Z", text + ":00Z", text + "T00:00:00Z", text + "-01T00:00:00Z", text + "-01-01T00:00:00Z",
    ]
    where UTCSecond(form) != nil {
      return form
    }
    throw UsageError("--before expects a moment in UTC such as 2024-05-01 or 2024-05-01T12:30")
  }

  // MARK: All users

  private func list(_ personas: UserPersonas) throws {
    var tally = PersonaTally()
    var cards: [(user: String, card: PersonaCard)] = []
    try personas.forEachUser { user, outcome in
      tally.count(outcome)
      guard let card = outcome.card else { return }
      cards.append((user, card))
      if cards.count >= limit * 4 { cards = Self.most(cards, limit) }
    }
    if json {
      return Self.most(cards, limit).forEach { show(.card($0.card), of: $0.user) }
    }
    Console.print("\(Amount.count(tally.cards, "user")) with a card")
    for (reason, count) in tally.absences.sorted(by: { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }) {
      Console.print("\(Amount.count(count, "user")) without: \(reason.rawValue)")
    }
    if cards.isEmpty { return }
    Console.print("")
    var table = TextTable([
      .init(title: "user"), .init(title: "conversations", alignment: .right), .init(title: "what is known"),
    ])
    for (user, card) in Self.most(cards, limit) {
      let first = card.text.split(separator: "\n").first.map(String.init) ?? ""
      table.add([
        TerminalText.line(String(user.prefix(16))), Amount.count(card.conversations), TerminalText.line(first),
      ])
    }
    table.lines.forEach(Console.print)
  }

  private static func most(_ cards: [(user: String, card: PersonaCard)], _ limit: Int) -> [(
    user: String, card: PersonaCard
  )] {
    Array(cards.sorted { ($1.card.conversations, $0.user) < ($0.card.conversations, $1.user) }.prefix(limit))
  }

  // MARK: One user

  private func show(_ outcome: PersonaOutcome, of user: String) {
    guard let card = outcome.card else {
      let reason = if case .none(let absence) = outcome { absence.rawValue } else { "" }
      return Console.print(json ? "{\"user\":\"\(user)\",\"absence\":\"\(reason)\"}" : "no card: \(reason)")
    }
    if json {
      let rows = RowBuffer()
      PersonaRow(user: user, card: card).write(to: rows)
      return Console.print(bytes: rows.contents)
    }
    let console = common.console
    Console.print(console.emphasized(TerminalText.line(user), .bold))
    card.text.split(separator: "\n").forEach { Console.print("  " + TerminalText.line(String($0))) }
    Console.print("")
    Console.print("from \(Amount.count(card.conversations, "conversation"))")
    for preference in card.preferences {
      let said = preference.kind == .standingInstruction ? "“\(preference.quote)”" : preference.value
      Console.print(
        "  \(preference.kind.rawValue) \(TerminalText.line(said)) (\(preference.polarity.rawValue)): "
          + "\(preference.conversations) for, \(preference.contradicting) against; "
          + preference.evidence.prefix(5).joined(separator: ", ") + (preference.evidence.count > 5 ? " …" : ""))
    }
    for complaint in card.complaints {
      Console.print(
        "  \(complaint.category.rawValue): \(Amount.count(complaint.conversations, "conversation")); "
          + complaint.evidence.prefix(5).joined(separator: ", ") + (complaint.evidence.count > 5 ? " …" : ""))
    }
  }
}
