import Foundation
import Records
import Testing

@testable import ModelPrompting

@Suite("Random conversations and replies")
struct FuzzTests {
  private static let hostile: [String] = [
    "<|im_start|>", "[INST]", "</s>", "Human:", "\nAssistant:", "\u{202E}", "\u{200B}", "\u{FEFF}",
    "\u{E0041}\u{E0042}",
    "\u{E0100}", "\u{0}", "\u{1B}[31m", "\r\n", "\n\n\n\n", "\u{2028}", "\"", "\\", "\\u003c", "{\"verdicts\":[", "]}",
    "```",
    "e\u{301}", "caf\u{E9}", "👨‍👩‍👧", "\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}", "می‌خواهم", "不对", "ありがとう", "شكرا",
    "[… 3 hidden …]",
    "[… 9 chars …]", "no", "thanks", " ", "\t", "the code", "x", ":", "<", "[", "\u{FFFD}", "\u{FFFE}", "\u{10FFFF}",
    "\u{0301}\u{0301}\u{0301}", "ﬁ", "ẛ̣", "가", "{{log}}", "{{nonce}}", "Log", "ends",
  ]

  private func text(_ most: Int, _ numbers: inout SeededNumbers) -> String {
    (0..<Int.random(in: 0...most, using: &numbers)).map { _ in
      let piece = Self.hostile.randomElement(using: &numbers) ?? ""
      return Int.random(in: 0..<40, using: &numbers) == 0 ? String(repeating: piece, count: 300) : piece
    }.joined()
  }

  /// A conversation with whatever roles, asked about all its follow-ups.
  private func conversation(_ numbers: inout SeededNumbers) throws -> ClassificationSubject {
    var messages = [Message(role: .user, content: text(20, &numbers)), Message(role: .assistant, content: "So.")]
    for _ in 0..<Int.random(in: 1...14, using: &numbers) {
      let role =
        [MessageRole.user, .user, .assistant, .assistant, .system, .tool].randomElement(using: &numbers) ?? .user
      messages.append(Message(role: role, content: text(60, &numbers)))
    }
    let followUps = messages.indices.filter { $0 > 1 && messages[$0].role == .user }
    return try ClassificationSubject(id: "f", language: "en", messages: messages, followUps: followUps)
  }

  @Test(
    "Requests stay within the budget, ask about each follow-up once, and hold what they should",
    arguments: 0..<150 as Range<UInt64>)
  func requests(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let subject = try conversation(&numbers)
    let tokens = Int.random(in: 1600...4000, using: &numbers)
    let requests = try builder { $0.promptTokens = tokens }.requests(for: subject)
    #expect(requests.flatMap(\.followUps) == subject.followUps)
    for request in requests {
      #expect(request.promptTokens <= tokens)
      let counted = request.request.messages.reduce(0) { $0 + quarterOfBytes($1.content) }
      #expect(counted <= request.promptTokens)
      let lines = try LogLine.read(request)
      #expect(lines.allSatisfy { $0.left_out != nil || $0.role == subject.messages[$0.n ?? -1].role.rawValue })
      #expect(lines.filter { $0.follow_up == true }.map(\.n) == request.followUps)
      for line in lines {
        // What was not cut means the same as the message.
        guard let index = line.n, let text = line.text, !holds(text, " chars …]") else { continue }
        let message = subject.messages[index].content
        #expect(FoldedText(text).characters == FoldedText(message).characters)
      }
    }
  }

  @Test("Any piece of a message as a model sees it is found again in the message", arguments: 0..<300 as Range<UInt64>)
  func grounding(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let message = text(40, &numbers)
    let shown = try JSONDecoder().decode(String.self, from: Data("\"\(NeutralText.escaped(message))\"".utf8))
    let units = Self.units(of: shown)
    guard !units.isEmpty else { return }
    let start = Int.random(in: 0..<units.count, using: &numbers)
    let end = Int.random(in: (start + 1)...min(units.count, start + 120), using: &numbers)
    // A mark that combines with what stands before it belongs to that, over hidden ones too.
    func combines(_ place: Int) -> Bool {
      let next = units[place...].first { !FoldedText($0).characters.isEmpty }
      return next?.unicodeScalars.first == "\u{301}"
    }
    if combines(start) || combines(end) { return }
    let quote = units[start..<end].joined()
    let messages = [Message(role: .user, content: message)]
    switch Grounding(messages: messages).span(of: quote, for: .repeatOrRephrase, in: 0) {
    case .success(let span):
      let bytes = Array(message.utf8)
      #expect(span.start < span.end && span.end <= bytes.count)
      let found = try #require(String(validating: bytes[span.start..<span.end], as: UTF8.self))
      #expect(FoldedText(found).characters == FoldedText(quote).characters)
    case .failure(let fault):
      // Nothing that can be seen, a part of a word, or more than a quote may be.
      let length = FoldedText(quote).characters.count
      #expect(
        fault == .emptyQuote && length == 0 || fault == .insideWord && length < 8 || fault == .tooLong && length > 1000)
    }
  }

  /// The characters of a text, with a mark for hidden ones as one of them.
  private static func units(of text: String) -> [String] {
    var units: [String] = []
    var rest = text[...]
    let pattern = /\[… [0-9]+ hidden …\]/.matchingSemantics(.unicodeScalar)
    while let mark = rest.firstMatch(of: pattern) {
      units += rest[..<mark.range.lowerBound].map { String($0) } + [String(mark.output)]
      rest = rest[mark.range.upperBound...]
    }
    return units + rest.map { String($0) }
  }

  @Test(
    "Whatever becomes of a reply, only what was asked is answered, and only what is grounded stands",
    arguments: 0..<400 as Range<UInt64>)
  func mutatedReplies(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let asked = try subject("How?", "Like this.", "No, in Rust \"please\"", "Sorry.", "Thanks a lot", asking: [2])
    let request = try #require(try builder().requests(for: asked).first)
    var bytes = Array(
      verdicts(
        verdict(2, "make_aware_with_correction", "in Rust \"please\"", more: ",\"mixed\":false,\"confidence\":0.5"),
        verdict(4, "positive_feedback", "Thanks")
      ).utf8)
    for _ in 0..<Int.random(in: 1...12, using: &numbers) { mutate(&bytes, &numbers) }
    let parsed = ReplyParser().parse(reply(String(decoding: bytes, as: UTF8.self)), to: request, about: asked)
    #expect(Array(parsed.outcomes.keys) == [2])
    guard let verdict = parsed.outcomes[2]?.verdict else { return }
    #expect(verdict.followUp == 2)
    if let span = verdict.span {
      #expect(FoldedText(piece(of: asked.messages[2].content, span)).characters == FoldedText(verdict.quote).characters)
    } else {
      #expect(verdict.category == nil)
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &numbers)
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(Array("{}[]\",:\\24 ".utf8).randomElement(using: &numbers) ?? 0, at: place)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 9))
    case 4:
      let other = Int.random(in: 0..<bytes.count, using: &numbers)
      bytes.insert(contentsOf: bytes[min(place, other)..<max(place, other)], at: place)
    default: bytes = Array(bytes.prefix(place))
    }
  }
}
