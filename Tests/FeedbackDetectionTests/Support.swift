import FeedbackDetection
import FeedbackRules
import Foundation
import Records

/// One rule in a pack of its own, with the fields that a test is about.
func rule(
  _ fields: String, category: String = "make_aware_without_correction", name: String = "t",
  header: String = "applies: any"
)
  throws -> RuleSet
{
  let lines = fields.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  return try RuleSet([
    PackSource(
      name: "\(name).yaml",
      text: """
        pack: \(name)
        language: en
        \(header)
        rules:
          - id: \(name).rule
            title: t
            category: \(category)
            examples: {fires: ["«x»"], silent: ["y"]}
        \(lines)
        """)
  ])
}

/// A follow-up with what stands around it, for tests.
struct Said {
  var text: String
  var answer = RuleExample.neutralAnswer
  var next = RuleExample.unrelatedAnswer
  var earlier = [RuleExample.unrelatedRequest]
  var isFirst = false
  var language = ""
  var conversation = 1

  init(_ text: String) { self.text = text }

  init(_ text: String, answer: String) {
    self.text = text
    self.answer = answer
  }

  init(_ text: String, previous: String) {
    self.text = text
    earlier = [previous]
  }

  func signals(_ detector: FeedbackDetector) -> [Signal] {
    var signals: [Signal] = []
    withFollowUp { detector.detect($0, into: &signals) }
    return signals
  }

  /// The values of the dense features that are not zero.
  func features(_ detector: FeedbackDetector) -> [DenseFeature: Float] {
    var result: [DenseFeature: Float] = [:]
    var signals: [Signal] = []
    withFollowUp { followUp in
      detector.detect(followUp, into: &signals)
      let features = detector.features(of: followUp)
      for feature in DenseFeature.allCases where features.dense[feature.column] != 0 {
        result[feature] = features.dense[feature.column]
      }
    }
    return result
  }

  /// The places of the n-grams, by the names of the groups.
  func ngrams(_ detector: FeedbackDetector) -> [String: [UInt32]] {
    var result: [String: [UInt32]] = [:]
    withFollowUp { followUp in
      let features = detector.features(of: followUp)
      result = Dictionary(uniqueKeysWithValues: zip(FollowUpFeatures.groupNames, features.ngrams))
    }
    return result
  }

  private func withFollowUp(_ body: (FollowUp) -> Void) {
    let pieces = ([text, answer, next] + earlier).map { Array($0.utf8) }
    let joined = pieces.flatMap { $0 }
    joined.withUnsafeBytes { bytes in
      var start = 0
      let buffers = pieces.map { piece in
        defer { start += piece.count }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<(start + piece.count)])
      }
      buffers.withUnsafeBufferPointer { buffers in
        let followUp = FollowUp(
          text: buffers[0], answer: buffers[1], next: buffers[2], earlier: UnsafeBufferPointer(rebasing: buffers[3...]),
          conversation: conversation, turn: earlier.count + 1, isFirst: isFirst, language: LanguageCode(language))
        body(followUp)
      }
    }
  }

  /// What the only rule of a set matches.
  func match(_ rules: RuleSet) -> String? {
    signals(FeedbackDetector(rules: rules)).first.map { signal in
      String(decoding: Array(text.utf8)[signal.span.start..<signal.span.end], as: UTF8.self)
    }
  }
}

/// The packs of the repository.
enum ShippedRules {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Rules").path

  static func load() throws -> RuleSet { try RuleSet.load(directory: directory) }
}
