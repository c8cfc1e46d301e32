import Foundation
import ParquetReading

/// What reading a file to its end gave.
struct Outcome {
  var rows: [String] = []
  var errors: [ParquetError] = []
  var rowCount = 0
  var bytesRead = 0
  var wantedColumns: [String] = []

  /// `row invalid_utf8` and the like.
  var faults: [String] { errors.map { "\($0.scope.rawValue) \($0.code.rawValue)" } }
  /// Whether each row of the file was given or counted as lost.
  var balances: Bool { rows.count + errors.reduce(0) { $0 + $1.rowsLost } == rowCount }

  init(
    _ bytes: [UInt8], selecting selection: ParquetSelection = .everything, limits: ParquetLimits = ParquetLimits()
  ) {
    do {
      let reader = try ParquetReader(ParquetBytes(bytes), selecting: selection, limits: limits)
      rowCount = reader.rowCount
      wantedColumns = reader.wantedColumns
      read(reader)
      bytesRead = reader.bytesRead
    } catch {
      errors.append(error)
    }
  }

  private mutating func read(_ reader: ParquetReader) {
    let sink = JSONSink()
    while true {
      do throws(ParquetError) {
        guard try reader.nextRow(into: sink) else { return }
        rows.append(String(decoding: sink.bytes, as: UTF8.self))
      } catch {
        errors.append(error)
      }
      sink.clear()
    }
  }
}

enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fixtures/parquet")

  /// The names of all Parquet files, without `.parquet`.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".parquet") }.map { String($0.dropLast(8)) }.sorted()
  }()

  static func path(_ name: String) -> String { folder.appending(path: "\(name).parquet").path }

  static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }

  /// The rows that must come out of a file: those of its table, whatever the variant.
  static func expected(_ name: String) throws -> [String] {
    let table = name.prefix { $0 != "." }
    let text = try String(contentsOf: folder.appending(path: "\(table).jsonl"), encoding: .utf8)
    return text.split(separator: "\n").map(String.init)
  }
}
