import Foundation

extension RuleSet {
  /// Reads every pack (`*.yaml`, `*.yml`) below a directory, and `measured.json` where it is there.
  ///
  /// Hidden files and directories are left out.
  ///
  /// - Throws: `RuleLoadingError`: something cannot be read, there is no pack, or the packs hold mistakes.
  public static func load(directory: String) throws(RuleLoadingError) -> RuleSet {
    let names = try packNames(in: directory)
    if names.isEmpty { throw .noPacks(path: directory) }
    var sources: [PackSource] = []
    for name in names { sources.append(try source(name: name, in: directory)) }
    return try RuleSet(sources, measurements: try measurements(in: directory))
  }

  /// The paths of the packs below a directory, relative to it and sorted.
  private static func packNames(in directory: String) throws(RuleLoadingError) -> [String] {
    do {
      // A directory that is a symbolic link is followed, links below it are not.
      let resolved = URL(fileURLWithPath: directory).resolvingSymlinksInPath().path
      let all = try FileManager.default.subpathsOfDirectory(atPath: resolved)
      return all.filter { path in
        (path.hasSuffix(".yaml") || path.hasSuffix(".yml"))
          && !path.split(separator: "/").contains { $0.hasPrefix(".") }
      }.sorted()
    } catch {
      throw .unreadable(path: directory, reason: error.localizedDescription)
    }
  }

  private static func source(name: String, in directory: String) throws(RuleLoadingError) -> PackSource {
    let path = directory + "/" + name
    let bytes = try contents(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(path: path, reason: "it is not UTF-8")
    }
    return PackSource(name: name, text: text)
  }

  private static func measurements(in directory: String) throws(RuleLoadingError) -> Measurements? {
    let path = directory + "/" + Measurements.fileName
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try Measurements(json: try contents(path), path: path)
  }

  private static func contents(_ path: String) throws(RuleLoadingError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
  }
}
