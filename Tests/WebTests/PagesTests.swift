import ClinicFixture
import Foundation
import Testing

@Suite("Pages and what they load", .serialized)
struct PagesTests {
    @Test("each file is sent with its type and an ETag, and not again to who has it")
    func etags() async throws {
        try await World.with { world in
            let folder = ClinicFixture.root.appending(path: "Resources/static")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
                let path = "/static/\(name)"
                let answer = try await world.ask("GET", path)
                #expect(answer.status == 200, "\(name)")
                let sent = String(decoding: answer.bytes, as: UTF8.self)
                    .replacing(#/\?edition=[0-9a-f]{16}"/#, with: "\"")
                #expect(Data(sent.utf8) == (try Data(contentsOf: folder.appending(path: name))), "\(name)")
                let tag = try #require(answer.header("ETag"))
                for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
                    let again = try await world.ask("GET", path, headers: [("If-None-Match", known)])
                    #expect(
                        again.status == 304 && again.bytes.isEmpty && again.header("ETag") == tag, "\(name) \(known)")
                }
                #expect(try await world.ask("GET", path, headers: [("If-None-Match", "\"other\"")]).status == 200)
            }
        }
    }

    @Test("what a page names is kept for ever, and under another edition it is asked about again")
    func editions() async throws {
        try await World.with { world in
            let page = String(decoding: try await world.ask("GET", "/doctor").bytes, as: UTF8.self)
            #expect(try await world.ask("GET", "/doctor").header("Cache-Control") == "no-cache")
            let named = page.matches(of: #/"(\/static\/[^"]+)"/#).map { String($0.output.1) }
            #expect(named.count > 20)
            for path in named {
                let answer = try await world.ask("GET", path)
                #expect(answer.status == 200, "\(path)")
                #expect(answer.header("Cache-Control") == "public, max-age=31536000, immutable", "\(path)")
            }
            // A script that was named by address and by edition would run twice.
            let script = String(decoding: try await world.ask("GET", "/static/doctor.js").bytes, as: UTF8.self)
            let loaded = script.matches(of: #/from "([^"]+)"/#).map { String($0.output.1) }
            #expect(!loaded.isEmpty && loaded.allSatisfy(named.contains))
            for path in ["/static/doctor.js", "/static/doctor.js?edition=0123456789abcdef"] {
                #expect(try await world.ask("GET", path).header("Cache-Control") == "no-cache", "\(path)")
            }
        }
    }

    @Test("the pages open without a session")
    func pages() async throws {
        try await World.with { world in
            for path in ["/", "/doctor", "/report", "/display/hall", "/door/1", "/t/some-token"] {
                let answer = try await world.ask("GET", path)
                #expect(answer.status == 200, "\(path)")
                #expect(answer.header("Content-Type") == "text/html; charset=utf-8", "\(path)")
            }
        }
    }

    @Test(
        "nothing outside the folder is read",
        arguments: [
            "/static/../openapi.yaml", "/static/..%2Fopenapi.yaml", "/static/%2e%2e%2fopenapi.yaml",
            "/static/%2Fetc%2Fpasswd", "/static//etc/passwd", "/static/..", "/static/.", "/static/%00",
            "/static/a%00.js",
        ])
    func noTraversal(_ path: String) async throws {
        try await World.with { world in
            try expectProblem(try await world.ask("GET", path), 404, "request.not-found", path)
        }
    }

    @Test("alive and ready answer anybody")
    func health() async throws {
        try await World.with { world in
            for (path, word) in [("/healthz", "alive"), ("/readyz", "ready")] {
                let answer = try await world.ask("GET", path)
                #expect(answer.status == 200)
                #expect(try answer.field("status") == word)
            }
        }
    }
}
