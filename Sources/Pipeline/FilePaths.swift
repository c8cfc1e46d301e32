internal import ArchiveReading
public import DatasetWriting
internal import Foundation

extension FoundArchive {
  /// The path as archive records have it: absolute, links left alone.
  var absolutePath: String {
    URL(fileURLWithPath: String(decoding: path, as: UTF8.self)).standardizedFileURL.path
  }
}

/// A path with all links followed, also where its end is not there yet.
struct RealPath: Hashable {
  let text: String

  init(_ path: String) {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      text = String(cString: resolved)
      return
    }
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let parent = url.deletingLastPathComponent()
    text = parent.path == url.path ? url.path : RealPath(parent.path).child(url.lastPathComponent)
  }

  /// Whether this is the other path or lies below it.
  func isWithin(_ other: RealPath) -> Bool { text == other.text || text.hasPrefix(other.child("")) }

  private func child(_ name: String) -> String { text.hasSuffix("/") ? text + name : text + "/" + name }
}

extension DatasetLayout {
  /// Whether a path is the dataset or lies in it, whatever links lead there.
  public func contains(_ path: String) -> Bool { RealPath(path).isWithin(RealPath(root)) }
}
