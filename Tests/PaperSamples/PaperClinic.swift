package import Clinic
import ClinicFixture
package import FormEngine
import Foundation
import QueueEngine

/// The demo clinic, in memory, as far as paper needs it: one patient is registered, called, assessed and signed for, and
/// what was rendered is handed out. The day is Friday 2026-11-20. Everybody is invented.
package struct PaperClinic: Sendable {
    package static let link = "http://192.168.10.2:8080"
    private static let nurse = Actor(username: "desk", name: "李护士", roles: [.desk])
    private static let anaesthetist = Actor(username: "doctor", name: "古丽娜·艾合买提", roles: [.doctor])
    private static let queue = QueueID("anesthesia")
    private static let room = RoomID("3")

    private let fixture: ClinicFixture
    private var service: ClinicService { fixture.service }

    /// - Parameters:
    ///   - paper: of the slip printer.
    ///   - languages: on every slip, besides Chinese and the patient's own.
    ///   - questions: asked besides those of the shipped form.
    package init(
        renderer: any SlipRendering, paper: ClinicLayout.SlipPaper = .a5, languages: [String] = [],
        questions: [FormItem] = []
    ) async throws {
        // 10:42 in Shanghai.
        let clock = TestClock(now: Instant(milliseconds: 1_795_142_520_000))
        fixture = try await ClinicFixture(
            store: MemoryStore(), clock: clock, renderer: renderer, printers: ["slip", "ticket"], publicURL: Self.link,
            questions: questions
        ) { layout in
            layout.slip.languages = languages
            for index in layout.printers.indices where layout.printers[index].purpose == .slip {
                layout.printers[index].paper = paper
            }
        }
        try await fixture.addStaff()
        _ = try await service.openSitting(
            room: Self.room, doctor: Self.anaesthetist.username, queues: [Self.queue], request(Self.anaesthetist))
    }

    /// Somebody on paper.
    package struct Patient: Sendable {
        package var name: String
        package var language: String
        package var isMan: Bool
        package var birthDate: String
        package var number: String?

        package init(
            _ name: String = "阿卜杜热合曼·买买提依明", language: String = "zh", isMan: Bool = true,
            birthDate: String = "1968-04-17", number: String? = "26110482"
        ) {
            self.name = name
            self.language = language
            self.isMan = isMan
            self.birthDate = birthDate
            self.number = number
        }
    }

    /// What was printed, and how the print job stands.
    package struct Printed: Sendable {
        package var job: PrintJob
        /// Empty when it could not be rendered.
        package var pdf: [UInt8]
    }

    /// A number's ticket, with `waiting` others before it.
    /// - Parameter booked: the day and the clock time that it is booked for; for now when absent.
    package func ticket(
        for patient: Patient = Patient(), waiting: Int = 18, booked: (date: String, slot: String)? = nil
    ) async throws -> Printed {
        for index in 0..<waiting { _ = try await issue(Patient("张\(index)", number: nil), print: false) }
        let issued = try await issue(patient, print: true, booked: booked)
        service.renderTickets()
        return try await printed(issued.printJob ?? "")
    }

    /// The slip of a signed assessment. `answers` come over what the patient's record says and over those of a healthy
    /// patient; what nobody is asked then is left out.
    package func slip(
        of patient: Patient = Patient(), answers: Answers, showsAll: Bool = false
    ) async throws -> Printed {
        let signed = try await sign(open(patient), answers)
        guard showsAll else { return try await printed(signed.printJob ?? "") }
        let again = try await service.printAgain(
            assessment: signed.assessment, ticket: nil, printer: nil, showsAll: true, request(Self.anaesthetist))
        return try await printed(again.printJob)
    }

    /// The shipped form, by which answers may be made up.
    package func form() throws -> FormDefinition { try service.form("anesthesia-assessment") }

    /// The slip of an amended assessment, whose `change` comes over the first answers: it says what it replaces and why.
    package func amendedSlip(
        of patient: Patient = Patient(), answers: Answers, change: Answers, reason: String
    ) async throws -> Printed {
        let first = try await sign(open(patient), answers)
        let opened = try await service.openAmendment(
            assessment: first.assessment, reason: reason, request(Self.anaesthetist))
        let amended = try await sign((opened.assessment, opened.version), answers.merging(change) { $1 })
        return try await printed(amended.printJob ?? "")
    }

    /// Calls the patient in and begins the assessment.
    private func open(_ patient: Patient) async throws -> (assessment: String, version: Int) {
        _ = try await issue(patient, print: false)
        let called = try await service.call(
            room: Self.room, chosen: nil, reason: nil, request(Self.anaesthetist))
        let opened = try await service.openAssessment(ticket: called.ticket, form: nil, request(Self.anaesthetist))
        return (opened.assessment, opened.version)
    }

    private func sign(
        _ opened: (assessment: String, version: Int), _ answers: Answers
    ) async throws -> SignatureOutcome {
        let known = try await service.assessment(opened.assessment).assessment.answers
        let draft = try await service.saveDraft(
            assessment: opened.assessment,
            answers: Self.complete(known.merging(answers) { $1 }, try service.form("anesthesia-assessment")),
            version: opened.version, request(Self.anaesthetist))
        return try await service.sign(
            assessment: draft.assessment, version: draft.version, secret: .password(ClinicFixture.password),
            print: true, request(Self.anaesthetist))
    }

    private func issue(
        _ patient: Patient, print: Bool, booked: (date: String, slot: String)? = nil
    ) async throws -> IssueOutcome {
        let details = PersonDetails(
            name: patient.name, sex: patient.isMan ? "male" : "female", birthDate: patient.birthDate, phone: nil,
            language: patient.language,
            identifiers: patient.number.map { [PersonIdentifier(system: PersonIdentifier.outpatientNumber, value: $0)] }
        )
        let order = IssueOrder(
            patient: .details(details), lane: nil, doctor: nil, date: booked?.date, slot: booked?.slot,
            externalID: nil, print: print)
        return try await service.issue(order, in: Self.queue, request(Self.nurse))
    }

    /// The job once it was rendered, or could not be.
    private func printed(_ id: String) async throws -> Printed {
        while true {
            let job = try await service.printJob(id)
            if job.state == .blocked { return Printed(job: job, pdf: []) }
            if job.documentSHA256 != nil {
                return Printed(job: job, pdf: try await service.document(ofPrintJob: id, by: Self.nurse))
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func request(_ actor: Actor) -> Request {
        Request(actor: actor, key: nil, route: "POST /things", bodyHash: Hash.sha256("{}"))
    }

    /// No to every other tick, the first of every choice, the middle of every range, until it can be signed.
    private static func complete(_ answers: Answers, _ form: FormDefinition) -> Answers {
        var answers = answers
        while true {
            let missing = Set(form.evaluate(answers).missing)
            guard !missing.isEmpty else { return answers }
            for item in form.items where missing.contains(item.id) { answers[item.id] = healthy(item) }
        }
    }

    private static func healthy(_ item: FormItem) -> Answer {
        switch item.kind {
        case .tick: .no
        case .choice(let choices): .string(choices.first?.code ?? "")
        case .several: .list([])
        case .number(let range): .number(((range.min + range.max) / 2).rounded())
        case .date: .string("2026-11-24")
        case .time: .string("08:00")
        case .text: .string("-")
        }
    }
}
