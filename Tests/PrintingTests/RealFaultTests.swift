import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

/// What goes wrong with real printers, one thing after the other.
@Suite struct `A real printer that fails` {
    private let carrier = Carrier()

    /// A slip in a state, in a room of its own.
    private func with(
        state: PrintState = .queued, forgetfulness: Int = 0,
        _ body: (PrintRoom, CupsPrinter, PrintJob, InMemoryOutboxStorage) async throws -> Void
    ) async throws {
        try await PrintRoom.with(forgetfulness: forgetfulness) { room in
            if forgetfulness > 0 {
                // A polite end writes the queues down; it is the jobs alone that are to be forgotten.
                await room.stopCups()
                await room.startCups()
            }
            let (job, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue, state: state)
            try await body(room, carrier.printer(room.slipQueue, in: room), job, storage)
        }
    }

    /// Looks until the printer is as asked; a minute at most.
    private func status(
        of printer: CupsPrinter, until isThere: (PrinterStatus) -> Bool
    ) async throws -> PrinterStatus {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let status = await printer.status()
            if isThere(status) { return status }
            try #require(ContinuousClock.now < deadline, "the printer is \(status)")
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    @Test func `out of paper: staff see it, and the slip comes out when there is paper`() async throws {
        try await with { room, printer, job, storage in
            try await room.setPaper(false, at: room.slipQueue)
            #expect(await printer.status().reasons.contains("media-empty"), "before anything is printed")
            _ = try await carrier.carry(job, in: storage, to: [printer]) { $0.state == .printing }
            _ = try await status(of: printer) { $0.reasons.contains("media-empty") && $0.state == .printing }
            #expect(room.papers(room.slipQueue).isEmpty)
            try await room.setPaper(true, at: room.slipQueue)
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .printed)
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
            _ = try await status(of: printer) { $0.obstacle == nil && $0.state == .idle }
            #expect(await printer.status().reasons.isEmpty, "the queue's own word lingers, the machine's is newer")
        }
    }

    @Test func `switched off: nothing is sent to it, and the slip comes out when it is back`() async throws {
        try await with { room, printer, job, storage in
            await room.switchOff(room.slipQueue)
            let status = await printer.status()
            #expect(status.state == .unreachable)
            #expect(status.obstacle == "offline")
            let waiting = try await carrier.carry(job, in: storage, to: [printer]) { $0.problem != nil }
            #expect(waiting.state == .queued)
            #expect(waiting.problem == PrintProblem("print.waits-for-printer", ["reason": "offline"]))
            await room.switchOn(room.slipQueue)
            #expect(try await carrier.carry(job, in: storage, to: [printer]).state == .printed)
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
        }
    }

    @Test func `paused at the print service: staff see it, and the slip waits here`() async throws {
        try await with { room, printer, job, storage in
            let disable = try await Command.run(
                "cupsdisable", from: "cups-client", "-h", "\(room.host):\(room.port)", room.slipQueue)
            #expect(disable.status == 0, "\(disable.errors)")
            let status = await printer.status()
            #expect(status.state == .stopped)
            #expect(status.obstacle == "paused")
            let waiting = try await carrier.carry(job, in: storage, to: [printer]) { $0.problem != nil }
            #expect(waiting.state == .queued)
            _ = try await Command.run(
                "cupsenable", from: "cups-client", "-h", "\(room.host):\(room.port)", room.slipQueue)
            #expect(try await carrier.carry(job, in: storage, to: [printer]).state == .printed)
        }
    }

    @Test func `a queue that asks for a password says so, and nothing is sent`() async throws {
        try await with { room, printer, job, storage in
            try await room.lpadmin("-p", room.slipQueue, "-o", "auth-info-required=username,password")
            #expect(await printer.status().obstacle == "needs-password")
            let waiting = try await carrier.carry(job, in: storage, to: [printer]) { $0.problem != nil }
            #expect(waiting.problem == PrintProblem("print.waits-for-printer", ["reason": "needs-password"]))
        }
    }

    @Test func `stopped by us while the machine waits for paper: the machine is told`() async throws {
        try await with { room, printer, job, storage in
            try await room.setPaper(false, at: room.slipQueue)
            _ = try await carrier.carry(job, in: storage, to: [printer]) { $0.printerJobID != nil }
            await storage.requestCancellation(of: job.id)
            // This machine only says that it is stopping, and stops when it has paper.
            _ = try await carrier.carry(job, in: storage, to: [printer]) { _ in
                try await room.jobs(at: room.slipQueue).contains("processing-to-stop-point")
            }
            try await room.setPaper(true, at: room.slipQueue)
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .cancelled)
        }
    }

    @Test func `stopped at the machine by somebody else: it has failed, and says where`() async throws {
        try await with { room, printer, job, storage in
            try await room.setPaper(false, at: room.slipQueue)
            let printing = try await carrier.carry(job, in: storage, to: [printer]) { $0.printerJobID != nil }
            try await printer.cancelAtMachine(try #require(printing.printerJobID))
            try await room.setPaper(true, at: room.slipQueue)
            let end = try await carrier.carry(job, in: storage, to: [printer])
            // This machine prints on what is cancelled while it waits for paper; the print service may then count it
            // as done, and the paper is there.
            if end.state == .printed {
                #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
            } else {
                #expect(end.state == .failed)
                #expect(end.problem?.code == "print.cancelled-at-printer")
            }
        }
    }

    @Test func `stopped at the print service by somebody else: it has failed, and says where`() async throws {
        try await with(state: .submitted) { room, printer, job, storage in
            let created = try await printer.create(name: job.name, media: job.media)
            try await printer.cancel(created.id)
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .failed)
            #expect(end.problem?.code == "print.cancelled-elsewhere")
        }
    }

    @Test func `paper that it does not have: it has failed, and says that`() async throws {
        try await PrintRoom.with { room in
            let (job, storage) = try await carrier.job(Samples.ticket(), at: room.slipQueue)
            let end = try await carrier.carry(job, in: storage, to: [carrier.printer(room.slipQueue, in: room)])
            #expect(end.state == .failed)
            #expect(end.problem?.code == "print.wrong-paper", "\(String(describing: end.problem))")
            #expect(room.papers(room.slipQueue).isEmpty)
        }
    }

    @Test func `busy: what it cannot take yet waits, and all come out once`() async throws {
        try await with { room, printer, job, storage in
            try room.setDelay(0.7, at: room.slipQueue)
            var names = [job.name]
            for number in 2...4 {
                let next = PrintJob(
                    id: UUID().uuidString.lowercased(), purpose: .slip, subject: "s", label: "A00\(number)", media: .a5,
                    documentSHA256: "sha", printer: room.slipQueue, createdAt: carrier.moment)
                names.append(next.name)
                await storage.add(next)
            }
            _ = try await carrier.carry(job, in: storage, to: [printer]) { _ in await storage.unfinished().isEmpty }
            #expect(room.papers(room.slipQueue).map(\.job).sorted() == names.sorted())
        }
    }

    @Test func `CUPS ends while the machine prints, and would send it again: it is taken back in time`() async throws {
        try await with { room, printer, job, storage in
            try await room.waitForPaper(room.slipQueue)
            try room.setDelay(1.5, at: room.slipQueue)
            _ = try await carrier.carry(job, in: storage, to: [printer]) { $0.printerJobID != nil }
            room.killCups()
            await room.startCups()
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .printed, "\(String(describing: end.problem))")
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
            #expect(try await printer.find(name: job.name, id: nil).map(\.state) == [.cancelled])
        }
    }

    @Test func `sent again all the same: that it came out twice is told`() async throws {
        try await with(state: .submitted) { room, printer, job, storage in
            for _ in 1...2 {
                let created = try await printer.create(name: job.name, media: job.media)
                try await printer.send(try await storage.document("sha"), to: created.id)
                try await printer.release(created.id)
            }
            let deadline = ContinuousClock.now + .seconds(60)
            while room.papers(room.slipQueue).count < 2 {
                try #require(ContinuousClock.now < deadline, "waited a minute for two papers")
                try await Task.sleep(for: .milliseconds(50))
            }
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .doubled)
            #expect(end.problem == PrintProblem("print.came-more-than-once", ["count": "2"]))
        }
    }

    @Test func `an id that CUPS gives out again is not taken for ours`() async throws {
        try await with(state: .creating, forgetfulness: 30) { room, printer, job, storage in
            var ours = job
            ours.cupsJobID = try await printer.create(name: job.name, media: job.media).id
            try await storage.save(ours, replacing: job)
            // Acknowledged, but not written: CUPS forgets it, and gives its id to somebody else.
            room.killCups()
            await room.startCups()
            let printer = carrier.printer(room.slipQueue, in: room)
            let stranger = try await printer.create(name: "somebody-else", media: .a5)
            #expect(stranger.id == ours.cupsJobID, "CUPS did not give the id out again: the test shows nothing")
            let end = try await carrier.carry(ours, in: storage, to: [printer])
            #expect(end.state == .printed)
            #expect(end.cupsJobID != stranger.id)
            #expect(try await printer.find(name: "somebody-else", id: nil).map(\.state) == [.held])
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
        }
    }

    @Test func `lost by CUPS after its release, and unknown to the machine: a person must look`() async throws {
        try await with(state: .submitted, forgetfulness: 30) { room, printer, job, storage in
            await room.switchOff(room.slipQueue)
            let created = try await printer.create(name: job.name, media: job.media)
            try await printer.send(try await storage.document("sha"), to: created.id)
            try await printer.release(created.id)
            room.killCups()
            await room.startCups()
            await room.switchOn(room.slipQueue)
            let printer = carrier.printer(room.slipQueue, in: room)
            #expect(try await printer.find(name: job.name, id: nil).isEmpty, "CUPS did not forget it")
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .unknown)
            #expect(end.problem?.code == "print.lost-after-release")
            #expect(room.papers(room.slipQueue).isEmpty)
        }
    }
}
