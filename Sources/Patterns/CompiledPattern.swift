import CPCRE2

/// How a pattern is compiled.
public struct PatternOptions: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Upper and lower case are the same, in every script.
  public static let caseless = PatternOptions(rawValue: 1)
  /// A match must begin where the text begins.
  public static let anchored = PatternOptions(rawValue: 2)
}

/// A PCRE2 pattern over UTF-8 with Unicode properties, compiled once and turned into machine code.
///
/// It is immutable and may be shared by all threads; what a match needs to write is in `MatchScratch`.
public final class CompiledPattern: @unchecked Sendable {
  // Unchecked because `pcre2_code` is a pointer; PCRE2 documents compiled code, JIT code included, as read-only and
  // safe to share between threads (pcre2api(3), "Multithreading").
  let code: OpaquePointer
  /// The source, as it was given.
  public let source: String
  public let options: PatternOptions

  /// Compiles `source`. `isMatched: false` is for a pattern that is asked about only, and so needs no machine code.
  ///
  /// - Throws: `PatternError` with the place where PCRE2 gave up.
  public init(
    _ source: String, options: PatternOptions = .caseless, isMatched: Bool = true
  ) throws(PatternError) {
    var flags = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C
    if options.contains(.caseless) { flags |= PCRE2_CASELESS }
    if options.contains(.anchored) { flags |= PCRE2_ANCHORED }
    var errorCode: Int32 = 0
    var errorOffset = 0
    let utf8 = Array(source.utf8)
    guard let code = pcre2_compile_8(utf8, utf8.count, UInt32(flags), &errorCode, &errorOffset, nil) else {
      throw PatternError(code: Int(errorCode), offset: errorOffset, message: Self.message(of: errorCode))
    }
    // Without JIT (a build of PCRE2 without it) the pattern still matches, by the interpreter.
    if isMatched { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
    self.code = code
    self.source = source
    self.options = options
  }

  deinit { pcre2_code_free_8(code) }

  /// Whether the pattern can match without consuming a byte, by PCRE2's own analysis of the shortest subject.
  public var canMatchEmpty: Bool {
    var answer: UInt32 = 0
    return pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_MATCHEMPTY), &answer) == 0 && answer == 1
  }

  private static func message(of code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(code)"
  }
}
