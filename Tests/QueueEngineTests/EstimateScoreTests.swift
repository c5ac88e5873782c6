import QueueEngine
import Testing

@Suite struct `How far the estimate was off` {
    @Test func `consultations as long as expected are estimated to the walking time`() throws {
        var steps: [(command: Command, at: Instant)] = [
            (.openSitting(room: Morning.room, doctor: "dr1", queues: [Morning.queue]), at(0))
        ]
        var conducts: [TicketID: ReplayScript.Conduct] = [:]
        for index in 1...4 {
            let order = Command.Order(
                ticket: id(index), queue: Morning.queue, person: "p\(index)", lane: .first)
            steps.append((.issue(order), at(Double(index))))
            conducts[id(index)] = .init(stays: [.init(walkSeconds: 0, seconds: 900)])
        }
        let script = ReplayScript(
            date: "2026-11-20", noon: nil, queues: [QueueSetup(id: Morning.queue, sheet: Rules.sheet())],
            rooms: [Morning.room], steps: steps, conducts: conducts)
        let score = EstimateScore(ReplaySimulation(script).events)
        #expect(score.pairs.map(\.actual).map { $0.rounded() } == [0, 15, 30, 45])
        #expect((try #require(score.engineError)) < 0.1)
        #expect(EstimateScore([]).engineError == nil && EstimateScore().plainError == nil)
    }
}
