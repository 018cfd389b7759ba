// swift-tools-version: 6.1
import PackageDescription

/// Every target of ours is held to the same strictness; see CONTRIBUTING.md.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "Kwaliteitskaarten",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "kaart", targets: ["kaart"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "SchoolTime", swiftSettings: strict),
        .target(name: "CardEngine", dependencies: ["SchoolTime"], swiftSettings: strict),
        .target(
            name: "CardLanguage", dependencies: ["CardEngine", "SchoolTime", "CLibYAML"],
            swiftSettings: strict),
        .target(name: "Evaluation", dependencies: ["CardEngine", "SchoolTime"], swiftSettings: strict),
        .target(
            name: "CaseStore",
            dependencies: [
                "CardEngine", "SchoolTime", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "CaseStoreSQLite",
            dependencies: [
                "CaseStore", "CardEngine", "SchoolTime",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "Casework",
            dependencies: ["CardEngine", "CardLanguage", "CaseStore", "Evaluation", "SchoolTime"],
            swiftSettings: strict),
        .target(name: "Documents", dependencies: ["CardEngine", "SchoolTime"], swiftSettings: strict),
        .executableTarget(
            name: "kaart",
            dependencies: [
                "Casework", "CardEngine", "CardLanguage", "CaseStore", "CaseStoreSQLite", "Documents",
                "Evaluation",
                "SchoolTime",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "genereer-schema", dependencies: ["CardLanguage"], swiftSettings: strict),
        .testTarget(
            name: "SchoolTimeTests", dependencies: ["SchoolTime"], exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "CardEngineTests", dependencies: ["CardEngine", "CardLanguage", "SchoolTime"],
            swiftSettings: strict),
        .testTarget(
            name: "CardLanguageTests", dependencies: ["CardEngine", "CardLanguage", "SchoolTime"],
            exclude: ["goed", "fout", "mappen"], swiftSettings: strict),
        .testTarget(
            name: "CaseStoreTests",
            dependencies: [
                "CardEngine", "CaseStore", "CaseStoreSQLite", "SchoolTime",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "CaseworkTests",
            dependencies: [
                "CardEngine", "CardLanguage", "CaseStore", "CaseStoreSQLite", "Casework", "Evaluation",
                "SchoolTime",
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "EvaluationTests",
            dependencies: [
                "CardEngine", "CardLanguage", "CaseStore", "Casework", "Evaluation", "SchoolTime",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DocumentsTests", dependencies: ["CardEngine", "CardLanguage", "Documents", "SchoolTime"],
            exclude: ["Golden", "Kaarten"], swiftSettings: strict),
        .testTarget(
            name: "KaartTests",
            dependencies: [
                "CardEngine", "CardLanguage", "CaseStore", "CaseStoreSQLite", "Casework", "SchoolTime",
                "kaart", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Corpus", "Sessies"], swiftSettings: strict),
        .testTarget(
            name: "PatternTests", dependencies: ["CardEngine", "CardLanguage", "Casework", "SchoolTime"],
            exclude: ["Patronen"], swiftSettings: strict),
        .testTarget(
            name: "HouseTests", dependencies: ["CardEngine", "CardLanguage", "Casework"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// What measures speed is built by `./setup bench` only.
if Context.environment["KAART_BENCH"] != nil {
    package.targets += [
        .executableTarget(
            name: "bench",
            dependencies: [
                "CLibYAML", "CardEngine", "CardLanguage", "CaseStore", "CaseStoreSQLite", "Casework",
                "SchoolTime", .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Benchmarks/bench", swiftSettings: strict),
        .executableTarget(
            name: "empty",
            dependencies: [
                "CardEngine", "CardLanguage", "CaseStore", "CaseStoreSQLite", "Casework", "Documents",
                "Evaluation", "SchoolTime",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/empty", swiftSettings: strict),
    ]
}

// A program that libFuzzer drives; without its sanitizers it has no `main`, so it is there only for `./setup fuzz`.
if Context.environment["KAART_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz",
            dependencies: ["CardEngine", "CardLanguage", "CaseStore", "Casework", "SchoolTime"],
            path: "Tests/Fuzz", swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}

// The random walks and what they walk over, for `./setup walks`, which builds with optimisation: no card that is read.
if Context.environment["KAART_WALKS"] != nil {
    package.targets.removeAll { !["SchoolTime", "CardEngine"].contains($0.name) }
    package.targets.append(
        .testTarget(
            name: "CardEngineTests", dependencies: ["CardEngine", "SchoolTime"],
            exclude: ["TypedTests.swift", "Walks/RealCards.swift", "Walks/ShippedCardTests.swift"],
            swiftSettings: strict))
    package.products = []
    package.dependencies = []
}
