import PreferencePairs
import Records
import Testing

@Suite("New information in feedback")
struct NewInformationTests {
  private let history = [
    Message(role: .user, content: "Write a function that reads a file and counts the words in it.")
  ]
  private let answer =
    "```python\ndef count(path):\n    return len(open(path).read().split())\n```\nCall `count(path)`."

  private func reading(_ feedback: String) -> NewInformation {
    NewInformation(in: feedback, history: history, answer: answer)
  }

  @Test(
    "Wishes of form and plain complaints bring nothing new",
    arguments: [
      "Make it shorter please.", "That's wrong.", "It doesn't work, try again!",
      "Please explain it more simply.", "No, the function should count the words.",
      "Перепиши короче, пожалуйста", "请用中文回答", "重新写，更简短一点", "Hazlo más corto, por favor",
      "Plus court s'il te plaît", "Bitte kürzer und einfacher", "Faça mais curto",
      "You forgot to call `count(path)`.", "Write 3 sentences.", "",
    ])
  func bringsNothing(feedback: String) { #expect(!reading(feedback).isUsed, "\(reading(feedback).score)") }

  @Test(
    "Facts, names, numbers, paths, output and code are new",
    arguments: [
      "The file is encoded in UTF-16 and has 40 columns.",
      "I use Windows 95 and Turbo Pascal, which has no Unicode.",
      "The words are parted by semicolons, commas and tabs.",
      "See https://example.org/words.txt and sample.csv", "我的文件是微软表格，里面有法语单词和俄语标点",
      "Файл в кодировке Windows-1251, слова разделены точкой с запятой",
      "Traceback (most recent call last):\n  File \"x.py\", line 1\nUnicodeDecodeError: invalid start byte",
      "zsh: command not found: python",
      "import re\ndef count(text):\n    return len(re.findall(r'\\w+', text))",
    ])
  func bringsSomething(feedback: String) { #expect(reading(feedback).isUsed, "\(reading(feedback).score)") }

  @Test("Lines of the answer sent back are not new, an error of it is")
  func linesOfTheAnswer() {
    let code = "def count(path):\n    return len(open(path).read().split())"
    #expect(!reading("\(code)\nthis is wrong").bringsMachineText)
    #expect(reading("\(code)\nTypeError: expected str").bringsMachineText)
  }

  @Test("What stood in an earlier message is known, whoever said it, and in another form of the word")
  func knowsTheHistory() {
    let earlier =
      history + [
        Message(role: .assistant, content: "Which columns?"), Message(role: .user, content: "Windows 1251, semicolons"),
      ]
    let feedback = "I said semicolon, and windows 1251"
    #expect(NewInformation(in: feedback, history: history, answer: answer).isUsed)
    #expect(!NewInformation(in: feedback, history: earlier, answer: answer).isUsed)
  }

  @Test("More that is new never gives a lower score", arguments: ["Pascal", "1995", "a.txt", "标点符号", "Kodierung"])
  func isMonotone(addition: String) {
    let base = "Please count the semicolons"
    #expect(reading("\(base) \(addition)").score >= reading(base).score)
  }

  @Test("It agrees with most labels of real feedback, and seldom calls new what is not")
  func agreesWithLabels() throws {
    let cases = try Fixture.lines("information.jsonl", as: Fixture.InformationCase.self)
    let found = cases.map { NewInformation(in: $0.text, history: $0.history, answer: $0.answer).isUsed }
    let right = zip(cases, found).count { $0.isNew == $1 }
    let falselyNew = zip(cases, found).count { !$0.isNew && $1 }
    #expect(cases.count >= 40)
    #expect(Double(right) >= 0.65 * Double(cases.count), "\(right) of \(cases.count)")
    #expect(Double(falselyNew) <= 0.2 * Double(max(1, found.count { $0 })), "\(falselyNew)")
  }
}
