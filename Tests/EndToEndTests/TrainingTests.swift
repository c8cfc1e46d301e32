import Foundation
import Testing

@Suite("Training on the command line") struct TrainingTests {
  @Test("never writes over something else, and says what it lacks before the work") func refusals() throws {
    let scratch = try Scratch()
    let labels = Repository.path("fixtures/labelled/dev.jsonl")
    let readme = try scratch.write("# Mine\n", to: "README.md")
    let other = try scratch.write("{}\n", to: "other.jsonl")
    func train(_ arguments: (String, String)...) throws -> Call {
      let all = ["train"] + arguments.flatMap { [$0.0, $0.1] }
      return try gleaner(all[0], all[1], all[2], all[3], all[4], in: scratch.path)
    }
    for (target, complaint) in [
      (scratch.path + "/README.model", "README.md is there and is something else"),
      (other, "is there and is something else"), (scratch.path + "/card.md", "is no name for a model"),
      ("", "is no name for a model"),
    ] {
      let call = try train(("--on", labels), ("--into", target))
      #expect(call.status == 2 && call.complaint.contains(complaint), "\(target): \(call.complaint)")
    }
    #expect(String(decoding: FileManager.default.contents(atPath: readme) ?? Data(), as: UTF8.self) == "# Mine\n")
    let missing = try train(("--on", scratch.path + "/none"), ("--into", scratch.path + "/m.model"))
    #expect(missing.status == 2 && missing.complaint.contains("name a file with --on"))
    let empty = try train(("--on", other), ("--into", scratch.path + "/m.model"))
    #expect(empty.status == 2 && empty.complaint.contains("line 1 is no labelled conversation"))
    #expect(try gleaner("train", "--on", labels, in: scratch.path).complaint.contains("--into FILE"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/m.model"))
  }

  @Test("a model that is broken, and a precision without one, stop a run before it begins") func broken() throws {
    let scratch = try Scratch()
    let log = try scratch.write(line("a", "b", "thanks"), to: "log.jsonl")
    let model = try scratch.write("gleaner model\n{}\n", to: "broken.model")
    let dataset = scratch.path + "/out"
    let broken = try gleaner("run", log, "--into", dataset, "--model", model)
    #expect(broken.status == 2 && broken.complaint.contains("can't be used as a model"))
    let none = try gleaner("run", log, "--into", dataset, "--model", "none", "--precision", "0.9")
    #expect(none.status == 2 && none.complaint.contains("does not go with --model none"))
    let never = try gleaner("run", log, "--into", dataset, "--precision", "0.999")
    #expect(never.status == 2 && never.complaint.contains("never reached a precision"))
    #expect(!FileManager.default.fileExists(atPath: dataset))
  }

  @Test("names of one letter are names") func shortNames() throws {
    let scratch = try Scratch()
    try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "l")
    for target in ["d", "é", "f/", "g/h"] {
      let call = try gleaner("run", "l", "--into", target, "--quiet", in: scratch.path)
      #expect(call.status == 0 && call.complaint.isEmpty, "\(target): \(call.complaint)")
    }
  }
}
