/// Rows under headings, in columns that are as wide as they need to be.
struct TextTable {
  enum Alignment { case left, right }

  struct Heading {
    let title: String
    var alignment = Alignment.left
    /// The most columns of the terminal that the cells may take.
    var most = Int.max
  }

  private let headings: [Heading]
  private var rows: [[String]] = []

  init(_ headings: [Heading]) { self.headings = headings }

  /// Adds a row; the cells are made safe for a terminal here.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == headings.count, "a row has a cell for each heading")
    rows.append(zip(cells, headings).map { TerminalText.fitted(TerminalText.line($0), columns: $1.most) })
  }

  /// The lines, headings first.
  var lines: [String] {
    let widths = headings.indices.map { column in
      rows.reduce(TerminalText.width(headings[column].title)) { max($0, TerminalText.width($1[column])) }
    }
    let head = line(headings.map(\.title), widths)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return [head, rule] + rows.map { line($0, widths) }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[column] - TerminalText.width(cell)))
      if column > 0 { text += "  " }
      text += headings[column].alignment == .right ? padding + cell : cell + padding
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
