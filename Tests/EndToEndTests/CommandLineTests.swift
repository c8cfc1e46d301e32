import Foundation
import Testing

/// What one call of the program gave.
struct Call {
  let status: Int32
  let output: String
  let complaint: String
}

/// Runs the program as a user does.
func gleaner(_ arguments: String..., environment: [String: String] = [:], in folder: String? = nil) throws -> Call {
  try gleaner(arguments, environment: environment, in: folder)
}

func gleaner(_ arguments: [String], environment: [String: String] = [:], in folder: String? = nil) throws -> Call {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: try program())
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder ?? Repository.root)
  process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "120"].merging(environment) { $1 }
  let scratch = try Scratch()
  let (out, err) = (scratch.path + "/out", scratch.path + "/err")
  for path in [out, err] { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
  process.standardOutput = FileHandle(forWritingAtPath: out)
  process.standardError = FileHandle(forWritingAtPath: err)
  process.standardInput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
  return Call(status: process.terminationStatus, output: text(out), complaint: text(err))
}

/// The program that was built with the tests: it stands beside the test bundle.
func program() throws -> String {
  let bundle = try #require(CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments.first)
  var folder = URL(fileURLWithPath: bundle).deletingLastPathComponent()
  while folder.path != "/" {
    let candidate = folder.appendingPathComponent("gleaner").path
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory), !isDirectory.boolValue {
      return candidate
    }
    folder.deleteLastPathComponent()
  }
  return Repository.path(".build/debug/gleaner")
}

@Suite("The command line") struct CommandLineTests {
  private func dataset(_ scratch: Scratch, _ text: String) throws -> String {
    let path = try scratch.write(text, to: "in/log.jsonl")
    let run = try gleaner("run", path, "--into", scratch.path + "/out", "--quiet")
    #expect(run.output.isEmpty)
    return scratch.path + "/out"
  }

  @Test("has help for every command") func help() throws {
    for command in [
      [], ["run"], ["extract"], ["index"], ["query"], ["show"], ["stats"], ["verify"], ["rules"], ["rules", "check"],
      ["classify"], ["label"], ["train"], ["pairs"], ["personas"], ["graph"], ["rewrite"],
      ["rules", "test"], ["rules", "list"], ["rules", "evaluate"], ["config", "show"], ["doctor"],
    ] {
      let process = try gleaner(command + ["--help"])
      #expect(process.status == 0, "\(command)")
      #expect(process.output.contains("USAGE: gleaner"), "\(command)")
    }
    #expect(try gleaner("--version").output == "0.1.0\n")
  }

  @Test("ends with 0 when complete, 1 when something failed, 2 when it could not start") func statuses() throws {
    let scratch = try Scratch()
    let good = try scratch.write(line("a", "b", "thanks"), to: "good.jsonl")
    let bad = try scratch.write(line("a", "b", "thanks") + "{\"messages\":[{\n", to: "bad.jsonl")
    #expect(try gleaner("run", good, "--into", scratch.path + "/one").status == 0)
    #expect(try gleaner("run", bad, "--into", scratch.path + "/two").status == 1)
    #expect(try gleaner("run", scratch.path + "/none", "--into", scratch.path + "/three").status == 1)
    #expect(try gleaner("run", good).status == 2)
    #expect(try gleaner("run", good, "--into", scratch.path + "/four", "--workers", "many").status == 2)
    #expect(try gleaner("run", good, "--into", scratch.path + "/five", "--rules", scratch.path).status == 2)
    #expect(try gleaner("query", scratch.path + "/nowhere").status == 2)
    #expect(try gleaner("frobnicate").status == 2)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/nowhere"))
  }

  @Test("says what is wrong, where, and what to do") func errors() throws {
    let scratch = try Scratch()
    let config = try scratch.write("workers: 2\nflor: 0.4\n", to: "g.yaml")
    let unknown = try gleaner("config", "show", "--config", config)
    #expect(unknown.complaint.contains("g.yaml:2:1") && unknown.complaint.contains("floor"))
    let dataset = try dataset(scratch, line("a", "b", "thanks"))
    #expect(try gleaner("query", dataset, "--category", "praise").complaint.contains("positive_feedback"))
    #expect(try gleaner("show", dataset, "no-such-id").complaint.contains("gleaner query"))
  }

  @Test("keeps data on standard output and talk on standard error") func streams() throws {
    let scratch = try Scratch()
    let path = try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "log.jsonl")
    let run = try gleaner("run", path, "--into", scratch.path + "/out")
    #expect(run.output.isEmpty && run.complaint.contains("records: 1 in = 1 conversations"))
    let json = try gleaner("run", path, "--into", scratch.path + "/out", "--json", "--quiet")
    #expect(json.complaint.isEmpty)
    #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
    let rows = try gleaner("query", scratch.path + "/out", "--format", "jsonl")
    let row = try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [String: Any]
    #expect(row?["feedback"] as? String == "that is wrong")
  }

  @Test("sends no control character of a log to the terminal") func controlCharacters() throws {
    let scratch = try Scratch()
    let evil = "that's not what I asked for \\u001b[31mred\\u001b[0m \\u0007 \\u202e reversed \\u009b2J"
    let dataset = try dataset(scratch, line("open \\u001b]0;title\\u0007", "b \\u001b[2J", evil, id: "c\\u001b[1m"))
    let rows = try gleaner("query", dataset)
    let record = String(try #require(rows.output.split(separator: "\n").last?.split(separator: " ").first))
    let shown = try gleaner("show", dataset, record)
    #expect(shown.output.contains("◀"))
    for text in [rows.output, shown.output, shown.complaint] {
      #expect(
        !text.unicodeScalars.contains {
          ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0.value == 0x202E
        })
    }
    #expect(shown.output.contains("\\u{1b}[31mred"))
  }

  @Test("writes CSV that a spreadsheet does not run") func formulas() throws {
    let scratch = try Scratch()
    let dataset = try dataset(
      scratch, line("a", "b", "=HYPERLINK(\\\"http://x\\\",\\\"y\\\") that's not what I asked for", id: "=1+1"))
    let csv = try gleaner("query", dataset, "--format", "csv").output
    #expect(csv.contains(",'=1+1,"))
    #expect(csv.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")"))
    for field in csv.split(separator: ",") { #expect(!field.hasPrefix("=") && !field.hasPrefix("\"=")) }
  }

  @Test("filters, counts and groups") func query() throws {
    let scratch = try Scratch()
    let dataset = try dataset(
      scratch,
      line("Sum 2 and 2", "5", "that is wrong", id: "one")
        + line("A poem", "Roses", "thank you so much, perfect", id: "two"))
    #expect(try gleaner("query", dataset, "--count").output == "2\n")
    #expect(try gleaner("query", dataset, "--polarity", "positive", "--count").output == "1\n")
    #expect(try gleaner("query", dataset, "--text", "perfect", "--count").output == "1\n")
    #expect(try gleaner("query", dataset, "--conversation", "one", "--count").output == "1\n")
    #expect(try gleaner("query", dataset, "--archive", "log.jsonl", "--count").output == "2\n")
    #expect(try gleaner("query", dataset, "--since", "2024", "--count").output == "0\n")
    let groups = try gleaner("query", dataset, "--group-by", "polarity", "--format", "csv").output
    #expect(groups == "polarity,feedback,conversations\nnegative,1,1\npositive,1,1\n")
    #expect(try gleaner("stats", dataset).output.contains("2 conversations"))
    #expect(try gleaner("verify", dataset).status == 0)
  }

  @Test("takes names as people write them, and refuses what is none") func names() throws {
    let scratch = try Scratch()
    let text =
      line("Sum 2 and 2", "5", "that is wrong").replacing("{\"id\"", with: "{\"language\":\"English\",\"id\"")
      + line("A poem", "Roses", "thank you so much, perfect", id: "two")
    let dataset = try dataset(scratch, text)
    func count(_ option: String, _ value: String) throws -> String {
      try gleaner("query", dataset, option, value, "--count", in: scratch.path).output
    }
    for name in ["en", "EN", "english", "en-US", " en , fr"] {
      #expect(try count("--language", name) == "1\n", "\(name)")
    }
    #expect(try count("--language", "") == "1\n")
    #expect(try count("--category", "positive_feedback, repeat_or_rephrase") == "1\n")
    for path in ["in/log.jsonl", "./in/log.jsonl", "in/*", "*/in/log.jsonl"] {
      #expect(try count("--archive", path) == "2\n", "\(path)")
    }
    for arguments in [
      ["--category", ""], ["--language", "en,"], ["--rule", ""], ["--group-by", ""], ["--since", "2024-02-30"],
      ["--config", "/nonexistent"], ["--rules", "/nonexistent"],
    ] {
      let call = try gleaner("query", dataset, arguments[0], arguments[1])
      #expect(call.status == 2 && call.output.isEmpty, "\(arguments)")
    }
    #expect(try gleaner("show", dataset, "").status == 2)
    #expect(try gleaner("show", dataset, "two", "--lines=-3").status == 2)
    #expect(try gleaner("help", "bogus").status == 2)
    #expect(try gleaner("help", "rules", "check").status == 0)
    #expect(try gleaner("rules", "list", "--language", "EN").output.contains("en."))
    for arguments in [["--language", "xx"], ["--category", "foo"]] {
      let call = try gleaner("rules", "list", arguments[0], arguments[1])
      #expect(call.status == 2 && call.complaint.contains("known are: "), "\(arguments)")
    }
  }

  @Test("counts one thing as one, and says how many there are behind the last") func counting() throws {
    let scratch = try Scratch()
    let dataset = try dataset(scratch, line("Sum 2 and 2", "5", "that is wrong"))
    #expect(try gleaner("stats", dataset).output.hasPrefix("1 archive, 1 conversation, 3 messages, 1 follow-up; "))
    #expect(try gleaner("verify", dataset).output.hasPrefix("1 segment, 4 files, 4 rows, "))
    #expect(try gleaner("query", dataset, "--offset", "5").complaint == "0 of 1\n")
  }

  @Test("ends with 3 where its output can't be written") func fullOutput() throws {
    let scratch = try Scratch()
    let dataset = try dataset(scratch, line("Sum 2 and 2", "5", "that is wrong"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\"$0\" query \"$1\" --format jsonl >/dev/full 2>/dev/null", try program(), dataset]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 3)
  }

  @Test("shows a conversation from its archive, and from the dataset when that is gone") func show() throws {
    let scratch = try Scratch()
    let dataset = try dataset(scratch, line("Sum 2 and 2", "5", "that is wrong", "4", "and 3 and 3?", "6", id: "one"))
    let whole = try gleaner("show", dataset, "one").output
    #expect(whole.contains("«") && whole.contains("and 3 and 3?"))
    try FileManager.default.removeItem(atPath: scratch.path + "/in/log.jsonl")
    let rest = try gleaner("show", dataset, "one").output
    #expect(rest.contains("«") && rest.contains("Sum 2 and 2") && rest.contains("The archive is gone"))
    #expect(!rest.contains("and 3 and 3?"))
  }

  @Test("shows every letter of a long conversation") func showsLongTexts() throws {
    let scratch = try Scratch()
    let texts = (0..<40).map { number in "message \(number) é " + String(repeating: "\(number % 10)", count: 4000) }
    let messages = texts.enumerated().map {
      "{\"role\":\"\($0.offset % 2 == 0 ? "user" : "assistant")\",\"content\":\"\($0.element)\\n\"}"
    }
    let dataset = try dataset(scratch, "{\"id\":\"long\",\"messages\":[\(messages.joined(separator: ","))]}\n")
    // The marks of what is quoted stand within the texts.
    let shown = try gleaner("show", dataset, "long", "--lines", "0").output.replacing("«", with: "")
      .replacing("»", with: "")
    for text in texts { #expect(shown.contains(text)) }
  }

  @Test("ends quietly when its reader has gone") func closedPipe() throws {
    let scratch = try Scratch()
    let many = (0..<3000).map { line("Sum 2 and 2", "5", "that is wrong", id: "c\($0)") }.joined()
    let dataset = try dataset(scratch, many)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c", "set -o pipefail; \"$0\" query \"$1\" --format jsonl | head -n 1 >/dev/null", try program(), dataset,
    ]
    let complaint = Pipe()
    process.standardError = complaint
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(complaint.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  @Test("takes its rules from beside the program, wherever it is called") func elsewhere() throws {
    let scratch = try Scratch()
    #expect(try gleaner("doctor", in: scratch.path).status == 0)
  }

  @Test("prints a configuration that it reads") func configShow() throws {
    let scratch = try Scratch()
    let config = try scratch.write(try gleaner("config", "show").output, to: "gleaner.yaml")
    let again = try gleaner("config", "show", "--config", config)
    #expect(again.status == 0 && again.output.contains("workers: 0  # file"))
  }
}
