import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

/// CUPS trusts whatever certificate it sees first. Whoever sets one that must be shown is told when another is.
@Suite struct `A certificate that was set` {
    private let carrier = Carrier()
    private let another = String(repeating: "ab", count: 32)

    @Test func `must be shown by the print service, or nothing is sent`() async throws {
        try await PrintRoom.with { room in
            let (job, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue)
            let wrong = carrier.printer(room.slipQueue, in: room) {
                $0.isEncrypted = true
                $0.certificate = another
            }
            let status = await wrong.status()
            #expect(status.state == .unreachable)
            #expect(status.problem?.code == "print.wrong-certificate")
            let waiting = try await carrier.carry(job, in: storage, to: [wrong]) { $0.problem != nil }
            #expect(waiting.state == .queued)
            let plain = carrier.printer(room.slipQueue, in: room)
            #expect(try await plain.find(name: job.name, id: nil).isEmpty)

            let shown = try #require(room.certificate(of: .cups))
            let right = carrier.printer(room.slipQueue, in: room) {
                $0.isEncrypted = true
                $0.certificate = Hash.sha256(shown)
            }
            #expect(try await carrier.carry(job, in: storage, to: [right]).state == .printed)
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
        }
    }

    @Test func `must be shown by the machine, or nothing is sent`() async throws {
        try await PrintRoom.with { room in
            try await room.encrypt(room.slipQueue)
            let (job, storage) = try await carrier.job(Samples.slip(), at: room.slipQueue)
            let wrong = carrier.printer(room.slipQueue, in: room) { $0.machineCertificate = another }
            #expect(await wrong.status().problem?.code == "print.wrong-certificate")
            let waiting = try await carrier.carry(job, in: storage, to: [wrong]) { $0.problem != nil }
            #expect(waiting.state == .queued)
            #expect(waiting.problem == PrintProblem("print.waits-for-printer", ["reason": "wrong-certificate"]))

            let shown = try #require(room.certificate(of: .printers))
            let right = carrier.printer(room.slipQueue, in: room) { $0.machineCertificate = Hash.sha256(shown) }
            #expect(try await carrier.carry(job, in: storage, to: [right]).state == .printed)
            #expect(room.papers(room.slipQueue).map(\.job) == [job.name])
        }
    }

    @Test(arguments: [
        "cups://h/q?certificate=", "cupss://h/q?certificate=12", "cups://h/q?colour=red", "cups://h/q?",
        "cupss://h/q?certificate", "cups://h/q?machine-certificate=\(String(repeating: "g", count: 64))",
        "cups://h/q?certificate=\(String(repeating: "a", count: 64))",
    ])
    func `is refused where it cannot be one`(text: String) { #expect(PrinterAddress(text) == nil) }

    @Test func `is read from a printer's address`() {
        let address = PrinterAddress("cupss://h/q?certificate=\(another.uppercased())&machine-certificate=\(another)")
        #expect(
            address
                == PrinterAddress(
                    host: "h", queue: "q", isEncrypted: true, certificate: another, machineCertificate: another))
    }
}
