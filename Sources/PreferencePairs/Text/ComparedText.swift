/// A text as it counts when two texts are compared: lower case, every run of white space as one space, none at the ends.
///
/// Strings are equal where they are canonically equivalent (NFC or not), so that no other normal form is needed.
struct ComparedText: Hashable {
  let text: String

  init(_ text: String) {
    var words: [Substring] = []
    for word in text.unicodeScalars.split(whereSeparator: \.isSpace) { words.append(Substring(word)) }
    self.text = words.joined(separator: " ").lowercased()
  }
}

/// A hash that is the same on every machine and in every run, for choices that are as good as drawn.
///
/// FNV-1a with the finalizer of SplitMix64 behind it, because the high bits of FNV-1a mix badly for texts that differ at
/// the end only, as ids do.
enum StableHash {
  static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ hash >> 27) &* 0x94d0_49bb_1331_11eb
    return hash ^ hash >> 31
  }
}
