import DatasetWriting
import Foundation
import Pipeline
import Testing

@Suite("Requests that are sent again as another conversation") struct SessionTests {
  private func record(_ id: String, _ time: String, _ user: String, _ request: String) -> String {
    """
    {"conversation_hash":"\(id)","model":"m","timestamp":"2024-05-01T\(time)Z","hashed_ip":"\(user)","language":"English",\
    "conversation":[{"role":"user","content":"\(request)"},{"role":"assistant","content":"Answer \(id)."}]}

    """
  }

  private func across(_ records: String..., settings: ExtractionSettings = ExtractionSettings()) throws -> [[String:
    Any]]
  {
    let scratch = try Scratch()
    // Two archives: what is compared need not stand in one.
    for (number, record) in records.enumerated() { try scratch.write(record, to: "in/\(number).jsonl") }
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([scratch.path + "/in"], into: layout.root, settings: settings)
    #expect(try DatasetVerification(layout).run().faults == [])
    let path = layout.path(DatasetLayout.acrossConversations)
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let reader = try ShardReader(file: path)
    var rows: [[String: Any]] = []
    while let row = try reader.next() {
      rows.append(try #require(try JSONSerialization.jsonObject(with: Data(row.bytes)) as? [String: Any]))
    }
    for row in rows { #expect(Set(row.keys) == Set(DatasetTable.reformulations.columns.map(\.name))) }
    return rows
  }

  @Test("are found within a session of one user, with what changed") func found() throws {
    let rows = try across(
      record("a", "12:00:00", "u", "Write a poem about the autumn sea"),
      record("b", "12:05:00", "u", "Write a poem about the autumn sea in four lines"),
      record("c", "12:06:00", "u", "write a poem about the autumn sea in four lines!"))
    #expect(rows.map { $0["relation"] as? String } == ["refine", "repeat"])
    #expect(rows.map { $0["conversation_id"] as? String } == ["b", "c"])
    #expect(rows.allSatisfy { $0["across_conversations"] as? Bool == true })
    #expect(rows.first?["changed_start"] as? Int == 33)
    #expect(rows.map { $0["response"] as? String } == ["Answer a.", "Answer b."])
    #expect(rows.map { $0["next_response"] as? String } == ["Answer b.", "Answer c."])
  }

  @Test("keep their answers when the archives are gone") func archivesGone() throws {
    let scratch = try Scratch()
    try scratch.write(
      record("a", "12:00:00", "u", "Write a poem about the sea")
        + record("b", "12:01:00", "u", "Write a poem about the sea"), to: "in/1.jsonl")
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([scratch.path + "/in"], into: layout.root)
    let shard = layout.path(DatasetLayout.acrossConversations)
    let before = try #require(FileManager.default.contents(atPath: shard))
    try FileManager.default.removeItem(atPath: scratch.path + "/in/1.jsonl")
    try scratch.write(record("z", "18:00:00", "v", "Another thing altogether"), to: "in/2.jsonl")
    _ = try glean([scratch.path + "/in"], into: layout.root)
    #expect(FileManager.default.contents(atPath: shard) == before)
  }

  @Test("are not found after a break, of another user, in templates, greetings or a second copy of the log")
  func notFound() throws {
    #expect(
      try across(
        record("a", "12:00:00", "u", "Write a poem about the sea"),
        record("b", "12:31:00", "u", "Write a poem about the sea")
      ).isEmpty)
    #expect(
      try across(
        record("a", "12:00:00", "u", "Write a poem about the sea"),
        record("b", "12:01:00", "v", "Write a poem about the sea")
      ).isEmpty)
    #expect(
      try across(
        record("a", "12:00:00", "u", "Introduce Paris in 200 words please"),
        record("b", "12:01:00", "u", "Introduce Berlin in 200 words please")
      ).isEmpty)
    #expect(try across(record("a", "12:00:00", "u", "hello"), record("b", "12:01:00", "u", "hello")).isEmpty)
    let same = record("a", "12:00:00", "u", "Write a poem about the sea")
    #expect(try across(same, same + record("z", "18:00:00", "u", "Another thing altogether")).isEmpty)
  }

  @Test("leave nothing behind in a dataset without texts") func withoutText() throws {
    let rows = try across(
      record("a", "12:00:00", "u", "Write a poem about the sea"),
      record("b", "12:01:00", "u", "Write a poem about the sea"), settings: ExtractionSettings(withoutText: true))
    #expect(rows.isEmpty)
  }
}
