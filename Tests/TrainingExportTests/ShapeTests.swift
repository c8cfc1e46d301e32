import DatasetWriting
import Foundation
import Records
import Testing
import TrainingExport

@Suite("Shapes") struct ShapeTests {
  private func line(_ row: TrainingRow, _ change: (inout ExportSettings) -> Void = { _ in }, as shape: ExportShape)
    throws
    -> String
  {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: shape, format: .jsonLines)
    settings.splits = [.init("train", 1)]
    change(&settings)
    try export([row], settings, to: scratch.out)
    return try scratch.text("data/train-00000-of-00001.jsonl")
  }

  @Test("preference: a row as TRL takes it, with all that is known of it") func preference() throws {
    let pair = Sample.pair(7, request: "Which one?")
    #expect(
      try line(TrainingRow(.pair(pair)), as: .preference) == """
        {"prompt":[{"role":"user","content":"Which one?"}],\
        "chosen":[{"role":"assistant","content":"The better answer, number 7."}],\
        "rejected":[{"role":"assistant","content":"Worse 7."}],"margin":0.2500,"pair_id":"pair-7","origin":"resent",\
        "score_chosen":0.7500,"score_rejected":0.5000,"soft_target":0.6341,"confidence":0.9000,\
        "feedback_in_prompt":false,"uses_new_information":false,"scope":"this_answer","scope_confidence":0.6000,\
        "act":"reattempt_with_feedback","category":"make_aware_with_correction",\
        "feedback":"No, I meant the other one.","rounds":1,"model":"model-1","language":"en","timestamp":"",\
        "user":"user-7","conversation_id":"conversation-7","record_id":"0123456789abcdef-0-7",\
        "archive":"0123456789abcdef","target_index":1,"message_index":2,"sources":["0123456789abcdef-0-7-2"],\
        "persona":""}

        """)
  }

  @Test("unpaired: a row as TRL takes it") func unpaired() throws {
    let text = try line(TrainingRow(.example(Sample.example(3))), as: .unpaired)
    #expect(text.contains(#""completion":[{"role":"assistant","content":"An answer, number 3."}],"label":true,"#))
    #expect(text.hasPrefix(#"{"prompt":[{"role":"user","content":""#))
  }

  @Test("sft: a conversation that ends with the answer") func demonstration() throws {
    let text = try line(TrainingRow(.demonstration(Sample.demonstration(3))), as: .sft)
    #expect(text.hasPrefix(#"{"messages":[{"role":"user","content":""#))
    #expect(text.contains(#"{"role":"assistant","content":"An answer, number 3."}],"example_id":"demonstration-3","#))
  }

  @Test("have the persona before the prompt where it is asked for and known") func persona() throws {
    var pair = Sample.pair(1)
    pair.persona = "Likes it brief."
    let system = #""prompt":[{"role":"system","content":"Likes it brief."},{"role":"user","#
    #expect(try line(TrainingRow(.pair(pair)), { $0.personaInPrompt = true }, as: .preference).contains(system))
    #expect(try !line(TrainingRow(.pair(pair)), as: .preference).contains(#""role":"system""#))
    pair.persona = ""
    #expect(
      try !line(TrainingRow(.pair(pair)), { $0.personaInPrompt = true }, as: .preference).contains(#""role":"system""#))
  }

  @Test("have columns of the declared types in the declared order", arguments: ExportShape.allCases)
  func columns(shape: ExportShape) throws {
    let text = try line(Sample.rows(1, for: shape)[0], as: shape)
    let row = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let columns = ExportColumn.columns(of: shape)
    #expect(Set(columns.map(\.name)).count == columns.count)
    #expect(Set(row.keys) == Set(columns.map(\.name)))
    let places = columns.map { text.range(of: "\"\($0.name)\":")?.lowerBound ?? text.endIndex }
    #expect(places == places.sorted())
    for column in columns {
      let value = try #require(row[column.name])
      switch column.kind {
      case .string: #expect(value is String)
      case .strings: #expect(value is [String])
      case .messages: #expect(value is [[String: String]])
      case .int64, .float64, .bool: #expect(value is NSNumber)
      }
    }
  }

  @Test("icai: whole conversations as Inverse Constitutional AI writes them, the chosen one on either side")
  func icai() throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .icai, format: .jsonLines)
    settings.splits = [.init("train", 1)]
    try export(Sample.pairs(1_000), settings, to: scratch.out)
    let rows = try scratch.rows("train")
    for (number, row) in rows.enumerated() {
      let pair = Sample.pair(number)
      let prompt = "### user:\n\(pair.prompt[0].content)\n\n### assistant:\n"
      let preferred = try #require(row["preferred_text"] as? String)
      #expect(row[preferred] as? String == prompt + pair.chosen + "\n\n")
      #expect(row[preferred == "text_a" ? "text_b" : "text_a"] as? String == prompt + pair.rejected + "\n\n")
    }
    let first = rows.count { $0["preferred_text"] as? String == "text_a" }
    #expect((430...570).contains(first))
    #expect(try scratch.text("README.md").contains("`text_a` is the preferred one in"))
  }

  @Test("refuse rows of another shape") func wrongRows() throws {
    let scratch = try Scratch()
    let error = #expect(throws: TrainingExportError.self) {
      try export(Sample.pairs(1), ExportSettings(shape: .sft), to: scratch.out)
    }
    #expect(error?.code == .wrongRow)
    #expect(error?.place == "pair-0")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
  }
}

@Suite("Exports without texts") struct WithoutTextTests {
  @Test(
    "have no text of a conversation in any file, whatever the rows have",
    arguments: [ExportShape.preference, .unpaired, .sft])
  func nothing(shape: ExportShape) throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: shape, format: .jsonLines)
    settings.withoutText = true
    settings.personaInPrompt = true
    let secret = "SECRET"
    let rows = (0..<20).map { number -> TrainingRow in
      var pair = Sample.pair(number, request: "\(secret) \(Sample.request(number))")
      (pair.chosen, pair.rejected, pair.feedback, pair.persona) = (secret + "1", secret, secret, secret)
      var example = Sample.example(number)
      (example.prompt, example.completion, example.feedback, example.persona) = (pair.prompt, secret, secret, secret)
      var demonstration = Sample.demonstration(number)
      demonstration.messages = pair.prompt + [Message(role: .assistant, content: secret)]
      (demonstration.feedback, demonstration.persona) = (secret, secret)
      switch shape {
      case .preference, .icai: return TrainingRow(.pair(pair))
      case .unpaired: return TrainingRow(.example(example))
      case .sft: return TrainingRow(.demonstration(demonstration))
      }
    }
    try export(rows, settings, to: scratch.out)
    for (name, data) in try scratch.everything() { #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)") }
    let row = try #require(try scratch.rows("train").first)
    #expect((row["prompt"] ?? row["messages"]) as? [[String: String]] == [])
  }

  @Test("take rows that have no texts, and do not take their prompts for the same") func emptyRows() throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .preference, format: .jsonLines)
    settings.withoutText = true
    let rows = (0..<50).map { number -> TrainingRow in
      var pair = Sample.pair(number)
      (pair.prompt, pair.chosen, pair.rejected, pair.feedback) = ([], "", "", "")
      return TrainingRow(.pair(pair))
    }
    let report = try export(rows, settings, to: scratch.out)
    #expect(report.summary.rows == 50)
    #expect(report.summary.promptGroups == 0)
    #expect(try scratch.text("README.md").contains("Not known: the rows came without texts."))
  }
}
