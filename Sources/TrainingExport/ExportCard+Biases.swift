extension ExportCard {
  var biasSection: String {
    var parts = ["## Biases\nShares are given with their 95 % interval after Wilson, which speaks of counting alone."]
    if settings.shape == .preference || settings.shape == .icai { parts.append(lengthPart) }
    if settings.shape == .icai { parts.append(positionPart) }
    if settings.shape == .unpaired { parts.append(balancePart) }
    parts.append(toxicityPart)
    return parts.joined(separator: "\n\n")
  }

  private var lengthPart: String {
    let lengths = tally.lengths
    guard lengths.pairs > 0 else { return "### Length\nNot known: the rows came without texts." }
    let deciles = lengths.deciles.enumerated().map { number, decile in
      let ratios = "\(Self.ratio(decile.ratios.lowerBound)) – \(Self.ratio(decile.ratios.upperBound))"
      return "| \(number + 1) | \(ratios) | \(decile.pairs) | \(Self.share(decile.longer, of: decile.pairs)) |"
    }
    return """
      ### Length
      The chosen answer is the longer one in \(Self.share(lengths.longer, of: lengths.unequal)) of \(lengths.unequal) \
      pairs; \(lengths.equal) more pairs have answers of equal length. Chosen answers have \
      \(Self.decimal(lengths.meanChosen)) characters on average, rejected ones \
      \(Self.decimal(lengths.meanRejected)). By how different the lengths are, in tenths of the pairs:

      | tenth | longer by shorter | pairs | chosen is longer |
      |---|---|---|---|
      \(deciles.joined(separator: "\n"))
      """
  }

  private static func ratio(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100).\(digits.count == 1 ? "0" : "")\(digits)"
  }

  private var positionPart: String {
    """
    ### Position
    `text_a` is the preferred one in \(Self.share(tally.chosenFirst, of: tally.total)) of the pairs; a hash of the \
    pair's id decides.
    """
  }

  private var balancePart: String {
    let wanted = tally.kinds["desirable"]?.reduce(0, +) ?? 0
    let unwanted = tally.total - wanted
    var advice = ""
    if wanted > 0, unwanted > 0 {
      let ratio = Double(max(wanted, unwanted)) / Double(min(wanted, unwanted))
      let weight = wanted < unwanted ? "desirable_weight" : "undesirable_weight"
      advice = " `\(weight)=\(Self.ratio(ratio))` gives both the same weight."
    }
    return """
      ### Balance
      \(Self.share(wanted, of: tally.total)) of the answers are desirable, \(unwanted) are not.\(advice) People \
      complain more often than they praise, so that the share says little of how good the answers of the logs are.
      """
  }

  private var toxicityPart: String {
    guard tally.moderated > 0 else { return "### Toxicity\nNot known: no source says anything of it." }
    return """
      ### Toxicity
      Of \(tally.moderated) rows whose source has been moderated, \
      \(Self.share(tally.toxic, of: tally.moderated)) have a text that was flagged. \
      Of the other \(tally.total - tally.moderated) nothing is known.
      """
  }

  var mixSection: String {
    var parts = [
      "## What the rows are about", Self.mix("Language", tally.languages, of: tally.total),
      Self.mix("Model that answered", tally.models, of: tally.total),
      Self.mix("Category of the feedback", tally.categories, of: tally.total),
      Self.mix("To whom the feedback applies", tally.scopes, of: tally.total),
    ]
    if tally.withPersona > 0 { parts.append("Something is known of the user in \(tally.withPersona) rows.") }
    return parts.joined(separator: "\n\n")
  }

  /// The ten most frequent, and the rest in one line.
  private static func mix(_ title: String, _ counts: [String: Int], of all: Int) -> String {
    let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    var lines = ["| \(title) | rows | share |", "|---|---|---|"]
    for (name, count) in sorted.prefix(10) {
      lines.append("| \(name.isEmpty ? "none, or unknown" : cell(name)) | \(count) | \(share(count, of: all)) |")
    }
    let rest = sorted.dropFirst(10)
    if !rest.isEmpty {
      let count = rest.reduce(0) { $0 + $1.value }
      lines.append("| \(rest.count) others | \(count) | \(share(count, of: all)) |")
    }
    return lines.joined(separator: "\n")
  }
}
