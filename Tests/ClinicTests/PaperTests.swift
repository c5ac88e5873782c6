import Clinic
import ClinicFixture
import FormEngine
import QueueEngine
import Slip
import Testing

@Suite struct PaperTests {
    @Test("An unknown glyph blocks the print, never the signature")
    func unknownGlyph() async throws {
        let world = try await World(renderer: NamelessRenderer(), printers: ["slip"])
        let draft = try await world.completeDraft(of: "张𠅤")
        let signed = try await world.sign(draft)
        #expect(signed.slipSHA256 == nil)
        #expect(try await world.service.assessment(draft.assessment).assessment.state == .signed)
        let job = try await world.service.printJob(try #require(signed.printJob))
        #expect(job.state == .blocked)
        #expect(
            job.problem == PrintProblem("print.unknown-glyph", ["character": "𠅤", "field": "patient.name"]))
        await #expect(throws: Conflict("slip.not-rendered")) {
            try await world.service.slip(ofAssessment: draft.assessment, by: World.doctor)
        }
    }

    @Test("A ticket whose name no font can draw is printed without it")
    func ticketWithoutName() async throws {
        let world = try await World(renderer: NamelessRenderer(), printers: ["ticket"])
        let issued = try await world.issue("𠅤三", print: true)
        let job = try await world.rendered(try #require(issued.printJob))
        #expect(job.state == .queued)
        #expect(job.printer == "ticket")
        #expect(try await world.service.document(ofPrintJob: job.id, by: World.desk).starts(with: "%PDF".utf8))
    }

    @Test("A renderer that breaks blocks that ticket and no other")
    func brokenRenderer() async throws {
        let world = try await World(renderer: BrokenRenderer(), printers: ["ticket"])
        for name in ["张三", "李四"] {
            let job = try await world.rendered(try #require(try await world.issue(name, print: true).printJob))
            #expect(job.state == .blocked)
            #expect(job.problem?.code == "print.render-failed")
        }
    }

    @Test("Without a printer the PDF is kept")
    func kept() async throws {
        let world = try await World()
        let signed = try await world.sign(try await world.completeDraft())
        let slip = try await world.service.printJob(try #require(signed.printJob))
        #expect(slip.state == .kept && slip.printer == nil)
        #expect(try await !world.service.document(ofPrintJob: slip.id, by: World.desk).isEmpty)
        let ticket = try await world.rendered(try #require(try await world.issue("李四", print: true).printJob))
        #expect(ticket.state == .kept)
    }

    @Test("Tickets whose server stopped before they were rendered are rendered by the next")
    func renderedAfterRestart() async throws {
        let world = try await World(renderer: BusyRenderer())
        let issued = try await world.issue("张三")
        let job = PrintJob(
            id: "j", purpose: .ticket, subject: issued.ticket, label: issued.label, media: .a5, documentSHA256: nil,
            printer: nil, createdAt: world.clock.now)
        try await world.store.write { try $0.save(job) }
        let restarted = try await world.restarted()
        restarted.service.renderTickets()
        #expect(try await restarted.rendered("j").state == .kept)
    }

    @Test(
        "A patient reads medicines and instructions in plain words, with a large letter where a sentence begins alone")
    func plainWords() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        _ = try await world.signedAssessment(language: "en") { answers in
            answers["anticoagulants"] = .no
            answers["medicinesTaken"] = .list(["statin", "beta-blocker", "sglt2i"])
            answers["instructions"] = .list(["no-smoking", "bring-papers", "companion"])
            answers["operationDate"] = .string("2026-03-20")
            answers["operationTime"] = .string("08:00")
        }
        let rows = try #require(renderer.documents.last?.instructionRows)
        let english = rows.compactMap { $0.translations.first?.plain }
        #expect(
            english.contains {
                $0.hasPrefix("Diabetes tablets ending in “gliflozin” (such as dapagliflozin): none after ")
            })
        let goOn =
            "Heart-rate or blood-pressure tablets ending in “olol” (such as metoprolol), cholesterol tablets ending in "
            + "“statin”: go on, also on the day of the operation (if tablets, with a sip of water)"
        #expect(english.contains(goOn), "\(english)")
        #expect(
            english.contains("Do not smoke; bring this sheet and your identity card; come with a relative on the day"),
            "\(english)")
        #expect(rows.contains { $0.text.plain.hasPrefix("列净类降糖药（如达格列净）：") })
    }

    @Test("Who is to eat and drink nothing, though there is no operation yet, is not told to come without fasting")
    func notYetFasting() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        for (codes, fasts) in [(["nil-by-mouth"], true), (["no-smoking"], false)] {
            _ = try await world.signedAssessment(of: codes[0], language: "ug") { answers in
                answers["decision"] = .string("optimise")
                answers["decisionDetail"] = .string("补钾")
                answers["instructions"] = .list(codes)
                answers["operationDate"] = .string("2026-03-02")
            }
            let rows = try #require(
                renderer.documents.last?.body.lazy.compactMap {
                    if case .instructions(let table) = $0 { table.rows } else { nil }
                }.first)
            let first = try #require(rows.first { $0.text.plain.hasPrefix("这次先不手术") })
            #expect(first.text.plain.contains("空腹") != fasts && first.text.plain.contains("不要自己停药"))
            #expect(first.translations.allSatisfy { $0.plain.contains("ئاچ") != fasts } && !first.translations.isEmpty)
        }
    }

    @Test("Of an operation whose day is over nothing is to be done now: a year that was mistyped must make nobody fast")
    func operationOver() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        func slip(_ date: String, _ time: String = "08:00") async throws -> (rows: [InstructionRow], head: String) {
            _ = try await world.signedAssessment(of: "张三\(date)\(time)", language: "en") { answers in
                answers["medicinesTaken"] = .list(["warfarin"])
                answers["instructions"] = .list(["no-fatty-food", "no-food", "no-water"])
                answers["operationDate"] = .string(date)
                answers["operationTime"] = .string(time)
            }
            let table = try #require(
                renderer.documents.last?.body.lazy.compactMap {
                    if case .instructions(let table) = $0 { table } else { nil }
                }.first)
            return (table.rows, (table.head.note?.plain ?? "") + table.head.translations.map(\.plain).joined())
        }
        let over = try await slip("2025-03-20")
        #expect(over.rows.allSatisfy { $0.time.plain.isEmpty && !$0.isClockTime }, "\(over.rows)")
        #expect(over.rows.contains { $0.text.plain.hasPrefix("手术前 6 小时起") } && !over.head.contains("03-20"))
        #expect(over.rows.contains { $0.text.plain == "华法林：手术前 5 天起 不用" }, "\(over.rows.map(\.text.plain))")
        let coming = try await slip("2026-03-20")
        #expect(
            coming.rows.contains { $0.isClockTime } && coming.head.contains("03-20") && coming.head.contains("20 Mar"))
        #expect(!coming.head.contains("2026") && coming.rows.contains { $0.text.plain.contains("400 ml") })
        #expect(try await slip("2027-01-20").head.contains("2027-01-20"))
        // Within two hours: how much water before that is of no use any more.
        let soon = try await slip("2026-03-02", "08:30")
        #expect(!soon.rows.contains { $0.text.plain.contains("400 ml") }, "\(soon.rows.map(\.text.plain))")
        #expect(soon.rows.contains { $0.text.plain == "清水也 不喝" && $0.time.plain == "现在" })
    }

    @Test("A ticket that is booked for a day alone says the day, in an order that Arabic letters do not turn")
    func bookedDay() async throws {
        let renderer = KeepingRenderer()
        let world = try await World(renderer: renderer)
        let details = World.details("张三", sex: "male", birthDate: "1968-04-17", language: "ug")
        let order = IssueOrder(
            patient: .details(details), lane: nil, doctor: nil, date: "2026-03-09", slot: nil, externalID: nil,
            print: true)
        let issued = try await world.service.issue(order, in: World.queue, request(World.desk))
        _ = try await world.rendered(try #require(issued.printJob))
        let document = try #require(renderer.documents.last)
        let facts = document.body.lazy.compactMap { if case .facts(let facts) = $0 { facts } else { nil } }.first
        let fact = try #require(facts?.first)
        #expect(fact.value.plain == "\u{2066}03-09\u{2069} 周一")
        #expect(fact.translation?.plain.hasSuffix("\u{2066}03-09\u{2069} دۈشەنبە") == true)
    }

    @Test("The slip says by which neck rule STOP-BANG was counted, and whose it is, also where it gave no point")
    func neckRule() async throws {
        for neck in [38.0, 41] {
            let renderer = KeepingRenderer()
            let world = try await World(renderer: renderer)
            _ = try await world.signedAssessment { $0["neckCircumference"] = .number(neck) }
            let row = try #require(renderer.documents.last?.scores.first { $0.name.plain == "STOP-BANG" })
            let source = row.source?.plain ?? ""
            #expect(source.ranges(of: "颈围>40 cm").count == 1, "\(source)")
            #expect(source.contains("Chung, Anesthesiology 2008;108:812"), "\(source)")
            #expect(source.contains("颈围>40 cm + ") == (neck > 40), "\(source)")
        }
    }

    @Test("Signed without printing there is no job")
    func notPrinted() async throws {
        let world = try await World(printers: ["slip"])
        let draft = try await world.completeDraft()
        #expect(try await world.sign(draft, print: false).printJob == nil)
        #expect(try await world.service.printJobs(in: PrintState.allCases) == [])
    }

    @Test("Printed again is copy 2, then 3; the same request again is the same copy")
    func again() async throws {
        let world = try await World(printers: ["slip"])
        let draft = try await world.completeDraft()
        _ = try await world.sign(draft)
        func again(_ key: String) async throws -> PrintOutcome {
            try await world.service.printAgain(
                assessment: draft.assessment, ticket: nil, printer: nil, request(World.doctor, key: key))
        }
        let second = try await again("2")
        #expect(second.copy == 2)
        #expect(try await again("2").printJob == second.printJob)
        #expect(try await again("3").copy == 3)
        let jobs = try await world.service.assessment(draft.assessment).printJobs
        #expect(jobs.map(\.copy).sorted() == [1, 2, 3])
        #expect(Set(jobs.compactMap(\.documentSHA256)).count == 3)
    }

    @Test("Copies that are asked for at the same moment have numbers of their own")
    func copiesAtOnce() async throws {
        let world = try await World(printers: ["slip"])
        let draft = try await world.completeDraft()
        _ = try await world.sign(draft)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    _ = try await world.service.printAgain(
                        assessment: draft.assessment, ticket: nil, printer: nil, request(World.doctor))
                }
            }
            try await group.waitForAll()
        }
        let jobs = try await world.service.assessment(draft.assessment).printJobs
        #expect(jobs.map(\.copy).sorted() == Array(1...9))
    }

    @Test("A draft, a ticket and a slip at once, and an unknown printer are not printed")
    func notPrintable() async throws {
        let world = try await World(printers: ["slip"])
        let draft = try await world.completeDraft()
        func print(_ assessment: String?, ticket: String? = nil, on printer: String? = nil) async throws {
            _ = try await world.service.printAgain(
                assessment: assessment, ticket: ticket, printer: printer, request(World.doctor))
        }
        await #expect(throws: Conflict("assessment.not-signed")) { try await print(draft.assessment) }
        await #expect(throws: InvalidInput.self) { try await print(draft.assessment, ticket: "t") }
        await #expect(throws: InvalidInput.self) { try await print(nil) }
        await #expect(throws: NotFound("printer")) { try await print(draft.assessment, on: "ticket") }
    }
}

extension World {
    /// The job once its ticket is rendered.
    func rendered(_ id: String) async throws -> PrintJob {
        for _ in 0..<2_000 {
            let job = try await service.printJob(id)
            if job.state != .queued || job.documentSHA256 != nil { return job }
            try await Task.sleep(for: .milliseconds(5))
        }
        return try await service.printJob(id)
    }
}

extension Slip.Document {
    /// What the patient is to do.
    fileprivate var instructionRows: [InstructionRow]? {
        body.lazy.compactMap { if case .instructions(let table) = $0 { table.rows } else { nil } }.first
    }

    /// The rows of its scores, wherever they stand.
    fileprivate var scores: [ScoreRow] {
        func rows(_ block: Block) -> [ScoreRow] {
            switch block {
            case .scores(let rows): rows
            case .columns(let columns): (columns.left + columns.right).flatMap(rows)
            default: []
            }
        }
        return body.flatMap(rows)
    }
}
