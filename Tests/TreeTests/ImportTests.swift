import Foundation
import Testing

/// Which module may import which: arrows point down, and siblings do not know each other.
@Suite("Imports")
struct ImportTests {
    /// By module: what it may import, of ours and of others'. `houzhen` may import everything.
    static let allowed: [String: Set<String>] = [
        // The C library: logarithm, power.
        "QueueEngine": [], "FormEngine": ["Glibc"], "Slip": [], "API": ["FoundationEssentials"],
        "Clinic": [
            "QueueEngine", "FormEngine", "Slip", "Foundation", "Dispatch", "Synchronization", "Crypto", "CryptoExtras",
            "Logging",
        ],
        "SQLiteStore": ["Clinic", "QueueEngine", "Foundation", "Dispatch", "Synchronization", "GRDB"],
        "Printing": [
            "Clinic", "QueueEngine", "Slip", "CCups", "CPangoCairo", "CQREncode", "Foundation", "Synchronization",
        ],
        // It gives Clinic its layout and its texts.
        "Catalog": ["Clinic", "QueueEngine", "FormEngine", "Foundation", "Yams"],
        "Web": [
            "API", "Clinic", "QueueEngine", "FormEngine", "Foundation", "Synchronization", "HTTPTypes", "Hummingbird",
            "Logging", "NIOCore", "ServiceLifecycle",
        ],
        "Client": ["API", "Foundation", "Synchronization", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix"],
        "Desk": ["API", "Client", "CCurses", "Foundation", "Synchronization"],
        "Rehearsal": ["API", "Client", "Foundation", "Synchronization"],
    ]

    /// The modules that a file imports.
    static func imports(of file: Tree.File) -> Set<String> {
        let statement = #/^\s*(?:@\w+\s+)*(?:(?:package|internal|private|fileprivate|public)\s+)?import\s+(\w+)/#
        let lines = file.lines.filter { $0.utf8.first != UInt8(ascii: " ") && $0.contains("import ") }
        return Set(lines.compactMap { $0.firstMatch(of: statement).map { String($0.output.1) } })
    }

    @Test("no module imports what the table forbids")
    func table() throws {
        let sources = try Tree.sources()
        #expect(Set(sources.map(\.module)) == Set(Self.allowed.keys).union(["houzhen"]))
        for file in sources where file.module != "houzhen" {
            let forbidden = Self.imports(of: file).subtracting(Self.allowed[file.module] ?? [])
            #expect(forbidden.isEmpty, "\(file.path) imports \(forbidden.sorted())")
        }
    }

    @Test("C stays in its modules")
    func c() throws {
        let places = ["CCups": "Printing", "CPangoCairo": "Printing", "CQREncode": "Printing", "CCurses": "Desk"]
        for file in try Tree.sources() {
            for module in Self.imports(of: file) where places[module] != nil {
                #expect(places[module] == file.module, "\(file.path) imports \(module)")
            }
        }
    }

    @Test("the program's clock and environment are read by the root alone")
    func surroundings() throws {
        // Waiting and measuring time is no reading of the clock; the faces that are clients have their own process.
        let pure: Set<String> = ["QueueEngine", "FormEngine", "Slip", "API", "Clinic", "SQLiteStore", "Catalog", "Web"]
        for file in try Tree.sources() where pure.contains(file.module) {
            for word in ["Date()", "Date.now", "ProcessInfo.processInfo", "getenv(", "CommandLine.arguments"] {
                #expect(!file.code.contains(word), "\(file.path): \(word)")
            }
        }
    }
}
