import Settings
import Testing

@Suite("Settings") struct SettingsTests {
  @Test("let flags win over the environment, that over the file, that over the default") func precedence() throws {
    let file = "workers: 2\nfloor: 0.6\nhistory_bytes: 1000\n"
    let settings = try Settings(
      flags: ["workers": "8"], environment: ["GLEANER_WORKERS": "4", "GLEANER_FLOOR": "0.7", "HOME": "/"], file: file,
      fileName: "gleaner.yaml")
    #expect(settings.integer(SettingCatalogue.workers) == 8)
    #expect(settings.number(SettingCatalogue.floor) == 0.7)
    #expect(settings.integer(SettingCatalogue.historyBytes) == 1000)
    #expect(settings.truth(SettingCatalogue.withoutText) == false)
    #expect(settings.source(of: SettingCatalogue.floor) == .environment)
    #expect(settings.source(of: SettingCatalogue.withoutText) == .fallback)
  }

  @Test("name the place and the nearest known name of an unknown one") func unknownKey() throws {
    let error = try #require(throws: SettingsError.self) {
      try Settings(file: "workers: 1\nflor: 0.5\n", fileName: "g.yaml")
    }
    #expect(error.place == "g.yaml:2:1")
    #expect(error.mend.contains("floor"))
  }

  @Test("refuse values that do not fit, wherever they come from") func values() {
    #expect(throws: SettingsError.self) { try Settings(file: "workers: many") }
    #expect(throws: SettingsError.self) { try Settings(environment: ["GLEANER_FLOOR": "2"]) }
    #expect(throws: SettingsError.self) { try Settings(flags: ["compression_level": "99"]) }
    #expect(throws: SettingsError.self) { try Settings(file: "without_text: yes please") }
    #expect(throws: SettingsError.self) { try Settings(file: "workers: [1, 2]") }
    #expect(throws: SettingsError.self) { try Settings(file: "- workers") }
    #expect(throws: SettingsError.self) { try Settings(file: "workers: 1\nworkers: 2") }
    #expect(throws: SettingsError.self) { try Settings(environment: ["GLEANER_WORKER": "2"]) }
  }

  @Test("name the place of a value that does not fit") func valuePlace() throws {
    let error = try #require(throws: SettingsError.self) {
      try Settings(file: "workers: 1\nfloor:   3\n", fileName: "g.yaml")
    }
    #expect(error.place.hasPrefix("g.yaml:2:10"))
  }

  @Test("have defaults that fit themselves") func defaults() {
    for setting in SettingCatalogue.all { #expect(setting.fault(of: setting.fallback) == nil, "\(setting.name)") }
  }

  @Test("take an empty file for no file") func emptyFile() throws {
    #expect(try Settings(file: "# nothing\n") == Settings())
  }
}
