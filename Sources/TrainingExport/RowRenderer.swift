internal import Records

/// Makes the values of a row, in the order of the shape's columns.
struct RowRenderer {
  let shape: ExportShape
  let style: RowStyle

  init(_ settings: ExportSettings) {
    shape = settings.shape
    style = RowStyle(settings)
  }

  func values(of row: TrainingRow) -> [ExportValue] {
    switch row.content {
    case .pair(let pair):
      (shape == .icai ? RowColumn.icai : RowColumn.preference).map { $0.value(pair, style) }
    case .example(let example): RowColumn.unpaired.map { $0.value(example, style) }
    case .demonstration(let demonstration): RowColumn.demonstration.map { $0.value(demonstration, style) }
    }
  }
}
