import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite struct `A replay's differences in words` {
    /// A day with two numbers and a call in it, and as which the call is recorded.
    private func called(as change: (TicketID) -> Act, in language: String) throws -> String {
        let shipped = try Shipped.once.get()
        let layout = shipped.layout
        let queue = try #require(layout.queue(World.queue))
        var day = ClinicDay()
        let start = Instant(milliseconds: 1_772_409_600_000)
        var events: [TimedEvent] = []
        func act(_ command: Command) throws {
            for event in try day.decide(command, now: start) {
                day.apply(event, at: start)
                events.append(TimedEvent(event, at: start))
            }
        }
        try act(
            .open(
                date: "2026-03-02", queues: [QueueSetup(id: queue.id, sheet: queue.sheet)], rooms: [World.room],
                noon: nil))
        try act(.openSitting(room: World.room, doctor: "doctor", queues: [queue.id]))
        let tickets = [1, 2].map { TicketID(high: 7, low: $0) }
        for ticket in tickets {
            try act(.issue(.init(ticket: ticket, queue: queue.id, person: "\(ticket)", lane: .first)))
        }
        events.append(TimedEvent(Event(change(tickets[1])), at: start))
        let difference = try #require(Replay(events).differences.first)
        return ReplayText(wording: shipped.wording, layout: layout, language: language).line(difference, on: day)
    }

    private func wrongCall(_ ticket: TicketID) -> Act {
        .called(
            ticket: ticket, room: World.room, choice: Choice(rule: .absolute, lane: .urgent, round: nil, rotation: nil),
            completes: nil)
    }

    @Test func `an act that makes no sense is told with the refusal's sentence`() throws {
        let chinese = try called(as: { .completed(ticket: $0, room: World.room) }, in: "zh")
        #expect(chinese.contains("“A002 在 1 诊室 看完”"), "\(chinese)")
        #expect(chinese.contains("不许：A002 现在是“") && !chinese.contains("wrong-state"), "\(chinese)")
    }

    @Test func `a call is told by its labels, its room and the sentence of its rule`() throws {
        let chinese = try called(as: wrongCall, in: "zh")
        #expect(chinese.contains("记录为“叫 A002 到 1 诊室（绿色通道先于轮流叫的人）”"), "\(chinese)")
        #expect(chinese.contains("重新判定为“叫 A001 到 1 诊室（叫到时本队列只有初诊轮得到"), "\(chinese)")
        let english = try called(as: wrongCall, in: "en")
        #expect(english.contains("A002 called to Room 1") && english.contains("A001 called to Room 1"), "\(english)")
        for line in [chinese, english] {
            #expect(!line.contains("ticket-") && !line.contains("absolute") && !line.contains("{"), "\(line)")
        }
    }
}
