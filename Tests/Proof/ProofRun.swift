import API
import Client
import Foundation
import Glibc

/// The proof: many desks and doctors at one server that is killed again and again, and a judgement afterwards.
package struct ProofRun: Sendable {
    private let plan: ProofPlan
    private let clinic: ProofClinic
    private let server: ProofServer
    private let book = ProofBook()
    private let folder: URL

    /// Runs it to its end. Throws when it could not be made at all; what it found is in the result.
    package static func run(_ plan: ProofPlan, program: String, resources: String) async throws -> ProofResult {
        let folder = FileManager.default.temporaryDirectory.appending(path: "houzhen-proof-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clinic = ProofClinic(plan)
        let server = try ProofServer(program: program, resources: resources, folder: folder, clinic: clinic)
        let run = ProofRun(plan: plan, clinic: clinic, server: server, folder: folder)
        do {
            let result = try await run.result()
            // What was found can be looked at; nobody needs a journal that holds.
            if result.findings.isEmpty { try? FileManager.default.removeItem(at: folder) }
            return result
        } catch {
            await server.end(SIGKILL)
            throw error
        }
    }

    private init(plan: ProofPlan, clinic: ProofClinic, server: ProofServer, folder: URL) {
        self.plan = plan
        self.clinic = clinic
        self.server = server
        self.folder = folder
    }

    private func result() async throws -> ProofResult {
        try await server.start()
        await server.end(SIGKILL)
        try await server.addDoctors(clinic.doctors)
        try await server.start()
        let address = await server.address
        let people =
            Array(repeating: ("desk", "houzhen-demo"), count: plan.desks)
            + clinic.doctors.prefix(plan.doctors).map { ($0, ProofClinic.password) }
        let clients = try await signIn(people, at: address)
        let (desks, doctors) = (Array(clients.prefix(plan.desks)), Array(clients.dropFirst(plan.desks)))
        let start = ContinuousClock.now
        let end = start + plan.limit
        await work(desks, doctors, until: end)
        let wall = ContinuousClock.now - start
        if ContinuousClock.now >= end { book.find(.other("not done within \(plan.limit)")) }
        for client in desks.dropFirst() + doctors { await client.shutdown() }
        let served = await servedFindings(desks[0])
        await desks[0].shutdown()
        return try await judged(wall: wall, served: served)
    }

    private func signIn(_ people: [(String, String)], at address: String) async throws -> [HouzhenClient] {
        var clients: [HouzhenClient] = []
        for (username, password) in people {
            do {
                clients.append(try await Caller.signIn(username, password: password, at: address))
            } catch {
                for client in clients { await client.shutdown() }
                throw error
            }
        }
        return clients
    }

    private func work(
        _ desks: [HouzhenClient], _ doctors: [HouzhenClient], until end: ContinuousClock.Instant
    ) async {
        book.with { $0.desksAtWork = desks.count }
        await withTaskGroup(of: Void.self) { group in
            for (index, client) in desks.enumerated() {
                let caller = Caller(
                    client: client, book: book, name: "desk\(index)", end: end, seed: plan.seed &+ UInt64(index))
                group.addTask {
                    var desk = DeskAtWork(caller: caller, plan: plan, clinic: clinic)
                    await desk.work()
                }
            }
            for (index, client) in doctors.enumerated() {
                let caller = Caller(
                    client: client, book: book, name: "doctor\(index)", end: end,
                    seed: plan.seed &+ 1_000 &+ UInt64(index))
                group.addTask {
                    var doctor = DoctorAtWork(
                        caller: caller, room: clinic.room(of: index), queues: clinic.queues(of: index))
                    await doctor.work()
                }
            }
            group.addTask { await Killer(server: server, book: book, plan: plan, end: end).work() }
        }
    }

    /// What the server lists at the end, held against what was told.
    private func servedFindings(_ client: HouzhenClient) async -> [Finding] {
        var listed: [String: Told] = [:]
        do {
            for queue in clinic.queues {
                let answer = try await client.send(.tickets(queue, states: Self.states))
                for ticket in answer.tickets {
                    listed[ticket.id] = Told(
                        event: "", ticket: ticket.id, label: ticket.label, queue: ticket.queue, number: ticket.number)
                }
            }
        } catch {
            return [.other("the list at the end: \(error)")]
        }
        let issued = book.now.answered.filter { $0.kind == .issued }
        var findings: [Finding] = []
        if listed.count != issued.count { findings.append(.other("\(listed.count) listed, \(issued.count) told")) }
        for answer in issued {
            var told = answer.told
            told.event = ""
            guard listed[told.ticket ?? ""] != told else { continue }
            findings.append(.other("told \(answer.told), listed \(String(describing: listed[told.ticket ?? ""]))"))
        }
        return findings
    }

    private static let states = [
        "booked", "waiting", "ready", "called", "in-room", "at-tests", "on-hold", "missed", "done", "cancelled", "void",
    ]

    private func judged(wall: Duration, served: [Finding]) async throws -> ProofResult {
        var findings = book.now.findings + served
        let events = try JournalFile.events(in: server.data)
        if let fault = await server.verify() { findings.append(.journalBroken("while serving: \(fault)")) }
        if await server.end(SIGTERM) != 0 { findings.append(.other("the server did not end politely")) }
        if let fault = await server.verify() { findings.append(.journalBroken(fault)) }
        if try JournalFile.tail(in: server.data) != events.count { findings.append(.other("the journal's end moved")) }
        let page = book.now
        findings += Checker.findings(recorded: events, answered: page.answered)
        return ProofResult(
            plan: plan, page: page, events: events, findings: findings, wall: wall, folder: folder.path)
    }
}
