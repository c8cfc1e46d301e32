/// Texts that a record holds in pieces, joined; they stay where they are until the next record.
struct JoinedTexts {
  private var blocks: [UnsafeMutableRawBufferPointer] = []

  mutating func joining(_ parts: [UnsafeRawBufferPointer]) -> UnsafeRawBufferPointer {
    guard parts.count > 1 else { return parts.first ?? .empty }
    let length = parts.reduce(parts.count - 1) { $0 + $1.count }
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 1)
    blocks.append(block)
    var at = 0
    for (number, part) in parts.enumerated() {
      if number > 0 {
        block[at] = UInt8(ascii: "\n")
        at += 1
      }
      UnsafeMutableRawBufferPointer(rebasing: block[at...]).copyMemory(from: part)
      at += part.count
    }
    return UnsafeRawBufferPointer(block)
  }

  mutating func removeAll() {
    for block in blocks { block.deallocate() }
    blocks.removeAll(keepingCapacity: true)
  }
}
