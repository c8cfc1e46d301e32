import AuditStatistics
import DatasetWriting
import Foundation
import ModelClient
import ModelPrompting
import Pipeline
import Records
import RewritePrompting
import ScriptedModelServer
import Testing
import TrainingExport

extension SecondStage {
  @Suite("Having answers written anew", .serialized) struct RewriteTests {
    private static let correction = "No, that's wrong, I meant the lake and not the sea at all."

    private func settings(
      _ dataset: JudgedDataset, _ server: ScriptedServer, _ change: (inout RewriteSettings) -> Void = { _ in }
    ) throws -> RewriteSettings {
      func template(_ name: String) throws -> PromptTemplate {
        try PromptTemplate.load(path: Repository.path("prompts/\(name)-1.md"))
      }
      var settings = RewriteSettings(
        judge: try dataset.judge(server),
        prompts: RewritePrompts(
          rewrite: try template("rewrite"), intent: try template("intent"), resolution: try template("resolution"),
          scoring: try template("scoring")))
      settings.leastConfidence = 0.2
      change(&settings)
      return settings
    }

    private func rewrite(_ dataset: JudgedDataset, _ settings: RewriteSettings) throws -> RewriteReport {
      let report = try RewriteRun(dataset.layout, settings: settings).run(shouldStop: { false })
      try DatasetPublication(dataset.layout).publish()
      return report
    }

    private func pairs(_ dataset: JudgedDataset) throws -> [PreferencePair] {
      var pairs: [PreferencePair] = []
      try TrainingRows(dataset.layout, shape: .preference, filter: PairFilter()).forEachPair { pairs.append($0) }
      return pairs.filter { $0.origin == .rewrite }
    }

    @Test("makes a pair of what is better in both orders") func kept() async throws {
      let dataset = try JudgedDataset([Self.correction])
      let server = try await ScriptedTeacher().start()
      let report = try rewrite(dataset, try settings(dataset, server))
      await server.stop()
      #expect(report.eligible == 1 && report.planned == 1 && report.balances)
      #expect(report.statuses == ["kept": 1] && report.repliesPaid == 4)
      #expect(report.judged == 1 && report.consistent == 1 && report.forFirst == 0.5)
      let pair = try #require(try pairs(dataset).first)
      #expect(pair.chosen.hasPrefix("A plain account of the lake"))
      #expect(pair.rejected == "The tides follow the moon, number 0.")
      #expect(pair.prompt == [Message(role: .user, content: "Question 0 about the sea and its tides?")])
      #expect(pair.chosenScore == 1 && pair.rejectedScore == 0 && pair.margin == 1)
      #expect(abs(pair.softTarget - 0.9002) < 1e-9)
      #expect(pair.feedback == Self.correction && !pair.feedbackInPrompt)
      let shown = try gleaner("show", dataset.layout.root, pair.id)
      #expect(shown.status == 0 && shown.output.contains("A plain account of the lake"))
      let rows = try RowsTests.rows(of: DatasetLayout.rewrites, in: dataset.layout)
      for row in rows {
        #expect(Set(row.keys) == Set(DatasetTable.rewrites.columns.map(\.name)))
        for column in DatasetTable.rewrites.columns {
          #expect(RowsTests.fits(row[column.name], column.kind), "\(column.name)")
        }
      }
      #expect(try DatasetVerification(dataset.layout).run().faults == [])
    }

    @Test("puts the feedback into the prompt where it says what nobody could know") func conditioned() async throws {
      let dataset = try JudgedDataset([Self.correction])
      let server = try await ScriptedTeacher(usesNewInformation: true).start()
      _ = try rewrite(dataset, try settings(dataset, server))
      await server.stop()
      let pair = try #require(try pairs(dataset).first)
      #expect(pair.usesNewInformation && pair.feedbackInPrompt)
      #expect(pair.prompt.map(\.role) == [.user, .assistant, .user])
      #expect(pair.prompt.last?.content == Self.correction)
    }

    @Test("keeps a taste of a user that nothing is known of out of the pairs") func personal() async throws {
      let dataset = try JudgedDataset([Self.correction])
      let server = try await ScriptedTeacher(scope: "this_user").start()
      let report = try rewrite(dataset, try settings(dataset, server))
      await server.stop()
      #expect(report.statuses == ["kept": 1])
      #expect(try DatasetFiles.built(.pairs, in: dataset.layout)?.books["left_out.personal"] ?? 0 <= 1)
      for pair in try pairs(dataset) { #expect(pair.scope != .user) }
    }

    @Test("keeps nothing that is no better, and says why") func notBetter() async throws {
      for (prefers, status) in [("follow the moon", "original_better"), ("nowhere", "tie")] {
        let dataset = try JudgedDataset([Self.correction])
        let server = try await ScriptedTeacher(prefers: prefers).start()
        let report = try rewrite(dataset, try settings(dataset, server))
        await server.stop()
        #expect(report.statuses == [status: 1])
        #expect(try pairs(dataset).isEmpty)
      }
    }

    @Test(
      "takes no rewrite that speaks of the feedback, refuses, or is the same answer",
      arguments: [
        ("As you asked, here is the corrected version about the lake and its depth.", "rewrite_mentions_feedback"),
        ("I'm sorry, but I can't help with that.", "rewrite_refusal"),
        ("The tides follow the moon, number 0.", "rewrite_same_as_original"),
      ])
    func faults(text: String, status: String) async throws {
      let dataset = try JudgedDataset([Self.correction])
      let server = try await ScriptedTeacher(answer: { _, _ in text }).start()
      let report = try rewrite(dataset, try settings(dataset, server))
      await server.stop()
      #expect(report.statuses == [status: 1])
      #expect(try pairs(dataset).isEmpty)
    }

    @Test("goes on where the budget ended, and pays for nothing twice") func budget() async throws {
      let dataset = try JudgedDataset((0..<3).map { "No, that's wrong, I meant lake number \($0) and not the sea." })
      let server = try await ScriptedTeacher().start()
      // Enough for one attempt and a half.
      let short = try settings(dataset, server) { $0.judge.budget.requests = 6 }
      let first = try rewrite(dataset, short)
      #expect(first.balances && first.planned == 1 && first.leftOut == 2)
      let second = try rewrite(dataset, try settings(dataset, server) { $0.judge.budget.requests = 100 })
      #expect(second.doneBefore == 1 && second.statuses == ["kept": 2])
      #expect(try rewrite(dataset, short).planned == 0)
      await server.stop()
      #expect(server.requests.count == 12)
      #expect(try pairs(dataset).count == 3)
    }

    @Test("takes up an attempt that a failing server broke off") func resumed() async throws {
      let dataset = try JudgedDataset([Self.correction])
      let failing = try await ScriptedTeacher().start(failing: { $0.number > 2 ? .failure(500) : nil })
      let first = try rewrite(dataset, try settings(dataset, failing))
      #expect(first.balances && first.repliesPaid == 2 && first.statuses.isEmpty)
      await failing.stop()
      let server = try await ScriptedTeacher().start()
      let second = try rewrite(dataset, try settings(dataset, server))
      await server.stop()
      #expect(second.repliesKept == 2 && second.repliesPaid == 2 && second.statuses == ["kept": 1])
    }

    @Test("sends nothing personal, and puts it back into the pair") func privacy() async throws {
      let dataset = try JudgedDataset(["No, that's wrong, write to jane.roe@example.com about the lake instead."])
      let teacher = ScriptedTeacher(answer: { _, _ in
        "A plain account of the lake, of its depth and of the fish in it; see [EMAIL_1] for the rest."
      })
      let server = try await teacher.start()
      let report = try rewrite(dataset, try settings(dataset, server))
      await server.stop()
      #expect(report.redacted == ["email": 1])
      for request in server.requests { #expect(!request.body.contains("jane.roe")) }
      #expect(try pairs(dataset).first?.chosen.contains("see jane.roe@example.com for") == true)
    }

    @Test("makes pairs of candidates for requests of users of whom something is known") func rewards() async throws {
      let scratch = try Scratch()
      let lines = (1...5).map { day in
        ScriptedJudge.json([
          "conversation_id": "c\(day)", "user_id": "u1", "timestamp": "2024-05-0\(day)T12:00:00Z",
          "messages": [
            ["role": "user", "content": "From now on always answer in bullet points. What is lake number \(day)?"],
            ["role": "assistant", "content": "A lake."],
          ],
        ])
      }
      try scratch.write(lines.joined(separator: "\n"), to: "in/1.jsonl")
      let layout = DatasetLayout(root: scratch.path + "/out")
      _ = try glean([scratch.path + "/in"], into: layout.root)
      let server = try await ScriptedTeacher().start()
      let settings = try settings(try JudgedDataset(["And then?"]), server) { $0.candidates = 4 }
      let report = try RewriteRun(layout, settings: settings).run(shouldStop: { false })
      try DatasetPublication(layout).publish()
      await server.stop()
      // The first three have too little history.
      #expect(report.statuses == ["reward_kept": 2] && report.repliesPaid == 2 * 6 && report.balances)
      var pairs: [PreferencePair] = []
      try TrainingRows(layout, shape: .preference, filter: PairFilter()).forEachPair { pairs.append($0) }
      #expect(pairs.map(\.origin) == [.reward, .reward])
      for pair in pairs {
        #expect(pair.chosen == "Candidate 4, an answer." && pair.rejected == "Candidate 1, an answer.")
        #expect(pair.persona.contains("bullet points") && pair.scope == .user)
      }
      let asked = server.requests.filter { $0.contents(of: "system").first?.contains("bullet points") == true }
      #expect(asked.count == 8)

      // And with cards that the model writes.
      let writing = try await ScriptedTeacher().start()
      var written = try self.settings(try JudgedDataset(["And then?"]), writing) { $0.candidates = 2 }
      written.prompts.persona = try PromptTemplate.load(path: Repository.path("prompts/persona-1.md"))
      let second = try RewriteRun(layout, settings: written).run(shouldStop: { false })
      try DatasetPublication(layout).publish()
      await writing.stop()
      #expect(second.statuses == ["reward_kept": 2] && second.repliesPaid == 2 * 5)
      let rows = try RowsTests.rows(of: DatasetLayout.rewrites, in: layout)
      #expect(rows.compactMap { $0["persona"] as? String } == ["Likes short lists.", "Likes short lists."])
    }

    @Test("is a command that says what it would do, and what it did") func command() async throws {
      let dataset = try JudgedDataset([Self.correction])
      let server = try await ScriptedTeacher().start()
      let config = try dataset.scratch.write(
        """
        llm_url: \(server.address)/v1
        llm_model: teacher
        llm_rewrite_confidence: 0.2
        """, to: "gleaner.yaml")
      let plan = try gleaner("rewrite", dataset.layout.root, "--config", config, "--dry-run")
      #expect(plan.status == 0 && plan.output.contains("to attempt: 1"))
      #expect(server.requests.isEmpty)
      let run = try gleaner("rewrite", dataset.layout.root, "--config", config, "--json")
      await server.stop()
      #expect(run.status == 0 && run.complaint.contains("1 kept"))
      #expect(run.output.contains("\"statuses\""))
      #expect(try gleaner("pairs", dataset.layout.root, "--origin", "rewrite", "--list").output.contains("-rewrite-2"))
      #expect(try gleaner("rewrite", dataset.layout.root).status == 2)
    }
  }
}
