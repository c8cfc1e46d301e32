import Foundation
import Records
import Settings
import Testing

@Suite("The guides") struct GuideTests {
  private func guide(_ name: String) throws -> String {
    String(
      decoding: try #require(FileManager.default.contents(atPath: Repository.path("docs/guide/\(name)"))), as: UTF8.self
    )
  }

  @Test("explain every reason for which something does not make it", arguments: DropReason.allCases)
  func reasons(reason: DropReason) throws {
    #expect(try guide("troubleshooting.md").contains("`\(reason.rawValue)`"))
  }

  @Test("have a row for every setting", arguments: SettingCatalogue.all) func settings(setting: Setting) throws {
    #expect(try guide("configuration.md").contains("| `\(setting.name)` |"))
  }
}
