import Testing
import TranscriptParsing

private func seconds(_ text: String) -> Int64? {
  Array(text.utf8).withUnsafeBytes { Timestamp.seconds(fromText: $0) }
}

@Suite("Timestamps") struct TimestampTests {
  @Test(
    "are read as logs write them",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2024-02-29T12:30:45Z", 1_709_209_845),
      ("2024-02-29T12:30:45.123456+00:00", 1_709_209_845),
      ("2024-02-29 12:30:45", 1_709_209_845), ("2024-02-29T14:30:45+02:00", 1_709_209_845),
      ("2024-02-29T10:00:45-0230", 1_709_209_845),
      ("2024-02-29 12:30:45 UTC", 1_709_209_845), ("2024-02-29", 1_709_164_800), ("2024-02-29T12:30Z", 1_709_209_800),
      ("1969-12-31T23:59:59Z", -1),
    ] as [(String, Int64)]) func read(text: String, expected: Int64)
  { #expect(seconds(text) == expected) }

  @Test(
    "that are none give nothing",
    arguments: ["", "today", "2024-13-01", "2023-02-29", "2024-02-29T25:00:00Z", "2024-02-29T12:30:45 CET", "2024-2-9"])
  func refused(text: String) { #expect(seconds(text) == nil) }

  @Test("come back as they went in") func roundTrip() {
    for value in stride(from: Int64(-2_000_000_000), through: 4_000_000_000, by: 86_399 * 37) {
      #expect(seconds(Timestamp.iso8601(value)) == value)
    }
  }

  @Test(
    "as numbers are seconds or milliseconds",
    arguments: [
      ("1709209845", 1_709_209_845), ("1709209845.9", 1_709_209_845), ("1709209845000", 1_709_209_845), ("1e999", nil),
      ("-5", nil),
    ] as [(String, Int64?)]) func numbers(text: String, expected: Int64?)
  {
    #expect(Array(text.utf8).withUnsafeBytes { Timestamp.seconds(fromNumber: $0) } == expected)
  }
}

@Suite("Language codes") struct LanguageCodeTests {
  @Test(
    "come from names and codes of every kind",
    arguments: [
      ("English", "en"), ("en", "en"), ("eng", "en"), ("en-US", "en"), ("zh_CN", "zh"), ("CHINESE", "zh"),
      ("Nolang", ""),
      ("unknown", ""), ("", ""), ("Klingon", "Klingon"), ("pt-BR", "pt"),
    ]) func normalized(name: String, code: String)
  { #expect(LanguageName.normalized(name) == code) }
}

@Suite("System artefacts") struct SystemArtefactTests {
  @Test(
    "are told from answers",
    arguments: [
      ("NETWORK ERROR DUE TO HIGH TRAFFIC. PLEASE REGENERATE OR REFRESH THIS PAGE.", true),
      ("  **API REQUEST ERROR** Reason: The response was blocked.", true),
      ("$MODERATION$ YOUR INPUT VIOLATES OUR", true),
      ("▌", true), ("A network error is what you get when", false), ("", false), ("Too many cooks", false),
    ]) func told(text: String, isArtefact: Bool)
  {
    #expect(Array(text.utf8).withUnsafeBytes { SystemArtefact.isArtefact($0) } == isArtefact)
  }
}
