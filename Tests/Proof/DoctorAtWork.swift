import API
import Client

/// One doctor: calls until the desks have gone and nobody waits; some do not come, the others are seen.
struct DoctorAtWork: Sendable {
    private var caller: Caller
    private let room: String
    private let queues: [String]

    init(caller: Caller, room: String, queues: [String]) {
        self.caller = caller
        self.room = room
        self.queues = queues
    }

    /// Opens the sitting and works.
    mutating func work() async {
        let (room, queues) = (room, queues)
        let sitting = await caller.act(.sat) {
            try .openSitting(in: room, SittingRequest(queues: queues), key: $0)
        } _: {
            Told(event: $0.event)
        }
        guard sitting != nil else { return }
        while caller.mayGoOn {
            let areDesksGone = caller.book.with { $0.desksAtWork == 0 }
            if let ticket = await call() {
                await see(ticket)
            } else if areDesksGone {
                return
            } else {
                try? await Task.sleep(for: .milliseconds(Int.random(in: 10...40, using: &caller.chance)))
            }
            if caller.chance.percent(6) { await caller.repeatOne() }
        }
    }

    private mutating func call() async -> String? {
        let room = room
        let answer = await caller.act(.called) {
            try .call(to: room, key: $0)
        } _: {
            Told(event: $0.event, ticket: $0.ticket.id, label: $0.ticket.label, queue: $0.ticket.queue, room: $0.room)
        }
        if answer != nil { caller.book.with { $0.outstanding -= 1 } }
        return answer?.ticket.id
    }

    private mutating func see(_ ticket: String) async {
        if caller.chance.percent(20) {
            _ = await caller.act(.recalled) { try .recall(ticket, key: $0) }
        }
        guard !caller.chance.percent(12) else { return await miss(ticket) }
        let inside = await caller.act(.cameIn) { try .begin(ticket, key: $0) }
        // The next call completes whoever is still inside.
        guard inside != nil, caller.chance.percent(60) else { return }
        _ = await caller.act(.completed) { try .complete(ticket, key: $0) }
    }

    private mutating func miss(_ ticket: String) async {
        let answer = await caller.act(.missed) { try .markMissed(ticket, key: $0) }
        if answer?.ticket?.state == "missed" { caller.book.with { $0.missed.append(ticket) } }
    }
}
