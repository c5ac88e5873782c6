import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip

/// A slip and a ticket on paper: how long, how many bytes, and the same content set by two Python libraries in the same
/// run, each in a process that is warm as ours is.
struct PaperRows {
    static let rounds = 5
    private static let papersPerRound = 20
    private static let python = ".build/bench-venv/bin/python"

    private let clock = ContinuousClock()

    func print() async throws {
        Swift.print("paper, medians of \(Self.rounds) rounds")
        let renderer = SlipRenderer(makesRasters: true)
        let started = clock.now
        try await renderer.warmUp()
        row("warm-up at start", milliseconds(clock.now - started))
        let slip = Samples.slip()
        let bytes = try await renderer.render(slip, createdAt: Samples.moment).bytes.count
        var (slips, tickets, peers) = ([Double](), [Double](), [String: [Double]]())
        for round in 0..<Self.rounds {
            slips.append(try await each(renderer) { Samples.slip(name: "病人\(round * Self.papersPerRound + $0)") })
            tickets.append(try await each(renderer) { Samples.ticket(label: "A\(round * Self.papersPerRound + $0)") })
            for peer in ["reportlab", "weasyprint"] {
                if let time = try peerTime(peer, slip) { peers[peer, default: []].append(time) }
            }
        }
        let own = Bench.median(slips)
        row("slip, warm", own, "\(bytes) bytes")
        row("ticket with its picture, warm", Bench.median(tickets))
        row("slip, first of a process", try cold())
        for (peer, times) in peers.sorted(by: { $0.key < $1.key }) {
            let time = Bench.median(times)
            row("the same slip by \(peer), warm", time, String(format: "ratio %.1f", time / own))
        }
        if peers.isEmpty { Swift.print("  no \(Self.python): the Python libraries were not measured") }
    }

    private func row(_ name: String, _ milliseconds: Double, _ note: String = "") {
        Swift.print("  " + name.padded(44) + String(format: "%.2f ms  ", milliseconds) + note)
    }

    private func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }

    /// The median of one round's papers, each of them another.
    private func each(_ renderer: SlipRenderer, _ make: (Int) -> Document) async throws -> Double {
        var times: [Double] = []
        for index in 0..<Self.papersPerRound {
            let document = make(index)
            let start = clock.now
            _ = try await renderer.render(document, createdAt: Samples.moment)
            times.append(milliseconds(clock.now - start))
        }
        return Bench.median(times)
    }

    /// The word that makes this program render one slip and say how long it took.
    static let coldWord = "--one-slip"

    /// Fonts and all, in a process that has rendered nothing.
    static func printCold() async throws {
        let start = ContinuousClock.now
        _ = try await SlipRenderer().render(Samples.slip(), createdAt: Samples.moment)
        Swift.print((ContinuousClock.now - start) / .milliseconds(1))
    }

    private func cold() throws -> Double {
        let times = try (0..<Self.rounds).map { _ in
            Double(try output(of: CommandLine.arguments[0], [Self.coldWord])) ?? .nan
        }
        return Bench.median(times)
    }

    /// Milliseconds a slip takes there; nil without the Python environment. `Tests/Bench/peers` has what is run.
    private func peerTime(_ peer: String, _ document: Document) throws -> Double? {
        guard FileManager.default.isExecutableFile(atPath: Self.python) else { return nil }
        let file = FileManager.default.temporaryDirectory.appending(path: "slip-\(UUID().uuidString).json")
        try JSONEncoder().encode(document).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return Double(try output(of: Self.python, ["Tests/Bench/peers/\(peer)_slip.py", file.path]))
    }

    private func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
