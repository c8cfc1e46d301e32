internal import Foundation

/// Numbers for words, the same for a word wherever it stands.
struct WordNumbers {
  private var numbers: [String: Int32] = [:]

  /// The words of a text in order: runs of letters in lower case, and pairs of neighbours where a script has no spaces. All
  /// numbers are one word, so that a template with a counter stays one.
  mutating func numbers(in text: String) -> [Int32] {
    var words: [Int32] = []
    var word = ""
    var lastIdeograph: Unicode.Scalar?
    func end() {
      if !word.isEmpty { words.append(number(of: word)) }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in text.lowercased().unicodeScalars {
      if Self.isIdeograph(scalar) {
        end()
        if let last = lastIdeograph { words.append(number(of: String(String.UnicodeScalarView([last, scalar])))) }
        lastIdeograph = scalar
        continue
      }
      lastIdeograph = nil
      if scalar.properties.isAlphabetic {
        word.unicodeScalars.append(scalar)
      } else if scalar.properties.numericType != nil {
        if word != "0" { end() }
        word = "0"
      } else {
        end()
      }
    }
    end()
    return words
  }

  private mutating func number(of word: String) -> Int32 {
    if let known = numbers[word] { return known }
    let number = Int32(numbers.count)
    numbers[word] = number
    return number
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}

/// How rare words are among the requests of the whole dataset.
struct WordRarity {
  private var requests = 0
  private var holders: [Int32: Int] = [:]

  mutating func count(_ words: [Int32]) {
    requests += 1
    for word in Set(words) { holders[word, default: 0] += 1 }
  }

  /// The words of a request weighed by the logarithm of their rarity, to the length 1; in the order of their numbers, so that
  /// sums do not depend on the order of a hash table.
  func unitVector(of words: [Int32]) -> [(word: Int32, weight: Double)] {
    let weighed = Set(words).sorted().map { word in
      (word: word, weight: log(Double(requests + 1) / Double(holders[word, default: 0] + 1)) + 1e-9)
    }
    let length = weighed.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
    return weighed.map { ($0.word, $0.weight / length) }
  }
}
