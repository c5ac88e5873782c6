// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target in this package is compiled the same strict way.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The engines compute a great deal in the tests, and forms are read and checked at each start: optimized in debug builds too.
let engine = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "houzhen",
    products: [.executable(name: "houzhen", targets: ["houzhen"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        // Pure: values in, values out.
        .target(name: "QueueEngine", swiftSettings: engine),
        .target(name: "FormEngine", swiftSettings: engine),
        .target(name: "Slip", swiftSettings: strict),
        .target(name: "API", swiftSettings: strict),

        // What staff do.
        .target(
            name: "Clinic",
            dependencies: [
                "QueueEngine", "FormEngine", "Slip",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),

        // Adapters.
        .target(
            name: "SQLiteStore",
            dependencies: [
                "Clinic", "QueueEngine",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CCups", providers: [.apt(["libcups2-dev"])]),
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(
            name: "Printing",
            dependencies: ["Clinic", "QueueEngine", "Slip", "CCups", "CPangoCairo", "CQREncode"],
            swiftSettings: strict
        ),
        .target(
            name: "Catalog",
            dependencies: ["Clinic", "QueueEngine", "FormEngine", .product(name: "Yams", package: "Yams")],
            swiftSettings: engine
        ),

        // Surfaces.
        .target(
            name: "Web",
            dependencies: [
                "API", "Clinic", "QueueEngine", "FormEngine",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Client",
            dependencies: [
                "API",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CCurses", providers: [.apt(["libncurses-dev"])]),
        .target(name: "Desk", dependencies: ["API", "Client", "CCurses"], swiftSettings: strict),
        .target(name: "Rehearsal", dependencies: ["API", "Client"], swiftSettings: strict),

        // The root.
        .executableTarget(
            name: "houzhen",
            dependencies: [
                "API", "Catalog", "Client", "Clinic", "Desk", "FormEngine", "Printing", "QueueEngine",
                "Rehearsal", "Slip", "SQLiteStore", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),

        // Tests: one target a module, and what they share.
        .testTarget(name: "QueueEngineTests", dependencies: ["Catalog", "QueueEngine"], swiftSettings: engine),
        .testTarget(name: "FormEngineTests", dependencies: ["FormEngine"], swiftSettings: strict),
        .testTarget(name: "SlipTests", dependencies: ["Slip", "PrintRoom"], swiftSettings: strict),
        .testTarget(
            name: "CatalogTests", dependencies: ["Catalog", "Clinic", "FormEngine", "QueueEngine"],
            exclude: ["Questionnaires"], swiftSettings: strict),
        .testTarget(name: "OutboxTests", dependencies: ["Clinic", "QueueEngine", "Slip"], swiftSettings: strict),
        .target(
            name: "ClinicFixture",
            dependencies: [
                "Catalog", "Clinic", "FormEngine", "QueueEngine", "SQLiteStore", "Slip",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/ClinicFixture", swiftSettings: strict
        ),
        .testTarget(
            name: "ClinicTests",
            dependencies: ["Clinic", "ClinicFixture", "FormEngine", "QueueEngine", "SQLiteStore", "Slip"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Clinic", "ClinicFixture", "FormEngine", "QueueEngine", "SQLiteStore", "Slip",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "API", "Clinic", "ClinicFixture", "FormEngine", "QueueEngine", "SQLiteStore", "Web",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "PaperSamples", dependencies: ["Clinic", "ClinicFixture", "FormEngine", "QueueEngine"],
            path: "Tests/PaperSamples", swiftSettings: strict
        ),
        .executableTarget(
            name: "papers", dependencies: ["Clinic", "PaperSamples", "PrintRoom", "Printing", "QueueEngine"],
            path: "Tests/Papers",
            swiftSettings: strict
        ),
        .target(
            name: "PrintRoom", dependencies: ["QueueEngine", "Slip"], path: "Tests/PrintRoom",
            exclude: ["print-room.sh", "take-paper.sh", "slip.conf", "ticket.conf"], swiftSettings: strict
        ),
        .testTarget(
            name: "PrintingTests",
            dependencies: [
                "Clinic", "FormEngine", "PaperSamples", "PrintRoom", "Printing", "QueueEngine", "Slip", "papers",
            ],
            exclude: ["Goldens"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ClientTests",
            dependencies: [
                "API", "Client",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DeskTests", dependencies: ["API", "Catalog", "Client", "Clinic", "Desk"], swiftSettings: strict),
        .testTarget(name: "RehearsalTests", dependencies: ["API", "Client", "Rehearsal"], swiftSettings: strict),
        .testTarget(name: "TreeTests", swiftSettings: strict),
        .testTarget(
            name: "HouzhenTests",
            dependencies: ["API", "Client", "Clinic", "ClinicFixture", "PrintRoom", "Proof", "Rehearsal", "houzhen"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "Proof",
            dependencies: ["API", "Client", "PrintRoom", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/Proof", swiftSettings: strict
        ),
        .executableTarget(
            name: "bench",
            dependencies: [
                "API", "Catalog", "Clinic", "FormEngine", "PrintRoom", "Printing", "QueueEngine", "Slip",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Tests/Bench", exclude: ["peers", "requirements.txt"], swiftSettings: strict
        ),
    ]
)
