import API
import Clinic
import ClinicFixture
import Foundation
import QueueEngine
import SQLiteStore
import Testing

@Suite("Printers over the wire")
struct PrinterTests {
    private static let since = Instant(milliseconds: 1_772_410_320_000)

    private func printers(_ world: World, _ language: String) async throws -> [PrinterResponse] {
        let answer = try await world.ask(
            "GET", "/api/v1/printers", as: .desk, headers: [("Accept-Language", language)])
        return try answer.decoded(PrinterListResponse.self).printers
    }

    @Test("state, reason and since when, in the asker's language, the obstacle first")
    func words() async throws {
        let status = PrinterStatus(
            state: .printing, reasons: ["media-low", "door-open", "hexed"], obstacle: "door-open")
        let seen = ["slip": PrinterWatch.Seen(status, at: Self.since)]
        try await World.with(printers: ["slip", "slip-2"], seen: seen) { world in
            let slip = try #require(try await printers(world, "zh").first { $0.id == "slip" })
            #expect(slip.state == "stopped", "nothing comes out until somebody helps")
            #expect(slip.reasons == ["机盖开着，请合上。", "纸快用完了。", "hexed"])
            #expect(slip.since == Self.since.date)
            let states = try await printers(world, "en").map { "\($0.id) \($0.state)" }
            #expect(states.contains("slip-2 unseen"), "\(states)")
            #expect(states.contains("ticket none"), "\(states)")
        }
    }

    @Test("a test page waits at its printer, is listed there, and goes to another one")
    func testPage() async throws {
        try await World.with(printers: ["slip", "slip-2"]) { world in
            let answer = try await world.ask("POST", "/api/v1/printers/slip/test-pages", as: .desk, "{}", key: "t1")
            #expect(answer.status == 201)
            let job = try answer.decoded(PrintJobCreated.self).id
            let slip = try await printers(world, "en").first { $0.id == "slip" }
            #expect(slip?.waiting == 1)
            #expect(slip?.papers.map(\.id) == [job])
            let moved = try await world.ask(
                "PUT", "/api/v1/print-jobs/\(job)/printer", as: .desk, #"{"printer": "slip-2"}"#, key: "t2")
            #expect(moved.status == 200)
            let after = try await printers(world, "en")
            #expect(after.first { $0.id == "slip" }?.waiting == 0)
            #expect(after.first { $0.id == "slip-2" }?.papers.map(\.id) == [job])
        }
    }

    @Test("a paper at a printer that cannot go on says so, whatever the printer's state is called")
    func stuck() async throws {
        let status = PrinterStatus(state: .printing, reasons: ["media-empty"], obstacle: "media-empty")
        try await World.with(printers: ["slip"], seen: ["slip": PrinterWatch.Seen(status, at: Self.since)]) { world in
            let answer = try await world.ask("POST", "/api/v1/printers/slip/test-pages", as: .desk, "{}", key: "t1")
            let id = try answer.decoded(PrintJobCreated.self).id
            func job(_ state: PrintState) async throws -> PrintJobResponse {
                try await world.store.write { transaction in
                    var job = try #require(try transaction.printJob(id: id))
                    job.state = state
                    try transaction.save(job)
                }
                return try await world.ask("GET", "/api/v1/print-jobs/\(id)", as: .desk).decoded(PrintJobResponse.self)
            }
            let stuck = try await job(.printing)
            #expect(stuck.obstacle == "media-empty" && stuck.sentence.contains("缺纸，请加纸。"), "\(stuck.sentence)")
            let printed = try await job(.printed)
            #expect(printed.obstacle == nil && !printed.sentence.contains("缺纸"))
        }
    }

    @Test("a paper that waits says for what, in the asker's language")
    func waits() async throws {
        try await World.with(printers: ["slip"]) { world in
            let answer = try await world.ask("POST", "/api/v1/printers/slip/test-pages", as: .desk, "{}", key: "t1")
            let id = try answer.decoded(PrintJobCreated.self).id
            try await world.store.write { transaction in
                var job = try #require(try transaction.printJob(id: id))
                job.problem = PrintProblem("print.waits-for-printer", ["reason": "media-empty"])
                try transaction.save(job)
            }
            let shown = try await world.ask(
                "GET", "/api/v1/print-jobs/\(id)", as: .desk, headers: [("Accept-Language", "zh")])
            let job = try shown.decoded(PrintJobResponse.self)
            #expect(job.sentence.contains("缺纸"), "\(job.sentence)")
            #expect(job.problem == "print.waits-for-printer")
        }
    }
}
