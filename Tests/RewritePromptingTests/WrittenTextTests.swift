import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

@Suite("Reading an answer")
struct WrittenTextTests {
  private let answer = "First `a`.\n\n```swift\nlet x = \"\\(y)\" // {\"answer\": 1}\n```\n\nThen $\\frac{1}{2}$."
  private let nonce = "0123456789ab"

  private var whole: String { "Answer \(nonce) begins\n\(answer)\nAnswer \(nonce) ends" }

  private func read(_ content: String, finish: ChatReply.Finish = .complete) -> Result<String, WrittenText.Fault> {
    do throws(WrittenText.Fault) {
      return .success(try WrittenText.marked(reply(content, finish: finish), nonce: nonce))
    } catch {
      return .failure(error)
    }
  }

  @Test("What stands between the marks is taken to the letter")
  func plain() { #expect(read(whole) == .success(answer)) }

  @Test("Words around the marks, a fence around them and emphasis on them are nothing")
  func around() {
    #expect(read("Sure! Here it is:\n\n\(whole)\n\nHope it helps") == .success(answer))
    #expect(read("```markdown\n\(whole)\n```") == .success(answer))
    #expect(read("**Answer \(nonce) begins**\n\(answer)\n**Answer \(nonce) ends**") == .success(answer))
    #expect(read(whole.replacing("\n", with: "\r\n")) == .success(answer))
  }

  @Test("Thoughts are left out, with the drafts in them")
  func thoughts() {
    #expect(read("<think>Answer \(nonce) begins\nno\nAnswer \(nonce) ends</think>\n\(whole)") == .success(answer))
    #expect(read("I could say…\n</think>\n\n\(whole)") == .success(answer))
    #expect(read("<think>and so on") == .failure(.cut))
  }

  @Test("An answer that speaks of the end of a thought keeps it")
  func spokenThought() {
    let speaks = "The tag </think> ends a thought."
    #expect(read("Answer \(nonce) begins\n\(speaks)\nAnswer \(nonce) ends") == .success(speaks))
  }

  @Test("Without both marks the reply as a whole is the answer, and so is the field of the JSON that was not asked for")
  func unmarked() {
    #expect(read(answer) == .success(answer))
    #expect(read("{\"answer\": \(json(answer))}") == .success(answer))
    #expect(read("```json\n{\"answer\": \(json(answer))}\n```") == .success(answer))
    #expect(read("{\"answer\": 42, \"unit\": \"m\"}") == .success("{\"answer\": 42, \"unit\": \"m\"}"))
  }

  @Test("What has no end is cut")
  func cut() {
    #expect(read("Answer \(nonce) begins\n\(answer)") == .failure(.cut))
    #expect(read(answer, finish: .length) == .failure(.cut))
    #expect(read("", finish: .length) == .failure(.cut))
  }

  @Test("Two answers, or marks the wrong way round, are ambiguous")
  func ambiguous() {
    #expect(read(whole + "\n" + whole) == .failure(.ambiguous))
    #expect(read("Answer \(nonce) ends\n\(answer)\nAnswer \(nonce) begins") == .failure(.ambiguous))
  }

  @Test("Nothing is empty, and what was held back is filtered")
  func empty() {
    #expect(read(" \n") == .failure(.empty))
    #expect(read("Answer \(nonce) begins\n\nAnswer \(nonce) ends") == .failure(.empty))
    #expect(read(whole, finish: .filtered) == .failure(.filtered))
  }

  @Test("The indentation of the first line stays")
  func indentation() {
    #expect(read("Answer \(nonce) begins\n\n    code()\n  \nAnswer \(nonce) ends") == .success("    code()"))
  }
}
