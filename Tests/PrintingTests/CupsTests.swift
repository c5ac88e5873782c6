import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

/// A real CUPS server and real IPP printers, on loopback.
@Suite struct `Printing through CUPS` {
    private let carrier = Carrier()
    private var moment: Instant { carrier.moment }

    @Test func `a slip and a ticket come out once each, on the paper they were made for`() async throws {
        try await PrintRoom.with { room in
            for (document, queue) in [(Samples.slip(), room.slipQueue), (Samples.ticket(), room.ticketQueue)] {
                let (job, storage) = try await carrier.job(document, at: queue)
                let end = try await carrier.carry(job, in: storage, to: [carrier.printer(queue, in: room)])
                #expect(end.state == .printed)
                #expect(end.problem == nil)
                #expect(end.cupsJobID != nil)
                #expect(end.cupsJobUUID?.hasPrefix("urn:uuid:") == true)
                #expect(end.printerJobID != nil)
                #expect(room.papers(queue).map(\.job) == [job.name])
            }
            let ticket = try #require(room.papers(room.ticketQueue).first)
            let size = try #require(Look.rasterSize(ticket.file))
            let media = try await carrier.renderer.render(Samples.ticket(), createdAt: moment).media
            // 203 dots an inch; CUPS 2.4 rounds a roll's sizes to whole points.
            #expect(abs(size.width - 80 * 203 * 10 / 254) < 6)
            #expect(abs(size.height - media.height * 203 * 10 / 254) < 6)
            let slip = try #require(room.papers(room.slipQueue).first)
            let information = try await Look.information(slip.file)
            #expect(information.contains("419.5") && information.contains("595.2"), "A5: \(information)")
        }
    }

    @Test func `twenty slips at once come out once each`() async throws {
        try await PrintRoom.with { room in
            let (first, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue)
            var names = [first.name]
            for number in 2...20 {
                let next = PrintJob(
                    id: UUID().uuidString.lowercased(), purpose: .slip, subject: "s", label: "A0\(number)", media: .a5,
                    documentSHA256: "sha", printer: room.slipQueue, createdAt: moment)
                names.append(next.name)
                await storage.add(next)
            }
            let outbox = Outbox(
                storage: storage, printers: [carrier.printer(room.slipQueue, in: room)],
                pace: Outbox.Pace(follow: .milliseconds(100)), now: { [moment] in moment }
            ) { try await Task.sleep(for: $0) }
            let running = Task { await outbox.run() }
            let deadline = ContinuousClock.now + .seconds(60)
            while await !storage.unfinished().isEmpty, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(20))
            }
            running.cancel()
            await running.value
            #expect(room.papers(room.slipQueue).map(\.job).sorted() == names.sorted())
            for name in names {
                let id = try #require(name.split(separator: ":").last.map(String.init))
                #expect(await storage.job(id)?.state == .printed)
            }
        }
    }

    @Test func `a created job is held: nothing comes out before it is released`() async throws {
        try await PrintRoom.with { room in
            let printer = carrier.printer(room.slipQueue, in: room)
            let (job, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue, state: .creating)
            let document = try await storage.document("sha")
            let created = try await printer.create(name: job.name, media: job.media)
            var found = try await printer.find(name: job.name, id: nil)
            #expect(found.map(\.state) == [.held])
            #expect(found.map(\.documents) == [0])
            #expect(found.map(\.uuid) == [created.uuid])
            try await printer.send(document, to: created.id)
            found = try await printer.find(name: job.name, id: created.id)
            #expect(found.map(\.documents) == [1])
            #expect(found.map(\.kibibytes) == [(document.count + 1023) / 1024])
            try await Task.sleep(for: .milliseconds(500))
            #expect(room.papers(room.slipQueue).isEmpty)
            #expect(try await printer.ask(name: job.name) == .absent)
            // An outbox that finds the job like this carries on where the last one stopped.
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .printed)
            #expect(end.cupsJobID == created.id)
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
        }
    }

    @Test func `a job that is cancelled on its way does not come out, and says so`() async throws {
        try await PrintRoom.with { room in
            let printer = carrier.printer(room.slipQueue, in: room)
            let (job, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue, state: .creating)
            _ = try await printer.create(name: job.name, media: job.media)
            await storage.requestCancellation(of: job.id)
            let end = try await carrier.carry(job, in: storage, to: [printer])
            #expect(end.state == .cancelled)
            #expect(room.papers(room.slipQueue).isEmpty)
        }
    }

    @Test func `what the printer aborts has failed`() async throws {
        try await PrintRoom.with { room in
            try room.setFailing(at: room.slipQueue)
            let (job, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue)
            let end = try await carrier.carry(job, in: storage, to: [carrier.printer(room.slipQueue, in: room)])
            #expect(end.state == .failed)
            // CUPS cancels what the printer aborted: whichever of the two is asked first tells its own word.
            #expect(["print.aborted-at-printer", "print.cancelled-elsewhere"].contains(end.problem?.code))
        }
    }

    @Test func `a queue that is not there is a lasting failure`() async throws {
        try await PrintRoom.with { room in
            let (job, storage) = try await carrier.job(Samples.slip(), at: "nowhere")
            let end = try await carrier.carry(job, in: storage, to: [carrier.printer("nowhere", in: room)])
            #expect(end.state == .failed)
            #expect(end.problem?.code == "print.no-such-queue")
            let status = await carrier.printer("nowhere", in: room).status()
            #expect(status.state == .unreachable)
        }
    }

    @Test func `jobs survive a restart of CUPS in the middle, and come out once`() async throws {
        try await PrintRoom.with { room in
            let printer = carrier.printer(room.slipQueue, in: room)
            let (job, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue, state: .creating)
            _ = try await printer.create(name: job.name, media: job.media)
            await room.stopCups()
            async let ending = carrier.carry(job, in: storage, to: [printer])
            let patience = ContinuousClock.now + .seconds(20)
            while await storage.job(job.id)?.problem?.code != "print.no-service", ContinuousClock.now < patience {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(await storage.job(job.id)?.problem?.code == "print.no-service")
            await room.startCups()
            let end = try await ending
            #expect(end.state == .printed)
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
        }
    }
}
