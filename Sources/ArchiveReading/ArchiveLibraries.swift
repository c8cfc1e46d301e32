internal import CArchive
internal import CZstd

/// The libraries that open archives, as they were found when the program began.
public enum ArchiveLibraries {
  /// Names and versions.
  public static var versions: [(name: String, version: String)] {
    [
      ("libarchive", text(archive_version_details())), ("zstd", text(ZSTD_versionString())),
    ]
  }

  private static func text(_ words: UnsafePointer<CChar>?) -> String {
    let text = words.map { String(cString: $0) } ?? "?"
    return text.hasPrefix("libarchive ") ? String(text.dropFirst("libarchive ".count)) : text
  }
}
