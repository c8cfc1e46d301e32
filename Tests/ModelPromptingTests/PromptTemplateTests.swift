import Digests
import Testing

@testable import ModelPrompting

@Suite("Prompt files")
struct PromptTemplateTests {
  private static let good = """
    ---
    name: p-1
    purpose: a test
    schema: feedback_verdicts
    ---
    # system
    Say it.
    # item layout
    {{nonce}}
    {{log}}
    {{nonce}} {{follow_ups}}
    # repair
    {{problems}} {{follow_ups}}
    """

  private func fault(_ text: String, path: String = "prompts/p-1.md") -> PromptError? {
    do {
      _ = try PromptTemplate(bytes: Array(text.utf8), path: path)
      return nil
    } catch { return error }
  }

  @Test(
    "The shipped prompts load and ask for what they are named after",
    arguments: [("feedback-1", ReplySchema.feedbackVerdicts), ("validation-1", .quoteChecks)])
  func shippedPromptsLoad(name: String, schema: ReplySchema) throws {
    let template = try Checkout.template(name)
    #expect(template.name == name)
    #expect(template.schema == schema)
    #expect(template.digest == SHA256Hasher.hex(of: try Checkout.bytes("prompts/\(name).md")))
  }

  @Test("The shipped prompts name every category")
  func shippedPromptsNameEveryCategory() throws {
    for name in ["feedback-1", "validation-1"] {
      let words = try Checkout.template(name).text(.system)
      for category in CategoryName.all where category != "none" {
        #expect(words.contains("- \(category): "), "\(category) is not explained in \(name)")
      }
    }
  }

  @Test("A byte changed is another digest")
  func digestCoversEveryByte() throws {
    let one = try PromptTemplate(bytes: Array(Self.good.utf8), path: "p-1.md")
    let other = try PromptTemplate(bytes: Array((Self.good + "\n").utf8), path: "p-1.md")
    #expect(one.digest != other.digest)
  }

  @Test("A file with Windows line ends reads the same")
  func windowsLineEnds() throws {
    let text = Self.good.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    let template = try PromptTemplate(bytes: Array(text.utf8), path: "p-1.md")
    #expect(template.text(.system) == "Say it.")
  }

  @Test(
    "A broken file is told by code and line",
    arguments: [
      ("name: p-1", "title: p-1", PromptError.Code.badFrontMatter, "prompts/p-1.md:2"),
      ("purpose: a test\n", "", .badFrontMatter, "prompts/p-1.md:1"),
      ("purpose: a test", "purpose:", .badFrontMatter, "prompts/p-1.md:1"),
      ("schema: feedback_verdicts", "schema: poems", .badFrontMatter, "prompts/p-1.md:1"),
      ("name: p-1", "name: p-2", .badFrontMatter, "prompts/p-1.md:1"),
      ("---\n# system", "# system", .badFrontMatter, "prompts/p-1.md:1"),
      ("# system", "stray\n# system", .badSection, "prompts/p-1.md:6"),
      ("# system", "# systems", .badSection, "prompts/p-1.md:6"),
      ("# repair", "# system", .badSection, "prompts/p-1.md:12"),
      ("Say it.\n", "", .badSection, "prompts/p-1.md:6"),
      ("# repair\n{{problems}} {{follow_ups}}", "", .badSection, "prompts/p-1.md:12"),
      ("{{log}}", "{{logs}}", .badPlaceholder, "prompts/p-1.md:8"),
      ("{{log}}", "{{log}} {{log}}", .badPlaceholder, "prompts/p-1.md:8"),
      ("{{nonce}} {{follow_ups}}", "{{follow_ups}}", .badPlaceholder, "prompts/p-1.md:8"),
      ("Say it.", "Say {{log}}.", .badPlaceholder, "prompts/p-1.md:6"),
      ("Say it.", "Say {{.", .badPlaceholder, "prompts/p-1.md:6"),
      ("{{problems}} ", "", .badPlaceholder, "prompts/p-1.md:12"),
      ("# repair", "# examples\n{{examples}}\n# repair", .badSection, "prompts/p-1.md:15"),
    ])
  func brokenFileIsTold(part: String, change: String, code: PromptError.Code, place: String) throws {
    let text = Self.good.replacing(part, with: change, maxReplacements: 1)
    let error = try #require(fault(text))
    #expect(error.code == code)
    #expect(error.place == place)
    #expect(!error.found.isEmpty && !error.expected.isEmpty && !error.nextStep.isEmpty)
  }

  @Test("The file that all broken ones are made from is whole")
  func goodFileIsGood() {
    #expect(fault(Self.good) == nil)
  }

  @Test("A file that is not there or is not UTF-8 is told")
  func unreadableFiles() throws {
    #expect(throws: PromptError.self) { try PromptTemplate.load(path: Checkout.path("prompts/nothing.md")) }
    #expect(throws: PromptError.self) { try PromptTemplate(bytes: [0x2D, 0xFF], path: "p-1.md") }
  }

  @Test("What is filled in is not filled again")
  func fillingIsDoneOnce() throws {
    let text = try PromptText.read("a {{log}} b {{nonce}}").get()
    #expect(text.filled([.log: "{{nonce}}", .nonce: "n"]) == "a {{nonce}} b n")
  }

  @Test("A prompt cannot be used for what it was not written for")
  func promptsAreNotMixedUp() throws {
    let feedback = try Checkout.template("feedback-1")
    let validation = try Checkout.template("validation-1")
    #expect(throws: PromptError.self) { try PromptBuilder(template: validation, countTokens: quarterOfBytes) }
    #expect(throws: PromptError.self) { try ValidationPrompt(template: feedback, countTokens: quarterOfBytes) }
  }
}
