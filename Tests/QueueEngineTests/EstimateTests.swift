import Testing

@testable import QueueEngine

@Suite struct `Waiting times` {
    struct Range: Sendable {
        let expected: Double
        let from: Int
        let to: Int
    }

    static let ranges = [
        Range(expected: -5, from: 0, to: 5), Range(expected: 0, from: 0, to: 5), Range(expected: 1, from: 0, to: 5),
        Range(expected: 4, from: 0, to: 5), Range(expected: 4.1, from: 0, to: 10), Range(expected: 12, from: 5, to: 15),
        Range(expected: 20, from: 15, to: 25), Range(expected: 60, from: 45, to: 75),
        Range(expected: 61, from: 45, to: 80),
    ]

    @Test(arguments: ranges) func `an expected wait is told as a range, rounded outwards to five`(_ range: Range) {
        let told = WaitEstimate(expectedMinutes: range.expected)
        #expect([told.fromMinutes, told.toMinutes] == [range.from, range.to], "\(range)")
    }

    @Test func `every range holds what is expected and is never empty`() {
        for tenth in 0..<6000 {
            let expected = Double(tenth) / 10
            let told = WaitEstimate(expectedMinutes: expected)
            #expect(Double(told.fromMinutes) <= expected && expected <= Double(told.toMinutes))
            #expect(told.fromMinutes < told.toMinutes)
            #expect(told.fromMinutes % 5 == 0 && told.toMinutes % 5 == 0)
        }
    }

    @Test func `a measured consultation weighs against a prior worth twenty, and the last fifty count`() {
        var lengths = RecentLengths()
        #expect(lengths.mean(prior: 15) == 15)
        lengths.add(minutes: 36)
        #expect(lengths.mean(prior: 15) == 16)
        for _ in 0..<50 { lengths.add(minutes: 8) }
        #expect(lengths.minutes.count == 50)
        #expect(lengths.mean(prior: 15) == 10)
    }

    @Test func `with two rooms open everybody waits half as long, and paused rooms are left out`() throws {
        var morning = try Morning()
        try morning.sit("dr1")
        try morning.issue(count: 4)
        #expect(minutes(morning) == [0, 15, 30, 45])
        try morning.sit("dr2", in: RoomID("2"))
        #expect(minutes(morning) == [0, 0, 15, 15])
        try morning.do(.pauseSitting(room: RoomID("2")))
        #expect(minutes(morning) == [0, 15, 30, 45])
        try morning.do(.pauseSitting(room: RoomID("1")))
        #expect(morning.day.plan(now: morning.clock).entries.allSatisfy { $0.estimate(now: morning.clock) == nil })
    }

    @Test func `whoever is inside is expected to take what is left, and a minute at least`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 2)
        try morning.call()
        try morning.letIn()
        let began = morning.clock
        morning.clock = began.adding(seconds: 300)
        #expect(minutes(morning) == [10])
        morning.clock = began.adding(seconds: 3600)
        #expect(minutes(morning) == [1])
    }

    @Test func `consultations are measured from coming in to the end, per lane`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue()
        try morning.call()
        try morning.letIn()
        morning.clock = morning.clock.adding(seconds: 36 * 60 - 1)
        try morning.do(.complete(ticket: id(1)))
        #expect(morning.day.expectedMinutes(queue: Morning.queue, lane: .first) == 16)
        #expect(morning.day.expectedMinutes(queue: Morning.queue, lane: .returning) == 15)
    }

    private func minutes(_ morning: Morning) -> [Double] {
        morning.day.plan(now: morning.clock).entries.compactMap { $0.at?.seconds(since: morning.clock) }
            .map { $0 / 60 }
    }
}
