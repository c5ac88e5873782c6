import Clinic
import ClinicFixture
import QueueEngine

/// Mornings in which somebody asks why it is not their turn, one for each state that a ticket can be in.
enum ExplanationStory: String, CaseIterable, Sendable {
    case ready
    case booked
    case late
    case paused
    case noRoom
    case missed
    case backFromMiss
    case onHold
    case atTests
    case called
    case inRoom
    case backFromTests
    case done
    case voided
    case cancelled
}

extension ExplanationStory {
    /// Plays the morning from 8:00 on, every act a minute after the one before it; the ticket that is asked about.
    func play(in world: World) async throws -> String {
        switch self {
        case .ready: return try await ready(world)
        case .booked: return try await world.book("预约", slot: "09:30")
        case .late: return try await late(world)
        case .paused:
            let ticket = try await second(world)
            try await world.pauseSitting()
            return ticket
        case .noRoom: return try await world.next("病人")
        case .missed, .backFromMiss: return try await missed(world)
        case .voided: return try await voided(world)
        case .onHold:
            let ticket = try await second(world)
            try await world.act(ticket) { .hold(ticket: $0) }
            return ticket
        case .atTests, .backFromTests, .called, .inRoom, .done: return try await served(world)
        case .cancelled:
            let ticket = try await second(world)
            try await world.act(ticket) { .cancel(ticket: $0) }
            return ticket
        }
    }

    /// One is told to get ready per open room: the second of three, behind one who is inside.
    private func ready(_ world: World) async throws -> String {
        try await world.openSitting()
        _ = try await world.next("一")
        let ticket = try await world.next("二")
        _ = try await world.next("三")
        _ = try await world.call()
        world.clock.advance(seconds: 60)
        return ticket
    }

    /// Of four who wait the third one.
    private func second(_ world: World) async throws -> String {
        try await world.openSitting()
        for name in ["一", "二"] { _ = try await world.next(name) }
        let ticket = try await world.next("三")
        _ = try await world.next("四")
        return ticket
    }

    /// Booked for 8:30, here at 9:05, and two more calls before it.
    private func late(_ world: World) async throws -> String {
        try await world.openSitting()
        let ticket = try await world.book("迟", slot: "08:30")
        for name in ["一", "二", "三", "四"] { _ = try await world.next(name) }
        world.clock.advance(seconds: 3_600)
        try await world.act(ticket) { .arrive(ticket: $0) }
        return ticket
    }

    private func missed(_ world: World) async throws -> String {
        try await world.openSitting()
        let ticket = try await world.next("不在")
        for name in ["二", "三", "四"] { _ = try await world.next(name) }
        _ = try await world.call()
        for _ in 1...2 {
            world.clock.advance(seconds: 60)
            try await world.act(ticket) { .recall(ticket: $0) }
        }
        try await world.act(ticket) { .miss(ticket: $0) }
        guard self == .backFromMiss else { return ticket }
        _ = try await world.call()
        world.clock.advance(seconds: 60)
        try await world.act(ticket) { .rejoin(ticket: $0) }
        return ticket
    }

    private func served(_ world: World) async throws -> String {
        try await world.openSitting()
        let ticket = try await world.next("一")
        _ = try await world.next("二")
        _ = try await world.call()
        world.clock.advance(seconds: 60)
        guard self != .called else { return ticket }
        try await world.act(ticket) { .comeIn(ticket: $0) }
        guard self != .inRoom else { return ticket }
        try await world.act(ticket) { self == .done ? .complete(ticket: $0) : .sendForTests(ticket: $0) }
        if self == .backFromTests { try await world.act(ticket) { .returnFromTests(ticket: $0) } }
        return ticket
    }

    /// Three times called and not come, as often as the sheet bears.
    private func voided(_ world: World) async throws -> String {
        try await world.openSitting()
        let ticket = try await world.next("不来")
        for miss in 1...3 {
            _ = try await world.call()
            for _ in 1...2 {
                world.clock.advance(seconds: 60)
                try await world.act(ticket) { .recall(ticket: $0) }
            }
            try await world.act(ticket) { .miss(ticket: $0) }
            if miss < 3 { try await world.act(ticket) { .rejoin(ticket: $0) } }
        }
        return ticket
    }
}

extension World {
    /// A number, and a minute later.
    fileprivate func next(_ name: String) async throws -> String {
        let ticket = try await issue(name).ticket
        clock.advance(seconds: 60)
        return ticket
    }

    fileprivate func book(_ name: String, slot: String) async throws -> String {
        let order = Self.order(.details(Self.details(name)), slot: slot)
        return try await service.issue(order, in: Self.queue, request()).ticket
    }

    fileprivate func pauseSitting() async throws {
        _ = try await service.pauseSitting(room: Self.room, request(Self.doctor))
    }

    /// An act, and a minute later.
    fileprivate func act(_ ticket: String, _ command: @escaping @Sendable (TicketID) -> Command) async throws {
        _ = try await service.act(onTicket: ticket, request(Self.doctor), command)
        clock.advance(seconds: 60)
    }
}
