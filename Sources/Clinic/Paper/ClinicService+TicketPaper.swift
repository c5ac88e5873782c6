import Logging
import QueueEngine
import Slip
import Synchronization

extension ClinicService {
    /// Writes the row of a paper ticket with its number; it is rendered once the number is durable.
    func queueTicketPrint(
        _ ticket: String, label: String, by actor: Actor, at now: Instant, in transaction: any Transaction
    ) throws -> String {
        let job = PrintJob(
            id: newID(), purpose: .ticket, subject: ticket, label: label, copy: 1, media: .receipt80(height: 120),
            documentSHA256: nil, printer: nil, state: .queued, createdAt: now)
        try transaction.save(job)
        try noteRequest(job, by: actor, at: now, in: transaction)
        return job.id
    }

    /// Renders the tickets whose numbers are committed, and those that go to another printer. Also after a restart: none
    /// is forgotten. One round at a time: what was issued meanwhile is the next round's.
    package func renderTickets() {
        guard ticketRounds.mayStart() else { return }
        Task { [self] in
            repeat { await renderRound() } while ticketRounds.mustGoOn()
        }
    }

    private func renderRound() async {
        do {
            let jobs = try await store.read { try $0.printJobs(in: [.queued]) }
            for job in jobs where job.purpose == .ticket && job.documentSHA256 == nil { await tryToFinish(job) }
            wakePrinting()
        } catch {
            log.error("tickets could not be rendered", metadata: ["error": "\(type(of: error))"])
        }
    }

    /// One ticket that cannot be rendered holds up no other.
    private func tryToFinish(_ job: PrintJob) async {
        do {
            try await finish(job)
        } catch {
            log.error("a ticket could not be rendered", metadata: ["job": "\(job.id)", "error": "\(type(of: error))"])
        }
    }

    private func finish(_ job: PrintJob) async throws {
        let rendered = try await renderTicket(job.subject, copy: job.copy, printer: job.printer)
        try await store.write { [self] transaction in
            guard var current = try transaction.printJob(id: job.id), current.state == .queued,
                current.documentSHA256 == nil, current.printer == job.printer
            else { return }
            switch rendered {
            case .success(let slip):
                (current.documentSHA256, current.rasterSHA256) = try save(slip, in: transaction)
                current.media = slip.media
                current.printer = current.printer ?? connectedPrinter(for: .ticket)
                current.state = current.printer == nil ? .kept : .queued
            case .failure(let problem):
                current.state = .blocked
                current.problem = problem.problem
            }
            current.updatedAt = now()
            try transaction.save(current)
        }
    }

    /// The paper ticket. A name that no font can draw is left out: the number is what counts.
    func renderTicket(_ id: String, copy: Int, printer: String?) async throws -> Result<RenderedSlip, RenderProblem> {
        let (ticket, day, _) = try await ticket(id)
        let now = now()
        let plan = plan(of: day, now: now)
        let entry = plan.entry(of: ticket.id)
        // The paper says what was promised, as long as the patient still waits where that was told.
        let told = entry == nil ? nil : day.promises[ticket.id]?.last
        let promised = told.flatMap { told in ticket.joinedAt.map { told.at >= $0 } ?? true ? told.promise : nil }
        let rooms = layout.rooms.map(\.id).filter { room in
            guard let sitting = day.room(room)?.sitting, sitting.queues.contains(ticket.queue) else { return false }
            return ticket.doctor.map { $0 == sitting.doctor } ?? true
        }
        let paper = TicketPaper(
            ticket: ticket, day: LocalDate(day.date), position: promised?.position ?? entry?.position,
            others: promised.map { $0.others ?? 0 } ?? day.countOfOtherQueues(before: ticket, in: plan),
            estimate: promised.map(\.estimate) ?? entry?.estimate(now: now),
            sheet: day.sheet(of: ticket.queue), person: try await person(ticket.person), link: link(ofTicket: id),
            rooms: rooms, copy: copy, printer: (printer ?? connectedPrinter(for: .ticket)).flatMap(layout.printer),
            layout: layout, wording: wording, at: now)
        let rendered = await Self.result {
            try await renderer.render(paper.document(withName: true), createdAt: ticket.issuedAt)
        }
        guard case .failure(.unknownGlyph(_, TicketPaper.nameField)) = rendered else { return rendered }
        return await Self.result {
            try await renderer.render(paper.document(withName: false), createdAt: ticket.issuedAt)
        }
    }

    static func result(
        _ render: () async throws -> RenderedSlip
    ) async -> Result<RenderedSlip, RenderProblem> {
        do {
            return .success(try await render())
        } catch let problem as RenderProblem {
            return .failure(problem)
        } catch {
            return .failure(.library("\(type(of: error))"))
        }
    }
}

/// Lets one round run at a time, and one more after it when somebody asked meanwhile.
final class Rounds: Sendable {
    private let state = Mutex((isRunning: false, isAskedFor: false))

    /// Whether the asker shall begin; if not, the round that runs is followed by another.
    func mayStart() -> Bool {
        state.withLock { state in
            if state.isRunning { state.isAskedFor = true }
            defer { state.isRunning = true }
            return !state.isRunning
        }
    }

    /// Whether the round that has just ended is followed by another.
    func mustGoOn() -> Bool {
        state.withLock { state in
            state.isRunning = state.isAskedFor
            state.isAskedFor = false
            return state.isRunning
        }
    }
}

/// The outbox's rows, kept by the store.
package struct StoredOutbox: OutboxStorage {
    let store: any Store
    /// Told when a paper is to be drawn anew, since it goes to another printer.
    let redraw: @Sendable () -> Void

    package init(store: any Store, redraw: @escaping @Sendable () -> Void) {
        self.store = store
        self.redraw = redraw
    }

    package func unfinished() async throws -> [PrintJob] {
        try await store.read { reader in
            try reader.printJobs(in: PrintState.allCases.filter(\.isUnfinished))
                .filter { $0.documentSHA256 != nil && $0.printer != nil }
        }
    }

    package func save(_ job: PrintJob, replacing former: PrintJob) async throws {
        try await store.write { transaction in
            guard let stored = try transaction.printJob(id: job.id) else { throw NotFound("print-job") }
            try transaction.save(try job.keepingWishes(of: stored, since: former))
        }
        if job.documentSHA256 == nil { redraw() }
    }

    package func document(_ sha256: String) async throws -> [UInt8] {
        guard let document = try await store.read({ try $0.document(sha256: sha256) }) else {
            throw NotFound("document")
        }
        return document.bytes
    }
}
