internal import Foundation

/// The key to a server. Nothing that describes, prints or mirrors it shows it.
public struct APIKey: Sendable {
  /// For the one header that it is sent in.
  let secret: String

  /// Takes a key; a newline at its end is cut off.
  ///
  /// - Parameter source: Where it came from, for the error.
  /// - Throws: `badKey` for an empty one, and for one with blanks, control characters or anything that is not ASCII: it
  ///   could break the header that it stands in.
  public init(_ text: String, source: String = "key") throws(ModelClientError) {
    var bytes = Array(text.utf8)
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    guard !bytes.isEmpty else { throw ModelClientError(.badKey, at: source, detail: "it is empty") }
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw ModelClientError(.badKey, at: source, detail: "it has a character that a key can't have")
    }
    secret = String(decoding: bytes, as: UTF8.self)
  }

  /// Takes the key from a variable.
  ///
  /// - Parameter environment: The whole environment, by name.
  /// - Throws: `badKey` also where the variable is not set.
  public init(variable: String, in environment: [String: String]) throws(ModelClientError) {
    guard let value = environment[variable] else {
      throw ModelClientError(.badKey, at: "variable \(variable)", detail: "it is not set")
    }
    try self.init(value, source: "variable \(variable)")
  }

  /// Takes the key from a file that holds nothing else.
  ///
  /// - Throws: `badKey` also where the file can't be read or is larger than any key.
  public init(file: String) throws(ModelClientError) {
    let bytes: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
      // One byte more than a key may have tells the one that is too long.
      bytes = try handle.read(upToCount: Self.longestKey + 1) ?? Data()
      try handle.close()
    } catch {
      throw ModelClientError(.badKey, at: file, detail: "the file can't be read")
    }
    guard bytes.count <= Self.longestKey else {
      throw ModelClientError(.badKey, at: file, detail: "over \(Self.longestKey) bytes")
    }
    try self.init(String(decoding: bytes, as: UTF8.self), source: file)
  }

  private static let longestKey = 16384
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "APIKey(not shown)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
