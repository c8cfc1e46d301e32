import DatasetWriting
import Foundation
import Testing

@Suite("Where a dataset may be written") struct DatasetPlaceTests {
  private let scratch: Scratch
  private let log: String

  init() throws {
    scratch = try Scratch()
    log = try scratch.write(line("Sum 2 and 2", "5", "that is wrong"), to: "logs/log.jsonl")
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// Asked without a run, which would write into the root of the machine if the answer were wrong.
  @Test("not at an empty path") func emptyPath() throws {
    let nowhere = DatasetLayout(root: "")
    let error = #expect(throws: DatasetError.self) { try nowhere.checkPlace() }
    #expect(error?.code == .otherContent && !nowhere.exists)
    let doctor = try gleaner("doctor", "--into", "")
    #expect(doctor.status == 1 && doctor.output.contains("empty path"))
  }

  @Test("not in the place of a file") func file() throws {
    let card = try scratch.write("MINE\n", to: "README.md")
    let call = try gleaner("run", log, "--into", card)
    #expect(call.status == 2 && call.complaint.contains("it is a file"))
    #expect(try String(contentsOfFile: card, encoding: .utf8) == "MINE\n")
  }

  @Test("not among other files, which stay as they are", arguments: ["run", "extract"])
  func otherFiles(command: String) throws {
    let card = try scratch.write("MINE\n", to: "project/README.md")
    let call = try gleaner(command, log, "--into", scratch.path + "/project")
    #expect(call.status == 2 && call.complaint.contains("holds other files and no dataset"))
    #expect(try names(in: scratch.path + "/project") == ["README.md"])
    #expect(try String(contentsOfFile: card, encoding: .utf8) == "MINE\n")
    let doctor = try gleaner("doctor", "--into", scratch.path + "/project")
    #expect(doctor.status == 1 && doctor.output.contains("BAD  dataset: "))
  }

  @Test("in an empty directory, in none yet, and in a dataset") func allowed() throws {
    let dataset = scratch.path + "/out"
    try FileManager.default.createDirectory(atPath: dataset, withIntermediateDirectories: true)
    #expect(try gleaner("run", log, "--into", dataset).status == 0)
    #expect(try gleaner("run", log, "--into", dataset).status == 0)
    #expect(try gleaner("run", log, "--into", scratch.path + "/a/b/c").status == 0)
  }

  @Test("not where it is read from: into itself, a part of itself, or by another name") func itself() throws {
    let logs = scratch.path + "/logs"
    #expect(try gleaner("run", logs, "--into", logs).status == 2)
    #expect(try gleaner("run", ".", "--into", ".", in: logs).status == 2)
    #expect(try names(in: logs) == ["log.jsonl"])

    let dataset = scratch.path + "/out"
    #expect(try gleaner("run", logs, "--into", dataset).status == 0)
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: dataset)
    for input in [dataset, dataset + "/data", dataset + "/../out/README.md", scratch.path + "/link"] {
      let call = try gleaner("run", log, input, "--into", dataset)
      #expect(call.status == 2 && call.complaint.contains("lies in the dataset"), "\(input)")
    }
  }

  @Test("beside the logs, where the next run passes over it and says so") func besideLogs() throws {
    let dataset = scratch.path + "/logs/out"
    #expect(try gleaner("run", scratch.path + "/logs", "--into", dataset).status == 0)
    let again = try gleaner("run", scratch.path + "/logs", "--into", dataset)
    #expect(again.status == 0)
    #expect(again.complaint.contains("archives: 1 known, 1 passed over (gleaner_dataset 1)"))
  }
}
