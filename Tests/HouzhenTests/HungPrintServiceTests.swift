import API
import Client
import Foundation
import Glibc
import PrintRoom
import Testing

@Suite struct `A print service that accepts and never answers` {
    /// Ten rounds; each would wait for the print service's two seconds or more if any of its requests did.
    @Test(.timeLimit(.minutes(2)))
    func `holds up no request, of the printers or of anything else`() async throws {
        let silent = try SilentPort(listening: true)
        let address = "cups://127.0.0.1:\(silent.port)/any"
        let flags = ["--demo", "--printer", "slip=\(address)", "--printer", "ticket=\(address)"]
        try await RunningServer.with(RunningServer(flags: flags)) { server in
            try await Staff.with("desk", at: await server.address) { desk in
                let start = ContinuousClock.now
                for round in 1...10 {
                    let order = IssueRequest(patient: PatientReference(name: "测试\(round)", sex: "male"), print: true)
                    _ = try await desk.client.send(.issue(in: "anesthesia", order, key: UUID().uuidString))
                    _ = try await desk.client.send(.printers())
                    _ = try await desk.client.send(.testPage(at: "slip", key: UUID().uuidString))
                }
                #expect(ContinuousClock.now - start < .seconds(20))
                let deadline = ContinuousClock.now + .seconds(30)
                while try await desk.client.send(.printers()).printers.contains(where: { $0.state != "unreachable" }) {
                    try #require(ContinuousClock.now < deadline, "the printers are never seen to be unreachable")
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
        }
    }
}
