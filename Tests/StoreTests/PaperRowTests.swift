import Clinic
import FormEngine
import QueueEngine
import Slip
import Testing

@Suite struct PaperRowTests {
    @Test("A document never changes: the same hash again changes nothing", arguments: Engine.allCases)
    func writeOnce(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let document = StoredDocument(mediaType: "application/pdf", bytes: Array("%PDF".utf8))
            let other = StoredDocument(sha256: document.sha256, mediaType: "text/plain", bytes: [0])
            try await store.write { try $0.save(document) }
            try await store.write { try $0.save(document) }
            try await store.write { try $0.save(other) }
            #expect(try await store.read { try $0.document(sha256: document.sha256) } == document)
            #expect(try await store.read { try $0.document(sha256: "none") } == nil)
        }
    }

    @Test("An empty document is a document", arguments: Engine.allCases)
    func emptyDocument(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let document = StoredDocument(mediaType: "text/plain", bytes: [])
            try await store.write { try $0.save(document) }
            #expect(try await store.read { try $0.document(sha256: document.sha256) } == document)
        }
    }

    @Test("A draft is overwritten, and found by its id and its ticket", arguments: Engine.allCases)
    func drafts(_ engine: Engine) async throws {
        try await engine.withStore { store in
            var draft = Self.assessment("a", ticket: "t")
            try await store.write { [draft] in try $0.save(draft) }
            draft.answers = ["weight": .number(70.5), "note": .string("اكتب"), "several": .list(["x", "y"])]
            draft.version = 2
            try await store.write { [draft] in try $0.save(draft) }
            #expect(try await store.read { try $0.assessment(id: "a") } == draft)
            #expect(try await store.read { try $0.assessment(ticket: "t") } == draft)
            #expect(try await store.read { try $0.assessment(id: "t") } == nil)
        }
    }

    @Test("A ticket has one assessment", arguments: Engine.allCases)
    func oneAssessment(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { try $0.save(Self.assessment("a", ticket: "t")) }
            await #expect(throws: (any Error).self) {
                try await store.write { try $0.save(Self.assessment("b", ticket: "t")) }
            }
            #expect(try await store.read { try $0.assessment(ticket: "t") }?.id == "a")
        }
    }

    @Test("Print jobs are listed by state, in the order in which they were made", arguments: Engine.allCases)
    func jobsByState(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let states: [PrintState] = [.queued, .printed, .creating, .queued, .unknown]
            try await store.write { transaction in
                for (index, state) in states.enumerated().reversed() {
                    try transaction.save(Self.job("\(index)", subject: "s\(index % 2)", state: state, second: index))
                }
            }
            try await store.read { reader throws in
                #expect(try reader.printJobs(in: [.queued, .creating]).map(\.id) == ["0", "2", "3"])
                #expect(try reader.printJobs(in: [.blocked]) == [])
                #expect(try reader.printJobs(in: []) == [])
                #expect(try reader.printJobs(subject: "s0").map(\.id) == ["0", "2", "4"])
                #expect(try reader.printJob(id: "4")?.state == .unknown)
                #expect(try reader.printJob(id: "9") == nil)
            }
        }
    }

    @Test("A print job that moves on leaves the list of its former state", arguments: Engine.allCases)
    func jobMoves(_ engine: Engine) async throws {
        try await engine.withStore { store in
            var job = Self.job("1", subject: "s", state: .queued, second: 0)
            try await store.write { [job] in try $0.save(job) }
            job.state = .printed
            job.cupsJobID = 7
            try await store.write { [job] in try $0.save(job) }
            #expect(try await store.read { try $0.printJobs(in: [.queued]) } == [])
            #expect(try await store.read { try $0.printJobs(in: [.printed]) } == [job])
        }
    }

    @Test(
        "What a patient answers is one row for a ticket, and a person's assessments are found",
        arguments: Engine.allCases)
    func patientAnswers(_ engine: Engine) async throws {
        try await engine.withStore { store in
            var said = PatientAnswers(
                ticket: "t1", person: "p1", form: "patient-questionnaire", formVersion: 1,
                answers: ["smoking": .unknown, "height": .number(165.5), "note": .string("青霉素")], savedAt: morning)
            try await store.write { [said] in try $0.save(said) }
            #expect(try await store.read { try $0.patientAnswers(ticket: "t1") } == said)
            said.answers = ["smoking": .yes]
            try await store.write { [said] in try $0.save(said) }
            #expect(try await store.read { try $0.patientAnswers(ticket: "t1") } == said)
            #expect(try await store.read { try $0.patientAnswers(ticket: "t2") } == nil)
            try await store.write { transaction in
                for (id, person) in [("a", "p1"), ("b", "p2"), ("c", "p1")] {
                    var assessment = Assessment(
                        id: id, ticket: "t-\(id)", person: person, form: "f", formVersion: 1, answers: [:],
                        openedAt: morning)
                    assessment.provenance.origins["smoking"] = AnswerOrigin(source: .patient, at: morning)
                    try transaction.save(assessment)
                }
            }
            let found = try await store.read { try $0.assessments(person: "p1") }
            #expect(Set(found.map(\.id)) == ["a", "c"])
            #expect(found.allSatisfy { $0.provenance.origins["smoking"]?.source == .patient })
        }
    }

    private static func assessment(_ id: String, ticket: String) -> Assessment {
        Assessment(
            id: id, ticket: ticket, person: "p", form: "f", formVersion: 1, answers: [:], openedAt: morning)
    }

    private static func job(_ id: String, subject: String, state: PrintState, second: Int) -> PrintJob {
        PrintJob(
            id: id, purpose: .slip, subject: subject, label: "A00\(id)", media: .a5, documentSHA256: nil, printer: nil,
            state: state, createdAt: morning.adding(seconds: Double(second)))
    }
}
