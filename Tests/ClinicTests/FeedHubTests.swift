@testable import Clinic
@testable import QueueEngine
import Testing

@Suite struct FeedHubTests {
    private static let room = RoomID("1")
    private static let ticket = TicketID(high: 1, low: 2)

    @Test("Who comes back with an id that is not known, or too old, reads the picture anew")
    func reset() throws {
        let hub = Self.hub()
        for position in 1...FeedHub.kept * 2 { Self.announce(.sittingPaused(room: Self.room), at: position, to: hub) }
        #expect(hub.items(of: "a", after: 0)?.count == FeedHub.kept * 2)
        Self.announce(.sittingPaused(room: Self.room), at: FeedHub.kept * 2 + 1, to: hub)
        #expect(hub.items(of: "a", after: 0) == nil)
        #expect(hub.items(of: "a", after: FeedHub.kept - 1) == nil)
        #expect(hub.items(of: "a", after: FeedHub.kept)?.count == FeedHub.kept + 1)
        #expect(hub.items(of: "a", after: FeedHub.kept * 2 + 1) == [])
        #expect(hub.items(of: "a", after: FeedHub.kept * 2 + 2) == nil)
        #expect(hub.items(of: "no-such-display", after: 0) == nil)
    }

    @Test("A display's feed has the tickets of its queues, and what is about no ticket")
    func ownQueues() {
        let hub = Self.hub()
        Self.announce(
            .arrived(ticket: Self.ticket, placement: .lane(.first), late: false), at: 3, to: hub, queue: QueueID("a"))
        Self.announce(.sittingPaused(room: Self.room), at: 5, to: hub)
        Self.announce(.cancelled(ticket: Self.ticket, room: nil), at: 8, to: hub)
        #expect(hub.items(of: "a", after: 0)?.map(\.id) == [3, 5, 8])
        #expect(hub.items(of: "a", after: 0)?.map(\.previous) == [0, 3, 5])
        #expect(hub.items(of: "b", after: 0)?.map(\.id) == [5])
        #expect(hub.items(of: "b", after: 0)?.map(\.previous) == [0])
    }

    @Test("A new day begins without the tickets of the last, and goes on with its chain")
    func newDay() {
        let hub = Self.hub()
        Self.announce(
            .arrived(ticket: Self.ticket, placement: .lane(.first), late: false), at: 1, to: hub, queue: QueueID("a"))
        Self.announce(.sittingPaused(room: Self.room), at: 2, to: hub, stream: "day/demo/2026-03-03")
        Self.announce(
            .arrived(ticket: Self.ticket, placement: .lane(.first), late: false), at: 3, to: hub, queue: QueueID("b"),
            stream: "day/demo/2026-03-03")
        #expect(hub.items(of: "a", after: 0)?.map(\.id) == [1, 2])
        #expect(hub.items(of: "b", after: 0)?.map(\.previous) == [0, 2])
    }

    @Test("Only a call that was open is withdrawn by a cancellation")
    func cancellations() {
        let hub = Self.hub()
        let call = Act.called(
            ticket: Self.ticket, room: Self.room,
            choice: Choice(rule: .pattern, lane: .first, round: nil, rotation: nil), completes: nil)
        let missed = Act.missed(ticket: Self.ticket, room: Self.room, placement: .away)
        let acts: [Act] = [
            call, missed, .cancelled(ticket: Self.ticket, room: nil), call, .cancelled(ticket: Self.ticket, room: nil),
        ]
        for (index, act) in acts.enumerated() {
            Self.announce(act, at: index + 1, to: hub, queue: QueueID("a"))
        }
        let kinds = hub.items(of: "a", after: 0)?.map(\.kind)
        #expect(kinds == [.called, .withdrawn, .changed, .called, .withdrawn])
    }

    private static func hub() -> FeedHub {
        FeedHub(
            displays: ["a", "b"].map {
                ClinicLayout.Display(
                    id: $0, name: [:], queues: [QueueID($0)], languages: ["zh"], voice: [], showsNames: true,
                    notices: [])
            })
    }

    private static func announce(
        _ act: Act, at position: Int, to hub: FeedHub, queue: QueueID? = nil, stream: String = "day/demo/2026-03-02"
    ) {
        let stored = StoredEvent(
            position: position, id: "\(position)", stream: stream, version: position,
            time: Instant(milliseconds: Int64(position)), actor: "desk", type: act.name, payload: "")
        hub.announce([(stored, Event(act))]) { _ in queue }
    }
}
