import CPCRE2

/// Bounds on one match. A match that reaches one is broken off with a `MatchFailure`.
public struct MatchLimits: Hashable, Sendable {
  /// Backtracking steps, default 100,000.
  public var steps: Int
  /// Nested backtracking points, default 2,000; PCRE2's JIT has its own stack instead and does not read it.
  public var depth: Int
  /// Heap memory in KiB, default 4,096.
  public var heapKiB: Int

  public init(steps: Int = 100_000, depth: Int = 2_000, heapKiB: Int = 4_096) {
    self.steps = steps
    self.depth = depth
    self.heapKiB = heapKiB
  }
}

/// What a match writes to: one for each thread, for all patterns.
public final class MatchScratch {
  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?

  public init(limits: MatchLimits = MatchLimits()) {
    guard let data = pcre2_match_data_create_8(2, nil), let context = pcre2_match_context_create_8(nil) else {
      preconditionFailure("no memory for PCRE2's match data")
    }
    self.data = data
    self.context = context
    pcre2_set_match_limit_8(context, UInt32(clamping: limits.steps))
    pcre2_set_depth_limit_8(context, UInt32(clamping: limits.depth))
    pcre2_set_heap_limit_8(context, UInt32(clamping: limits.heapKiB))
    stack = pcre2_jit_stack_create_8(32 * 1024, max(64, limits.heapKiB) * 1024, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    if let stack { pcre2_jit_stack_free_8(stack) }
  }

  /// What the first group of the last match caught, as offsets into its text; nil where it caught nothing.
  public private(set) var firstGroup: Range<Int>?

  /// The first match of `pattern` in `text` at or behind byte `start`, as offsets into `text`; nil where there is none.
  ///
  /// `text` must be valid UTF-8: it is not checked again.
  ///
  /// - Throws: `MatchFailure` where a limit was reached.
  public func firstMatch(
    of pattern: CompiledPattern, in text: UnsafeRawBufferPointer, from start: Int = 0
  ) throws(MatchFailure) -> Range<Int>? {
    firstGroup = nil
    guard let base = text.baseAddress, start <= text.count else { return nil }
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    let result = pcre2_match_8(
      pattern.code, bytes, text.count, start, UInt32(PCRE2_NO_UTF_CHECK), data, context)
    // 0 means matched with more groups than the ovector holds; the first two are there.
    if result >= 0 {
      let offsets = pcre2_get_ovector_pointer_8(data)!
      // Groups that took no part are not counted at the end, and are PCRE2_UNSET (all ones) in between.
      if result != 1, offsets[2] < offsets[3], offsets[3] <= text.count { firstGroup = offsets[2]..<offsets[3] }
      // \K in a look-ahead can put the start behind the end; such a match has no span.
      return offsets[0] <= offsets[1] ? offsets[0]..<offsets[1] : nil
    }
    if result == PCRE2_ERROR_NOMATCH { return nil }
    throw MatchFailure(code: Self.code(of: result), engineCode: Int(result))
  }

  private static func code(of result: Int32) -> MatchFailure.Code {
    switch result {
    case PCRE2_ERROR_MATCHLIMIT: .steps
    case PCRE2_ERROR_DEPTHLIMIT: .depth
    case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT, PCRE2_ERROR_NOMEMORY: .memory
    default: .other
    }
  }
}
