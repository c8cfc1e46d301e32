import Testing

@testable import ParquetReading

@Suite struct LZ4BlockTests {}
