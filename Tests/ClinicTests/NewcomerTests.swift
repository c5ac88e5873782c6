import Clinic
import ClinicFixture
import QueueEngine
import Testing

@Suite struct `What the desk sees before a number is issued` {
    @Test func `those of another queue in the same room are counted as the number itself tells them`() async throws {
        let world = try await World()
        let other = QueueID("endoscopy")
        _ = try await world.service.openSitting(
            room: World.room, doctor: World.doctor.username, queues: [World.queue, other], request(World.doctor))
        #expect(try await others(world) == 0)
        for name in ["一", "二", "三"] { try await world.issue(name) }
        for name in ["四", "五"] {
            _ = try await world.service.issue(World.order(.details(World.details(name))), in: other, request())
        }
        let before = try await others(world)
        #expect(before == 2)
        #expect(try await world.issue("六").others == before)
    }

    @Test func `nothing is counted while no room is open, nor of rooms that do not call the queue`() async throws {
        let world = try await World()
        #expect(try await others(world) == nil)
        try await world.openSitting()
        _ = try await world.service.issue(
            World.order(.details(World.details("四"))), in: QueueID("endoscopy"), request())
        #expect(try await others(world) == 0)
    }

    private func others(_ world: World) async throws -> Int? {
        let (now, day) = (world.service.now(), try await world.service.todaysDay())
        let plan = world.service.plan(of: day, now: now)
        return world.service.othersBeforeNewcomer(
            in: World.queue, entries: plan.entries(of: World.queue), plan: plan, day: day, now: now)
    }
}
