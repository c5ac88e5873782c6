import API
import Client
import Foundation

/// One desk: gives numbers until all are given; signs in who is booked or missed their call, takes some out again.
struct DeskAtWork: Sendable {
    private var caller: Caller
    private let plan: ProofPlan
    private let clinic: ProofClinic
    private var booked: [String] = []
    private var given: [String] = []

    init(caller: Caller, plan: ProofPlan, clinic: ProofClinic) {
        self.caller = caller
        self.plan = plan
        self.clinic = clinic
    }

    /// Works until every number is given.
    mutating func work() async {
        while caller.mayGoOn, let number = order() {
            await waitForSpace()
            await give(number)
            if caller.chance.percent(50) { await arrive() }
            if caller.chance.percent(30) { await rejoin() }
            if caller.chance.percent(4) { await cancel() }
            if caller.chance.percent(6) { await caller.repeatOne() }
        }
        while caller.mayGoOn, !booked.isEmpty { await arrive() }
        caller.book.with { $0.desksAtWork -= 1 }
    }

    private func order() -> Int? {
        caller.book.with { page in
            guard page.ordered < plan.tickets else { return nil }
            page.ordered += 1
            return page.ordered
        }
    }

    private func waitForSpace() async {
        while caller.mayGoOn, caller.book.with({ $0.outstanding }) >= plan.waitingMost {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private mutating func give(_ number: Int) async {
        let queue = clinic.queues[Int.random(in: clinic.queues.indices, using: &caller.chance)]
        let isBooked = caller.chance.percent(8)
        let lane = caller.chance.percent(80) ? "first" : caller.chance.percent(50) ? "returning" : "priority"
        let order = IssueRequest(
            patient: PatientReference(name: "验证\(number)", sex: "female"), lane: lane,
            slot: isBooked ? ProofClinic.slot : nil)
        let answer = await caller.act(.issued) {
            try .issue(in: queue, order, key: $0)
        } _: {
            Told(event: $0.event, ticket: $0.id, label: $0.label, queue: queue, number: $0.number)
        }
        guard let answer else { return }
        if answer.state == "booked" {
            booked.append(answer.id)
        } else {
            caller.book.with { $0.outstanding += 1 }
        }
        given.append(answer.id)
        if given.count > 40 { given.removeFirst() }
    }

    private mutating func arrive() async {
        guard let ticket = booked.first else { return }
        booked.removeFirst()
        let answer = await caller.act(.arrived) { try .arrive(ticket, key: $0) }
        if answer != nil { caller.book.with { $0.outstanding += 1 } }
    }

    private mutating func rejoin() async {
        let missed = caller.book.with { $0.missed.popLast() }
        guard let missed else { return }
        let answer = await caller.act(.rejoined) { try .rejoin(missed, key: $0) }
        if answer != nil { caller.book.with { $0.outstanding += 1 } }
    }

    private mutating func cancel() async {
        // The newest may still be waiting; the booked ones are left for their arrival.
        guard let ticket = given.last(where: { !booked.contains($0) }) else { return }
        given.removeAll { $0 == ticket }
        let answer = await caller.act(.cancelled) {
            try .cancel(ticket, reason: "proof", key: $0)
        }
        if answer != nil { caller.book.with { $0.outstanding -= 1 } }
    }
}
