internal import AuditStatistics
internal import DatasetWriting
internal import Pipeline
internal import Records

/// Prints what an audit says of a dataset.
struct AuditPrinter {
  let audit: DatasetAudit

  private static let measures: [AuditMeasure] = [.prevalence, .precision, .recall, .f1]

  func printTable() {
    let asked = audit.local.items
    Console.print(
      "\(Amount.count(audit.table.items, "follow-up")), \(Amount.percent(audit.share)) of them asked about at random; "
        + "\(Amount.count(asked)) with a verdict of the chat model")
    if !audit.withoutVerdict.isEmpty {
      let reasons = audit.withoutVerdict.sorted { $0.key < $1.key }.map { "\($0.key) \(Amount.count($0.value))" }
      Console.print("without one that counts: \(reasons.joined(separator: ", "))")
    }
    Console.print("")
    var table = TextTable([
      .init(title: "class"), .init(title: "measure"), .init(title: "estimate", alignment: .right),
      .init(title: "95 % interval", alignment: .right), .init(title: "drawn", alignment: .right),
      .init(title: "worth in labels", alignment: .right), .init(title: ""),
    ])
    for measured in MeasuredClass.all {
      for measure in Self.measures {
        table.add(Self.row(measured, measure, audit.table.estimate(measure, of: measured)))
      }
    }
    table.lines.forEach(Console.print)
    if let kappa = audit.local.kappa {
      Console.print("")
      Console.print(
        "this machine and the chat model, where both were asked: kappa \(Amount.fixed(kappa.value, 3)) "
          + "(\(Amount.fixed(kappa.interval.lower, 3))–\(Amount.fixed(kappa.interval.upper, 3)))")
    }
    Console.print(
      "Worth in labels: how many drawn at random, and used without what this machine decided, would tell as much as the drawn."
    )
    Console.print("The chat model is taken to be right: what it mistakes is not seen here.")
  }

  private static func row(_ measured: MeasuredClass, _ measure: AuditMeasure, _ estimate: AuditEstimate) -> [String] {
    let interval = "\(Amount.percent(estimate.interval.lower)) – \(Amount.percent(estimate.interval.upper))"
    let isKnown = estimate.value != nil
    return [
      name(measured), measure.rawValue, estimate.value.map(Amount.percent) ?? "", isKnown ? interval : "too few",
      Amount.count(estimate.drawn), estimate.classicalLabels.map { Amount.count(Int($0.rounded())) } ?? "",
      estimate.basis == .few ? "few" : "",
    ]
  }

  func printJSON() {
    let rows = RowBuffer()
    for measured in MeasuredClass.all {
      for measure in Self.measures {
        let estimate = audit.table.estimate(measure, of: measured)
        rows.beginRow()
        rows.field("class", Self.name(measured))
        rows.field("measure", measure.rawValue)
        // 0 where nothing can be said, which the basis `too_few` tells.
        rows.field("estimate", probability: estimate.value ?? 0)
        rows.field("lower", probability: estimate.interval.lower)
        rows.field("upper", probability: estimate.interval.upper)
        rows.field("basis", estimate.basis.rawValue)
        rows.field("share", probability: audit.share)
        rows.field("drawn", estimate.drawn)
        rows.field("certain", estimate.certain)
        rows.field("classical_labels", estimate.classicalLabels.map { Int($0.rounded()) } ?? -1)
        rows.endRow()
      }
    }
    Console.print(bytes: rows.contents)
  }

  private static func name(_ measured: MeasuredClass) -> String {
    switch measured {
    case .anyFeedback: "feedback"
    case .category(let category): category.rawValue
    }
  }
}
