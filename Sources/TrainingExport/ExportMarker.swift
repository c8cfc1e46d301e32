internal import Foundation

/// A file of an export.
public struct ExportedFile: Hashable, Sendable, Codable {
  /// Relative to the directory.
  public var name: String
  public var bytes: Int
  /// 64 hexadecimal digits.
  public var sha256: String
  /// The split whose rows it has; nil for files without rows.
  public var split: String?
  public var rows: Int?
  /// The bytes of the rows before compression.
  public var plainBytes: Int?
}

/// What there is to say of an export in numbers; two of them can be compared.
public struct ExportSummary: Hashable, Sendable, Codable {
  /// As the caller gave it.
  public var date: String
  public var settings: ExportSettings
  public var versions: [ExportDescription.Version]
  public var filters: [String]
  public var sources: [String]
  /// Rows that the source gave.
  public var rowsGiven: Int
  /// Rows that are not in the export, by `LeftOutReason`; only reasons that came up.
  public var leftOut: [String: Int]
  /// Rows by split; splits without rows have 0.
  public var splits: [String: Int]
  /// Rows by what the shape counts them by: origin, label or reason.
  public var kinds: [String: Int]
  /// Rows by category of the feedback; those without one under the empty name.
  public var categories: [String: Int]
  public var scopes: [String: Int]
  /// Groups of nearly the same prompt, and the rows that belong together in the largest component.
  public var promptGroups: Int
  public var largestComponent: Int
  /// A digest over the digests of all shards: the same data has the same.
  public var data: String

  /// Rows in the export.
  public var rows: Int { splits.values.reduce(0, +) }
}

/// The file that says of a directory that it is an export, what is in it, and what was there before:
/// `gleaner-export.yaml`. Its text is JSON, which YAML is a superset of; by the ending no reader takes it for data.
struct ExportMarker: Hashable, Codable {
  static let name = "gleaner-export.yaml"
  static let formatVersion = 1

  var formatVersion = Self.formatVersion
  /// All files but this one, by name.
  var files: [ExportedFile]
  /// This export and those that stood here before, the newest first; runs that changed nothing are not among them.
  var history: [ExportSummary]

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    guard let data = try? encoder.encode(self) else {
      // Fails for numbers that are not finite alone, and the settings were checked.
      preconditionFailure("a marker has a JSON form")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The marker in a directory; nil where there is none.
  ///
  /// - Throws: `notUnderstood`.
  static func read(in directory: String) throws(TrainingExportError) -> ExportMarker? {
    let path = "\(directory)/\(name)"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      // The version is looked at first: what a later one added need not make sense here.
      guard try decoder.decode(Version.self, from: data).formatVersion <= formatVersion else {
        throw TrainingExportError(
          .notUnderstood, at: path, reason: "it is of a later version", nextStep: "export to another directory")
      }
      let marker = try decoder.decode(ExportMarker.self, from: data)
      // What it lists is removed when the export is replaced, and it may have come from anywhere.
      guard marker.files.allSatisfy({ ExportPlace.isOwn($0.name) }) else {
        throw TrainingExportError(
          .notUnderstood, at: path, reason: "it lists files that no export writes",
          nextStep: "export to another directory")
      }
      return marker
    } catch let error as TrainingExportError {
      throw error
    } catch {
      throw TrainingExportError(
        .notUnderstood, at: path, reason: "it is not what an export writes", nextStep: "export to another directory")
    }
  }

  private struct Version: Decodable {
    let formatVersion: Int
  }
}
