internal import DatasetWriting

/// How the rows are written. A raw value is the ending of the files.
///
/// Another format is added in three places of this file, and nowhere else: a case, its sink in `makeSink`, and its
/// media type. Its sink is given every row as typed values in the order of the columns (`ExportSink`); a columnar
/// format takes its schema from the columns it is made with.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable, Codable {
  /// JSON Lines.
  case jsonLines = "jsonl"
  /// JSON Lines in zstd frames, each of which ends at the end of a row.
  case compressedJSONLines = "jsonl.zst"
  /// Comma-separated values (RFC 4180) with a header; lists stand in their cells as JSON.
  case csv
  /// Parquet with zstd, which loads fastest where there are many rows.
  case parquet

  /// The sink of one split.
  func makeSink(columns: [ExportColumn], settings: ExportSettings) -> any ExportSink {
    switch self {
    case .jsonLines: JSONLinesSink(columns: columns, encoder: nil)
    case .compressedJSONLines: JSONLinesSink(columns: columns, encoder: FrameEncoder())
    case .parquet: ParquetSink(columns: columns)
    case .csv: CSVSink(columns: columns, escapesFormulas: settings.escapesFormulas)
    }
  }

  /// The media type, as Croissant names it: of compressed lines, that of the lines.
  var mediaType: String {
    switch self {
    case .jsonLines, .compressedJSONLines: "application/jsonlines"
    case .csv: "text/csv"
    case .parquet: "application/x-parquet"
    }
  }

  /// Whether lists are lists for who reads the files, not text.
  var keepsLists: Bool { self != .csv }
}
