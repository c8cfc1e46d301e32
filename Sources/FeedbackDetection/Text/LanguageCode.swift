/// A language by its ISO 639-1 code, in two bytes; `unknown` where a conversation states none.
public struct LanguageCode: Hashable, Sendable {
  private let code: UInt16

  /// No language is stated, or what is stated is no ISO 639-1 code.
  public static let unknown = LanguageCode(code: 0)

  private init(code: UInt16) { self.code = code }

  /// Reads `en`; anything but two lower-case ASCII letters is `unknown`.
  public init(_ name: String) {
    var name = name
    self = name.withUTF8 { LanguageCode(UnsafeRawBufferPointer($0)) }
  }

  /// Reads the bytes of `en`, as `init(_: String)` does.
  public init(_ bytes: UnsafeRawBufferPointer) {
    let isCode = bytes.count == 2 && bytes.allSatisfy { (0x61...0x7A).contains($0) }
    code = isCode ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 0
  }
}
