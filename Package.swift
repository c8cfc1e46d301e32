// swift-tools-version: 6.1
import PackageDescription

/// Settings of every Swift target: the Swift 6 language mode, warnings that fail the build, and imports that say
/// what they are for. Exclusive access to memory is checked while the program runs in debug builds only, which all tests
/// are: the checks take some hundredths of a release build's time.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-warnings-as-errors"]),
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// One room of the house (`docs/ARCHITECTURE.md`): a target with the neighbours above it that it may import.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one room, and what they need beside it.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

let package = Package(
  name: "gleaner",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "gleaner", targets: ["gleaner"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
  ],
  targets: [
    // The C libraries, each imported by exactly one room.
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CSnappy", pkgConfig: "snappy", providers: [.apt(["libsnappy-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // simdjson (libsimdjson-dev) is C++: a target with a C face instead of a module map. Optimised in debug builds too,
    // because the tests read a lot of JSON.
    .target(
      name: "CSimdJSON", cxxSettings: [.unsafeFlags(["-O3", "-Wall", "-Werror"])],
      linkerSettings: [.linkedLibrary("simdjson")]),

    // The rooms, in the order of the flow.
    room("Records"),
    room("Streams"),
    room("Digests", ["CDigest"]),
    room("Patterns", ["CPCRE2"]),
    room("JSONSelection", ["CSimdJSON"]),
    room("YAMLReading", [.product(name: "Yams", package: "Yams")]),
    room("Settings", ["YAMLReading"]),
    room("ParquetReading", ["CSnappy", "CZstd", "CISAL"]),
    room("ArchiveReading", ["Records", "Digests", "ParquetReading", "CArchive", "CZstd", "CISAL"]),
    room("TranscriptParsing", ["Records", "JSONSelection"]),
    room("FeedbackRules", ["Records", "Digests", "Patterns", "YAMLReading"]),
    room("FeedbackDetection", ["Records", "Patterns", "FeedbackRules"]),
    room("FeedbackClassification", ["Records", "Digests", "FeedbackRules", "FeedbackDetection"]),
    room("Redaction"),
    room("AuditStatistics", ["Records"]),
    room("ModelPrompting", ["Records", "Digests"]),
    room(
      "ModelClient",
      [
        "Records", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    room("RewritePrompting", ["Records", "Digests", "ModelPrompting"]),
    room("PreferencePairs", ["Records"]),
    room("Personas", ["Records", "Patterns"]),
    room("NearDuplicates"),
    room("ReformulationGraph", ["Records", "Digests", "NearDuplicates"]),
    room("ParquetWriting", ["CZstd"]),
    room("DatasetWriting", ["Records", "Digests", "CZstd"]),
    room("TrainingExport", ["Records", "Digests", "NearDuplicates", "ParquetWriting", "DatasetWriting"]),
    room(
      "FeedbackIndex",
      [
        "Records", "Digests", "JSONSelection", "DatasetWriting", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    room(
      "Pipeline",
      [
        "Records", "Streams", "Digests", "Patterns", "JSONSelection", "ArchiveReading", "TranscriptParsing",
        "FeedbackRules",
        "FeedbackDetection", "FeedbackClassification", "Redaction", "AuditStatistics", "ModelPrompting", "ModelClient",
        "RewritePrompting", "PreferencePairs", "Personas", "ReformulationGraph", "DatasetWriting", "TrainingExport",
        "FeedbackIndex",
      ]),
    room(
      "Commands",
      [
        "Records", "Digests", "Settings", "ArchiveReading", "FeedbackRules", "FeedbackDetection",
        "FeedbackClassification", "AuditStatistics", "ModelPrompting", "ModelClient", "Personas", "ReformulationGraph",
        "DatasetWriting", "TrainingExport", "FeedbackIndex", "Pipeline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "gleaner", dependencies: ["Commands"], swiftSettings: strict),

    // The study of how often the intervals of an audit hold: `swift run -c release audit-simulation`.
    .executableTarget(
      name: "audit-simulation", dependencies: ["AuditStatistics", "Records"], path: "Benchmarks/audit-simulation",
      exclude: ["results.txt"], swiftSettings: strict),

    // What a graph learns from its own rewrites, with known truth: `swift run -c release graph-simulation`.
    .executableTarget(
      name: "graph-simulation", dependencies: ["ReformulationGraph", "Records"], path: "Benchmarks/graph-simulation",
      exclude: ["results.txt"], swiftSettings: strict),
    // How fast Parquet is written, beside pyarrow: `Benchmarks/parquet-writing/run`.
    .executableTarget(
      name: "parquet-writing-benchmark", dependencies: ["ParquetWriting"], path: "Benchmarks/parquet-writing",
      exclude: ["results.txt", "peer.py", "run"], swiftSettings: strict),

    // The tests, a target a room, and the program as a whole.
    tests(of: "Records"),
    tests(of: "Streams"),
    tests(of: "Digests"),
    tests(of: "YAMLReading"),
    tests(of: "Settings"),
    tests(of: "JSONSelection"),
    .testTarget(
      name: "TranscriptParsingTests", dependencies: ["TranscriptParsing", "Records"], exclude: ["Fixtures"],
      swiftSettings: strict),
    tests(of: "DatasetWriting", ["Records"]),
    tests(of: "ParquetReading"),
    tests(of: "ParquetWriting", ["ParquetReading"]),
    tests(of: "ArchiveReading", ["Records", "CArchive"]),
    tests(of: "Patterns"),
    tests(of: "FeedbackRules", ["Records", "Patterns"]),
    tests(of: "FeedbackDetection", ["Records", "Patterns", "FeedbackRules"]),
    tests(of: "FeedbackClassification", ["Records", "Digests", "Patterns", "FeedbackRules", "FeedbackDetection"]),
    tests(of: "Redaction"),
    .testTarget(
      name: "AuditStatisticsTests", dependencies: ["AuditStatistics", "Records"], exclude: ["Goldens"],
      swiftSettings: strict),
    tests(of: "ModelPrompting", ["Records", "Digests"]),
    tests(of: "NearDuplicates"),
    tests(of: "ReformulationGraph", ["Records", "graph-simulation"]),
    tests(of: "Personas", ["Records", "Patterns"]),
    tests(of: "TrainingExport", ["Records", "DatasetWriting", "Digests"]),
    tests(of: "RewritePrompting", ["ModelPrompting", "Records", "Digests", "Redaction"]),
    .testTarget(
      name: "PreferencePairsTests", dependencies: ["PreferencePairs", "Records"], exclude: ["Fixtures"],
      swiftSettings: strict),
    // A server on this machine that answers as a script says, every fault included.
    .target(
      name: "ScriptedModelServer",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOHTTP2", package: "swift-nio-http2"),
      ], path: "Tests/ScriptedModelServer", swiftSettings: strict),
    tests(of: "ModelClient", ["Records", "ScriptedModelServer"]),
    tests(of: "FeedbackIndex", ["Records", "DatasetWriting", .product(name: "GRDB", package: "GRDB.swift")]),

    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Records", "Settings", "ArchiveReading", "FeedbackRules", "FeedbackClassification", "DatasetWriting",
        "AuditStatistics", "ModelClient", "ModelPrompting", "RewritePrompting", "ReformulationGraph", "TrainingExport",
        "FeedbackIndex",
        "Pipeline", "ScriptedModelServer",
        "gleaner",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
