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

    @Test("a test page waits at its printer, is listed there, and goes to no other one")
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
            #expect(moved.status == 409)
            #expect(try moved.decoded(Problem.self).code == "print-job.test-stays")
            let after = try await printers(world, "en")
            #expect(after.first { $0.id == "slip" }?.papers.map(\.id) == [job])
            #expect(after.first { $0.id == "slip-2" }?.waiting == 0)
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

    /// What a print job's sentence must say, and must not.
    struct Said: Sendable {
        var change: @Sendable (inout PrintJob) -> Void
        var words: String
        var stopping: Bool?
    }

    static let said = [
        Said(
            change: { ($0.state, $0.cancelRequested) = (.printing, true) }, words: "已要求停止，正等打印机回答",
            stopping: true),
        Said(change: { ($0.state, $0.moveTo) = (.creating, "slip-2") }, words: "要改到单机 2打，正从原来的打印机撤回"),
        Said(
            change: { ($0.state, $0.problem) = (.cancelled, PrintProblem("print.printed-anew")) },
            words: "没有打出来。已另打一份。"),
        Said(change: { $0.state = .cancelled }, words: "已停止打印"),
        Said(
            change: {
                ($0.state, $0.problem) = (.doubled, PrintProblem("print.came-more-than-once", ["count": "2"]))
            }, words: "一共出来 2 张"),
        Said(
            change: {
                $0.state = .blocked
                $0.problem = PrintProblem("print.unknown-glyph", ["character": "䶮", "field": "patient.name"])
            }, words: "请在分诊台用同一证件号重新登记、改写姓名"),
    ]

    @Test("a paper's sentence says what becomes of it", arguments: said.indices)
    func sentences(index: Int) async throws {
        let said = Self.said[index]
        try await World.with(printers: ["slip", "slip-2"]) { world in
            let answer = try await world.ask("POST", "/api/v1/printers/slip/test-pages", as: .desk, "{}", key: "t1")
            let id = try answer.decoded(PrintJobCreated.self).id
            try await world.store.write { transaction in
                var job = try #require(try transaction.printJob(id: id))
                said.change(&job)
                try transaction.save(job)
            }
            let shown = try await world.ask(
                "GET", "/api/v1/print-jobs/\(id)", as: .desk, headers: [("Accept-Language", "zh")])
            let job = try shown.decoded(PrintJobResponse.self)
            #expect(job.sentence.contains(said.words), "\(job.sentence)")
            #expect(job.stopping == said.stopping)
        }
    }
}
