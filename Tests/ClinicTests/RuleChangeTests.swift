import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite("A changed rule sheet") struct RuleChangeTests {
    private static func issue(_ name: String, _ fixture: ClinicFixture) async throws -> String {
        try await fixture.service.issue(World.order(.details(World.details(name))), in: World.queue, request()).ticket
    }

    @Test("is refused under the version that the journal knows otherwise; of an earlier one it may be what it was")
    func sameVersion() async throws {
        let store = RecordingStore(MemoryStore())
        let clock = TestClock()
        func start(version: Int, undoMinutes: Int) async throws {
            _ = try await ClinicFixture(store: store, clock: clock) { layout in
                layout.queues[0].sheet.version = version
                layout.queues[0].sheet.undoMinutes = undoMinutes
            }
        }
        try await start(version: 5, undoMinutes: 10)
        try await start(version: 6, undoMinutes: 11)
        let count = store.events.count
        for (version, minutes) in [(6, 10), (5, 11)] {
            let error = await #expect(throws: DefinitionsChanged.self) {
                try await start(version: version, undoMinutes: minutes)
            }
            guard case .rules(_, version, _)? = error?.definitions.first else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        try await start(version: 5, undoMinutes: 10)
        #expect(store.events.count == count)
    }

    @Test("takes effect when the server starts again, as a new version in the journal; the past stays under its own")
    func versions() async throws {
        let store = RecordingStore(MemoryStore())
        let clock = TestClock()
        let before = try await ClinicFixture(store: store, clock: clock)
        let yesterday = before.service.today
        _ = try await Self.issue("张三", before)
        clock.advance(seconds: 24 * 3_600)
        for name in ["李四", "王五"] { _ = try await Self.issue(name, before) }
        let after = try await ClinicFixture(store: store, clock: clock) { layout in
            for index in layout.queues.indices {
                layout.queues[index].sheet.version = 3
                layout.queues[index].sheet.pattern = [.lane(.returning)] + layout.queues[index].sheet.pattern
            }
        }
        _ = try await Self.issue("赵六", after)
        let today = after.service.today
        #expect(try await after.service.day(today).sheet(of: World.queue)?.version == 3)
        #expect(try await after.service.day(yesterday).sheet(of: World.queue)?.version == 2)
        let adopted = store.events.filter { $0.type == "rules-adopted" }
        #expect(adopted.map(\.stream).allSatisfy { $0.hasSuffix(today.description) } && !adopted.isEmpty)
        // Those who were there stand where they stood.
        #expect(try await after.service.day(today).waitingCount(of: World.queue) == 3)
        // Started once more with the same sheets, nothing is adopted again.
        let count = store.events.count
        _ = try await ClinicFixture(store: store, clock: clock) { layout in
            for index in layout.queues.indices {
                layout.queues[index].sheet.version = 3
                layout.queues[index].sheet.pattern = [.lane(.returning)] + layout.queues[index].sheet.pattern
            }
        }
        #expect(store.events.count == count)
    }

    @Test("a queue and a room that are added to the clinic exist on days that a booking has opened before, and once")
    func extended() async throws {
        let store = RecordingStore(MemoryStore())
        let clock = TestClock()
        let before = try await ClinicFixture(store: store, clock: clock)
        let tomorrow = LocalDate(before.service.now().adding(seconds: 86_400), in: before.service.layout.timeZone)
        _ = try await Self.issue("张三", before)
        let booking = World.order(.details(World.details("李四")), date: tomorrow.description)
        _ = try await before.service.issue(booking, in: World.queue, request())

        let (added, room) = (QueueID("added"), RoomID("added-room"))
        func start() async throws -> ClinicFixture {
            try await ClinicFixture(store: store, clock: clock) { layout in
                var queue = layout.queues[0]
                (queue.id, queue.sheet.id) = (added, "added")
                queue.sheet.number.prefix = "N"
                layout.queues.append(queue)
                layout.rooms.append(ClinicLayout.Room(id: room, name: ["zh": "新诊室", "en": "New room"]))
            }
        }
        let after = try await start()
        for date in [after.service.today, tomorrow] {
            let order = World.order(
                .details(World.details("王五\(date)")), date: date == tomorrow ? date.description : nil)
            #expect(try await after.service.issue(order, in: added, request()).label == "N001")
            let day = try await after.service.day(date)
            #expect(day.queues.contains(added) && day.rooms.contains { $0.id == room })
        }
        let count = store.events.count
        let again = try await start()
        #expect(store.events.count == count)
        #expect(try await again.service.day(tomorrow).queues == again.service.day(again.service.today).queues)
    }
}
