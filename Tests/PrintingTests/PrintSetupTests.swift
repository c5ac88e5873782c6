import Foundation
import PrintRoom
import Printing
import Testing

@Suite struct `What a CUPS installation is told to change` {
    private static let goodDaemon = """
        # a comment
        DirtyCleanInterval 0
        ErrorPolicy retry-current-job
        MaxJobs 0
        PreserveJobFiles No
        IdleExitTimeout 0
        <Policy default>
          MaxHoldTime 30
        </Policy>
        """
    private static let goodFiles = "SyncOnClose Yes"
    private static let goodQueue = CupsQueue(name: "slip", deviceURI: "ipp://printer/ipp/print?waitjob=false")

    private func codes(daemon: String = goodDaemon, files: String = goodFiles, queue: CupsQueue = goodQueue) -> [String]
    {
        PrintSetup(daemon: daemon, files: files, queues: [queue]).findings.map { ($0.isGrave ? "!" : "") + $0.code }
    }

    @Test func `is nothing where all is well`() { #expect(codes().isEmpty) }

    @Test func `is what CUPS does when it is told nothing`() {
        let expected = [
            "!dirty-clean-interval", "!sync-on-close", "!max-jobs", "error-policy", "preserve-job-files",
            "idle-exit-timeout",
        ]
        #expect(codes(daemon: "", files: "") == expected)
    }

    @Test(arguments: [
        ("DirtyCleanInterval 30s", "!dirty-clean-interval"), ("dirtycleaninterval 1", "!dirty-clean-interval"),
        ("ErrorPolicy abort-job", "error-policy"), ("MaxJobs 1999", "!max-jobs"), ("MaxJobs 2000", nil),
        ("MaxHoldTime 1h", "!max-hold-time"), ("PreserveJobHistory No", "!preserve-job-history"),
        ("PreserveJobHistory 2d", "!preserve-job-history"), ("PreserveJobHistory 3d", nil),
        ("PreserveJobFiles 1d", "preserve-job-files"), ("IdleExitTimeout 60", "idle-exit-timeout"),
    ])
    func `is each setting that is wrong, and that alone`(line: String, code: String?) {
        #expect(codes(daemon: Self.goodDaemon + "\n" + line) == [code].compactMap(\.self))
    }

    @Test(arguments: [
        ("ipp://printer/ipp/print", "!waitjob"), ("ipps://printer/ipp/print?waitjob=true", "!waitjob"),
        ("dnssd://Laser._ipp._tcp.local/?uuid=1", "!waitjob"), ("ipp://p/ipp?waitprinter=false&waitjob=false", nil),
        ("usb://Brother/HL", "no-ipp"), ("socket://printer:9100", "no-ipp"),
    ])
    func `is a device address that makes CUPS wait for the paper`(uri: String, code: String?) {
        #expect(codes(queue: CupsQueue(name: "slip", deviceURI: uri)) == [code].compactMap(\.self))
    }

    @Test func `says the whole address that is better`() {
        func better(_ uri: String) -> String? {
            PrintSetup(
                daemon: Self.goodDaemon, files: Self.goodFiles, queues: [CupsQueue(name: "slip", deviceURI: uri)]
            ).findings.first?.arguments["better"]
        }
        #expect(better("ipp://p/ipp/print") == "ipp://p/ipp/print?waitjob=false")
        #expect(better("ipp://p/ipp/print?x=1") == "ipp://p/ipp/print?x=1&waitjob=false")
    }

    @Test func `is a queue that stops, rejects, or is raw`() {
        var queue = Self.goodQueue
        queue.errorPolicy = "stop-printer"
        queue.isStopped = true
        queue.isAccepting = false
        queue.isRaw = true
        #expect(codes(queue: queue) == ["!queue-error-policy", "!queue-stopped", "!queue-rejects", "queue-raw"])
    }

    @Test func `is nothing in the print room, until its queue is spoilt`() async throws {
        try await PrintRoom.with { room in
            let address = PrinterAddress(host: room.host, port: room.port, queue: room.slipQueue)
            let daemon = try String(contentsOf: room.folder.appending(path: "cups/cupsd.conf"), encoding: .utf8)
            let files = try String(contentsOf: room.folder.appending(path: "cups/cups-files.conf"), encoding: .utf8)
            func codes() throws -> [String] {
                let queues = try CupsQueue.all(at: address)
                #expect(queues.map(\.name) == [room.slipQueue, room.ticketQueue])
                return PrintSetup(daemon: daemon, files: files, queues: queues).findings.map(\.code)
            }
            #expect(try codes().isEmpty)
            try await room.lpadmin(
                "-p", room.slipQueue, "-v", "ipp://localhost:9/ipp/print", "-o", "printer-error-policy=abort-job")
            _ = try await Command.run(
                "cupsdisable", from: "cups-client", "-h", "\(room.host):\(room.port)", room.slipQueue)
            _ = try await Command.run(
                "cupsreject", from: "cups-client", "-h", "\(room.host):\(room.port)", room.slipQueue)
            #expect(try codes() == ["waitjob", "queue-error-policy", "queue-stopped", "queue-rejects"])
        }
    }
}
