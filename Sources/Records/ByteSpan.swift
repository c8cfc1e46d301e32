/// A half-open range of UTF-8 byte offsets within one message: `start ..< end`.
public struct ByteSpan: Hashable, Sendable, Codable {
  /// The offset of the first byte.
  public let start: Int
  /// The offset behind the last byte; never below `start`.
  public let end: Int

  /// Makes a span; `start <= end` is the caller's promise.
  public init(start: Int, end: Int) {
    precondition(start <= end, "a byte span must not end before it starts")
    self.start = start
    self.end = end
  }

  /// The number of bytes in the span.
  public var length: Int { end - start }
}
