internal import Digests
internal import Records

/// Writes messages as a block of data that nothing in them can leave.
package struct LogWriter {
  let cut: TextCut

  /// The messages of a plan, a JSON object each on a line of its own; a line tells how many are left out between them.
  func lines(_ subject: ClassificationSubject, followUps: [Int], plan: LogPlan) -> [String] {
    var lines: [String] = []
    var next = 0
    for (index, share) in plan.shares.sorted(by: { $0.key < $1.key }) {
      if index > next { lines.append(#"{"left_out":\#(index - next)}"#) }
      next = index + 1
      let message = subject.messages[index]
      let flag = followUps.contains(index) ? #","follow_up":true"# : ""
      let text = cut.quoted(message.content, cap: share.tokens, kept: share.kept)
      lines.append(#"{"n":\#(index),"role":"\#(message.role.rawValue)"\#(flag),"text":\#(text)}"#)
    }
    return lines
  }

  /// A mark for the two ends of a block that does not stand in it.
  ///
  /// It is drawn from the digest of the block itself: the same each time, and nobody can write it into the block, since that
  /// would change the digest. Should it stand there by chance, another is drawn.
  ///
  /// - Parameter texts: what the mark must not stand in either: the messages as they came.
  package static func nonce(of block: String, prompt digest: String, notIn texts: [String] = []) -> String {
    let whole = Array(block.utf8)
    var round = 0
    while true {
      let seed = Array("\(digest)\n\(round)\n".utf8) + whole
      let nonce = String(SHA256Hasher.hex(of: seed).prefix(12))
      let sought = Array(nonce.utf8)
      if !([block] + texts).contains(where: { $0.holdsIgnoringCase(sought) }) { return nonce }
      round += 1
    }
  }
}

extension String {
  /// Whether some ASCII bytes in lower case stand in the text, in whatever case.
  fileprivate func holdsIgnoringCase(_ sought: [UInt8]) -> Bool {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 { bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
    guard let first = sought.first, bytes.count >= sought.count else { return false }
    for start in 0...(bytes.count - sought.count)
    where bytes[start] == first && bytes[start..<(start + sought.count)].elementsEqual(sought) {
      return true
    }
    return false
  }
}
