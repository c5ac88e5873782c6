import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

/// Tickets to a printer that takes ESC/POS on a TCP port, by the outbox itself.
@Suite struct `A receipt printer on the network` {
    private static let moment = Instant(milliseconds: 1_795_000_000_000)

    /// The outbox over one rendered ticket and a machine at that port, until the job is in `state`.
    private func deliver(
        to port: Int, answers: Bool = true, patience: Double = 20, until state: PrintState,
        meanwhile: @Sendable (InMemoryOutboxStorage) async throws -> Void = { _ in }
    ) async throws -> (job: PrintJob, raster: [UInt8]) {
        let ticket = try await SlipRenderer(makesRasters: true).render(Samples.ticket(), createdAt: Self.moment)
        let raster = try #require(ticket.raster)
        let job = PrintJob(
            id: "1", purpose: .ticket, subject: "t", label: "A027", media: ticket.media, documentSHA256: "pdf",
            rasterSHA256: "raster", printer: "ticket", createdAt: Self.moment)
        let storage = InMemoryOutboxStorage(jobs: [job], documents: ["raster": raster])
        let printer = ReceiptPrinter(
            id: "ticket", address: ReceiptAddress(host: "127.0.0.1", port: port, answers: answers), patience: patience)
        let outbox = Outbox(
            storage: storage, printers: [printer],
            pace: .init(follow: .milliseconds(20), retry: .milliseconds(50), idle: .milliseconds(50), attemptLimit: 5),
            now: { Self.moment }, sleep: { try await Task.sleep(for: $0) })
        let running = Task { await outbox.run() }
        defer { running.cancel() }
        try await meanwhile(storage)
        return (try await reached(state, in: storage), raster)
    }

    private func reached(_ state: PrintState, in storage: InMemoryOutboxStorage) async throws -> PrintJob {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            let job = try #require(await storage.job("1"))
            if job.state == state { return job }
            try #require(job.state.isUnfinished, "ended as \(job.state), \(job.problem?.code ?? "")")
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Look.Failure(words: "never \(state): \(String(describing: await storage.job("1")))")
    }

    @Test(arguments: [ReceiptListener.Manner.good, .closing])
    func `what comes out is the rendered picture, dot for dot, once, and the job is sent`(
        manner: ReceiptListener.Manner
    ) async throws {
        let machine = ReceiptListener(manner)
        defer { machine.close() }
        let (job, raster) = try await deliver(to: machine.port, until: .sent)
        #expect(machine.papers.map(\.bitmap) == [raster])
        #expect(job.problem == nil)
    }

    @Test func `the picture has the ticket's QR code, readable, and is as wide as the head`() async throws {
        let machine = ReceiptListener()
        defer { machine.close() }
        _ = try await deliver(to: machine.port, until: .sent)
        let paper = try #require(machine.papers.first)
        #expect(paper.width == 576)
        let file = FileManager.default.temporaryDirectory.appending(path: "receipt-\(UUID().uuidString).pbm")
        try Data(paper.bitmap).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let read = try await Command.run("zbarimg", from: "zbar-tools", "-q", "--nodbus", file.path)
        #expect(read.output.contains("QR-Code:\(Samples.ticketLink)"))
    }

    @Test(arguments: [1, 5_000, 40_000])
    func `a line that breaks on the way is unknown, and nothing is sent a second time`(bytes: Int) async throws {
        let machine = ReceiptListener(.cuts(after: bytes))
        defer { machine.close() }
        let (job, _) = try await deliver(to: machine.port, until: .unknown)
        #expect(job.problem?.code == "print.cut-off")
        let connections = machine.connections
        machine.behave(.good)
        try await Task.sleep(for: .milliseconds(200))
        #expect(machine.connections == connections)
        #expect(machine.papers.isEmpty)
    }

    @Test func `a machine that takes nothing and never answers is unknown after its time`() async throws {
        let machine = ReceiptListener(.hangs)
        defer { machine.close() }
        let (job, _) = try await deliver(to: machine.port, patience: 0.5, until: .unknown)
        #expect(job.problem?.code == "print.cut-off")
    }

    @Test func `one that is known never to answer is believed once the network has confirmed all`() async throws {
        let machine = ReceiptListener(.mute)
        defer { machine.close() }
        let (_, raster) = try await deliver(to: machine.port, answers: false, until: .sent)
        let end = ContinuousClock.now + .seconds(10)
        while machine.papers.isEmpty, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(10)) }
        #expect(machine.papers.map(\.bitmap) == [raster])
    }

    @Test func `one that refuses is tried again, then given up, and nothing is in doubt`() async throws {
        let machine = ReceiptListener(.refuses)
        defer { machine.close() }
        let (job, _) = try await deliver(to: machine.port, until: .failed)
        #expect(job.problem?.code == "print.receipt-unreachable")
    }

    @Test(arguments: [(ReceiptListener.Manner.outOfPaper, "media-empty"), (.coverOpen, "cover-open")])
    func `without paper or with its cover open it waits, says so, and prints once that is put right`(
        manner: ReceiptListener.Manner, reason: String
    ) async throws {
        let machine = ReceiptListener(manner)
        defer { machine.close() }
        let (_, raster) = try await deliver(to: machine.port, until: .sent) { storage in
            let end = ContinuousClock.now + .seconds(30)
            while await storage.job("1")?.problem != PrintProblem("print.waits-for-printer", ["reason": reason]) {
                try #require(ContinuousClock.now < end)
                try await Task.sleep(for: .milliseconds(20))
            }
            machine.behave(.good)
        }
        #expect(machine.papers.map(\.bitmap) == [raster])
    }

    @Test func `its state is what it answers`() async {
        let machine = ReceiptListener()
        defer { machine.close() }
        let printer = ReceiptPrinter(id: "t", address: ReceiptAddress(host: "127.0.0.1", port: machine.port))
        #expect(await printer.status() == PrinterStatus(state: .idle))
        machine.behave(.outOfPaper)
        #expect(
            await printer.status() == PrinterStatus(state: .stopped, reasons: ["media-empty"], obstacle: "media-empty"))
        machine.behave(.coverOpen)
        #expect(
            await printer.status() == PrinterStatus(state: .stopped, reasons: ["cover-open"], obstacle: "cover-open"))
        let nobody = ReceiptListener(.refuses)
        defer { nobody.close() }
        let gone = ReceiptPrinter(id: "g", address: ReceiptAddress(host: "127.0.0.1", port: nobody.port))
        #expect(await gone.status().state == .unreachable)
    }

    @Test(arguments: [
        ("escpos://10.0.0.9", ReceiptAddress(host: "10.0.0.9", port: 9100)),
        ("escpos://tickets.hospital:9101", ReceiptAddress(host: "tickets.hospital", port: 9101)),
        ("escpos://h:9100?answers=no", ReceiptAddress(host: "h", port: 9100, answers: false)),
        ("escpos://", nil), ("escpos://h:0", nil), ("escpos://h:65536", nil), ("escpos://h/x", nil),
        ("escpos://h?x", nil),
        ("cups://h/q", nil),
    ])
    func `its address is read, or refused`(text: String, address: ReceiptAddress?) {
        #expect(ReceiptAddress(text) == address)
    }
}

@Suite struct `The picture of a receipt` {
    private let moment = Instant(milliseconds: 1_795_000_000_000)

    @Test func `it is made for receipts alone, and only when asked for`() async throws {
        let renderer = SlipRenderer(makesRasters: true)
        #expect(try await renderer.render(Samples.ticket(), createdAt: moment).raster != nil)
        #expect(try await renderer.render(Samples.slip(), createdAt: moment).raster == nil)
        #expect(try await SlipRenderer().render(Samples.ticket(), createdAt: moment).raster == nil)
    }

    @Test func `it shows what the PDF shows`() async throws {
        let ticket = try await SlipRenderer(makesRasters: true).render(Samples.ticket(), createdAt: moment)
        let bitmap = try #require(ticket.raster)
        let page = try await Look.with(ticket.bytes) { try await Look.pixels($0, dotsPerMillimetre: 8) }
        // The head reaches 4 mm less at either side.
        let start = bitmap.count - 72 * page.height
        #expect(page.height == ticket.media.height * 8)
        func dot(_ x: Int, _ y: Int) -> Bool {
            (0..<576).contains(x) && (0..<page.height).contains(y)
                && (bitmap[start + y * 72 + x / 8] >> UInt8(7 - x % 8)) & 1 == 1
        }
        func ink(_ x: Int, _ y: Int) -> Bool {
            (0..<576).contains(x) && (0..<page.height).contains(y) && page.grey[y * page.width + x + 32] < 128
        }
        // The two draw the edges of letters a little unlike: what is black in one is black beside it in the other.
        func isNear(_ x: Int, _ y: Int, _ other: (Int, Int) -> Bool) -> Bool {
            (-1...1).contains { dy in (-1...1).contains { dx in other(x + dx, y + dy) } }
        }
        var (black, strange) = (0, 0)
        for y in 0..<page.height {
            for x in 0..<576 where dot(x, y) || ink(x, y) {
                black += 1
                if !(dot(x, y) ? isNear(x, y, ink) : isNear(x, y, dot)) { strange += 1 }
            }
        }
        #expect(black > 20_000)
        #expect(strange * 200 < black, "\(strange) of \(black) dots stand alone")
    }

    @Test func `other bytes are no picture, and bands keep every row`() {
        for bytes in ["", "P4", "P5\n8 1\n0", "P4\n8 2\n0", "P4\n9 1\n00"] {
            #expect(ReceiptCommands.print(bitmap: Array(bytes.utf8)) == nil, "\(bytes)")
        }
        for rows in [1, ReceiptCommands.bandRows, ReceiptCommands.bandRows + 1] {
            let head = Array("P4\n8 \(rows)\n".utf8)
            // One start, one cut, eight bytes a band, one byte a row.
            let bands = (rows + ReceiptCommands.bandRows - 1) / ReceiptCommands.bandRows
            let printed = ReceiptCommands.print(bitmap: head + [UInt8](repeating: 0xFF, count: rows))
            #expect(printed?.count == 2 + bands * 8 + rows + 4)
        }
    }
}
