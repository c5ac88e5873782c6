import Foundation

/// The whole proof from the command line.
@main
struct Prove {
    private static let usage = "usage: proof PATH-TO-HOUZHEN RESOURCES [TICKETS KILLS [SEED]]"

    static func main() async throws {
        let words = CommandLine.arguments
        let numbers = words.dropFirst(3).map { Int($0) }
        guard words.count >= 3, !numbers.contains(nil) else {
            print(usage)
            exit(2)
        }
        let given = numbers.compactMap(\.self)
        let seed = given.count > 2 ? UInt64(given[2]) : UInt64.random(in: 1...999_999)
        let plan = ProofPlan(
            tickets: given.first ?? 10_000, kills: given.count > 1 ? given[1] : 24, seed: seed, limit: .seconds(1_500))
        print("seed \(seed)")
        let result: ProofResult
        do {
            result = try await ProofRun.run(plan, program: words[1], resources: words[2])
        } catch {
            print("the proof could not be made: \(error)")
            exit(1)
        }
        print(result.table)
        for shortfall in result.shortfalls { print("too little: \(shortfall)") }
        for finding in result.findings.prefix(50) { print("found: \(finding)") }
        guard result.findings.isEmpty, result.shortfalls.isEmpty else {
            print("\(result.findings.count) findings; data in \(result.folder); refusals \(result.refusals)")
            exit(1)
        }
    }
}
