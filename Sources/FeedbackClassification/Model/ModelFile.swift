import Digests
import FeedbackDetection
import Foundation

/// Why a file is no model that this version can use.
public struct ModelFileError: Error, Hashable, Sendable, CustomStringConvertible {
  public let reason: String

  public var description: String { reason }
}

/// What a model's file says of itself; the first line of the file, JSON.
public struct ModelHeader: Codable, Hashable, Sendable {
  /// The version of the file's format.
  public var format = ModelHeader.currentFormat
  /// The names of the dense features in the order of the columns; a model is of use only where they are the program's.
  public var dense = DenseFeature.allCases.map(\.rawValue)
  public var groups = FollowUpFeatures.groupNames
  public var placeBits = FollowUpFeatures.placeBits
  /// What it was trained on: file names and SHA-256 digests, and how many conversations and follow-ups.
  public var data: [String: String]
  public var conversations: Int
  public var followUps: Int
  /// The digest of the rules whose votes it weighs.
  public var rules: String
  /// From this probability of feedback on a follow-up is called feedback, unless another precision is wanted.
  public var threshold: Double
  /// From this probability on a message is called a reformulation.
  public var reformulationThreshold: Double
  /// What each threshold gave in cross-validation, from the lowest on.
  public var operatingPoints: [OperatingPoint]

  static let currentFormat = 1
}

/// What a threshold of the probability of feedback gave in cross-validation.
public struct OperatingPoint: Codable, Hashable, Sendable {
  public let threshold: Double
  public let precision: Double
  public let recall: Double
}

extension EmbeddedModel {
  private static let magic = "gleaner model\n"
  private static let digestDigits = 64

  /// The file: a line that tells what it is, the header as one line of JSON, little-endian numbers, and the SHA-256 of all
  /// that as 64 hexadecimal digits.
  public func file() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var writer = ModelWriter()
    writer.bytes = Array(Self.magic.utf8) + Array(try encoder.encode(header)) + [0x0A]
    writer.put(stage.scaling.means)
    writer.put(stage.scaling.factors)
    for weights in stage.dense { writer.put(Self.lanes(weights)) }
    for fusion in [categoryFusion, relationFusion] {
      for weights in fusion.weights { writer.put((0..<Self.classCount).map { weights[$0] }) }
    }
    for weights in satisfaction.weights { writer.put((0..<SatisfactionStage.classCount).map { weights[$0] }) }
    writer.put([base])
    writer.put(UInt32(stage.places.count))
    var last: UInt32 = 0
    for place in stage.places {
      writer.putCompact(place - last)
      last = place
    }
    for weights in stage.weights {
      for place in Self.places { writer.put(weights[place]) }
    }
    writer.bytes += wordWeights.table
    return writer.bytes + Array(SHA256Hasher.hex(of: writer.bytes).utf8)
  }

  /// Reads what `file` gave.
  ///
  /// - Throws: `ModelFileError` where it is something else, is cut, or fits another version of the program.
  public init(file whole: [UInt8]) throws(ModelFileError) {
    guard whole.starts(with: Self.magic.utf8) else { throw ModelFileError(reason: "it is no model of Gleaner's") }
    let bytes = Array(whole.dropLast(Self.digestDigits))
    let isWhole = whole.suffix(Self.digestDigits).elementsEqual(SHA256Hasher.hex(of: bytes).utf8)
    guard let end = bytes.dropFirst(Self.magic.utf8.count).firstIndex(of: 0x0A),
      let header = try? JSONDecoder().decode(ModelHeader.self, from: Data(bytes[Self.magic.utf8.count..<end]))
    else { throw ModelFileError(reason: "its header can't be read") }
    guard header.format == ModelHeader.currentFormat, header.dense == DenseFeature.allCases.map(\.rawValue),
      header.groups == FollowUpFeatures.groupNames, header.placeBits == FollowUpFeatures.placeBits
    else { throw ModelFileError(reason: "it fits another version of Gleaner; train it again") }
    guard isWhole else { throw ModelFileError(reason: "it is cut or damaged") }
    var reader = ModelReader(bytes, from: end + 1)
    let width = DenseFeature.allCases.count
    let scaling = DenseScaling(means: try reader.floats(width), factors: try reader.floats(width))
    var dense: [PackedStage.Weights] = []
    for _ in 0...width { dense.append(Self.weights(try reader.floats(2 * Self.classCount))) }
    var fusions: [StageTwo] = []
    for _ in 0..<2 {
      var weights: [SIMD8<Float>] = []
      for _ in 0...StageTwoRow.width {
        weights.append(
          Self.weights(try reader.floats(Self.classCount) + Array(repeating: 0, count: Self.classCount)).lowHalf)
      }
      fusions.append(StageTwo(weights: weights))
    }
    var satisfied: [SIMD8<Float>] = []
    for _ in 0...SatisfactionStage.width {
      let values = try reader.floats(SatisfactionStage.classCount)
      satisfied.append(SIMD8(values[0], values[1], values[2], 0, 0, 0, 0, 0))
    }
    satisfaction = StageTwo(weights: satisfied)
    base = try reader.floats(1)[0]
    let count = Int(try reader.number())
    guard count <= PackedStage.mostPlaces else { throw ModelFileError(reason: "it is damaged") }
    var places: [UInt32] = []
    var last: UInt32 = 0
    for _ in 0..<count {
      last &+= try reader.compact()
      guard last < 1 << UInt32(FollowUpFeatures.placeBits) else { throw ModelFileError(reason: "it is damaged") }
      places.append(last)
    }
    let numbers = try reader.numbers(count * 2 * Self.classCount, as: Int16.self)
    let weights = (0..<count).map { row in
      let start = row * 2 * Self.classCount
      return SIMD16<Int16>(
        numbers[start], numbers[start + 1], numbers[start + 2], numbers[start + 3], numbers[start + 4],
        numbers[start + 5], 0, 0, numbers[start + 6], numbers[start + 7], numbers[start + 8], numbers[start + 9],
        numbers[start + 10], numbers[start + 11], 0, 0)
    }
    wordWeights = WordWeights(table: Array(try reader.take(WordWeights.flat.table.count)))
    guard reader.isAtEnd else { throw ModelFileError(reason: "there is more behind it") }
    stage = PackedStage(scaling: scaling, dense: dense, places: places, weights: weights)
    (categoryFusion, relationFusion) = (fusions[0], fusions[1])
    self.header = header
    digest = String(SHA256Hasher.hex(of: whole).prefix(16))
  }

  /// The lanes that are used: the classes of each target.
  private static let places = Array(0..<classCount) + (0..<classCount).map { 8 + $0 }

  private static func lanes(_ weights: PackedStage.Weights) -> [Float] { places.map { weights[$0] } }

  private static func weights(_ values: [Float]) -> PackedStage.Weights {
    var result = PackedStage.Weights.zero
    for (place, value) in zip(places, values) { result[place] = value }
    return result
  }
}

/// Writes numbers.
private struct ModelWriter {
  var bytes: [UInt8] = []

  mutating func put(_ number: UInt32) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }

  mutating func put(_ number: Int16) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }

  mutating func put(_ numbers: [Float]) { for number in numbers { put(number.bitPattern) } }

  /// Seven bits a byte, the lowest first; the highest bit says that more follow.
  mutating func putCompact(_ number: UInt32) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Reads what `ModelWriter` wrote.
private struct ModelReader {
  private let bytes: [UInt8]
  private var place: Int

  init(_ bytes: [UInt8], from place: Int) {
    self.bytes = bytes
    self.place = place
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func take(_ count: Int) throws(ModelFileError) -> ArraySlice<UInt8> {
    guard bytes.count - place >= count else { throw ModelFileError(reason: "it is cut") }
    defer { place += count }
    return bytes[place..<place + count]
  }

  /// Numbers of a type that is stored as its bits are, little-endian.
  mutating func numbers<Number: FixedWidthInteger>(_ count: Int, as type: Number.Type) throws(ModelFileError)
    -> [Number]
  {
    try take(count * MemoryLayout<Number>.size).withUnsafeBytes { raw in
      (0..<count).map {
        Number(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Number>.size, as: Number.self))
      }
    }
  }

  mutating func number() throws(ModelFileError) -> UInt32 { try numbers(1, as: UInt32.self)[0] }

  mutating func floats(_ count: Int) throws(ModelFileError) -> [Float] {
    let result = try numbers(count, as: UInt32.self).map { Float(bitPattern: $0) }
    guard result.allSatisfy(\.isFinite) else { throw ModelFileError(reason: "it holds a number that is none") }
    return result
  }

  mutating func compact() throws(ModelFileError) -> UInt32 {
    var (value, shift): (UInt32, UInt32) = (0, 0)
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      guard shift < 32 else { throw ModelFileError(reason: "it is damaged") }
      value |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw ModelFileError(reason: "it is cut")
  }
}
