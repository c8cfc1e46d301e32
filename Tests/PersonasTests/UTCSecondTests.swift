import Testing

@testable import Personas

struct UTCSecondTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2000-03-01T00:00:00Z", 951_868_800), ("2024-02-29T23:59:59Z", 1_709_251_199),
    ("2024-05-01T12:00:01Z", 1_714_564_801),
  ])
  func theFormOfTheTablesIsRead(_ text: String, _ seconds: Int) {
    #expect(UTCSecond(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2024-05-01", "2024-05-01 12:00:01Z", "2024-13-01T12:00:01Z", "2024-05-01T12:00:0xZ", "20240501T120001Zxxxx",
  ])
  func otherFormsAreNot(_ text: String) {
    #expect(UTCSecond(text) == nil)
  }
}
