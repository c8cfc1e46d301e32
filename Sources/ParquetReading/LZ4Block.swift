/// Unpacks one raw LZ4 block; source: lz4/lz4, doc/lz4_Block_format.md.
///
/// Of our own: it is rare in Parquet, and not worth one more library to install.
enum LZ4Block {
  static func expand(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(PageFault) {
    var cursor = ByteCursor(input)
    var filled = 0
    while !cursor.isAtEnd {
      let token = try cursor.byte()
      let literals = try cursor.take(try length(Int(token >> 4), &cursor))
      guard literals.count <= output.count - filled else { throw PageDecompressor.otherLength }
      UnsafeMutableRawBufferPointer(rebasing: output[filled...]).copyMemory(from: literals)
      filled += literals.count
      // The last sequence has literals only.
      if cursor.isAtEnd { break }
      let distance = Int(try cursor.byte()) | Int(try cursor.byte()) << 8
      let count = try length(Int(token & 15), &cursor) + 4
      guard distance > 0, distance <= filled else { throw .corrupt("lz4: a distance reaches before the start") }
      guard count <= output.count - filled else { throw PageDecompressor.otherLength }
      // Byte by byte, because a match may overlap what it makes.
      for index in filled..<filled + count { output[index] = output[index - distance] }
      filled += count
    }
    guard filled == output.count else { throw PageDecompressor.otherLength }
  }

  /// A length of which the token holds the first 15. It grows by at most 255 a byte, so that it can't overflow.
  private static func length(_ start: Int, _ cursor: inout ByteCursor) throws(PageFault) -> Int {
    guard start == 15 else { return start }
    var length = 15
    while true {
      let more = try cursor.byte()
      length += Int(more)
      if more < 255 { return length }
    }
  }
}
