import API
import Client
import Foundation

extension Company {
    /// Signs everybody in, finds queue, display and rooms, and opens the sittings.
    static func gather(_ options: RehearsalOptions, client: HouzhenClient, patients: Int) async throws -> Company {
        guard (1...options.doctorUsers.count).contains(options.doctors) else {
            throw RehearsalError("\(options.doctors) doctors, but only \(options.doctorUsers.count) sign-ins are known")
        }
        let nurse = try await signIn(options.deskUser, options: options, client: client)
        let clinic = try await nurse.send(.clinic())
        let queue = try chooseQueue(options.queue, in: clinic)
        let desk = Stage(
            client: nurse, pace: Pace(speed: clinic.clockSpeed), book: Book(patients: patients), queue: queue,
            date: clinic.date, random: SeededRandom(seed: options.seed), password: options.password)
        let reception = DeskFace(stage: desk, series: Int.random(in: 100_000..<1_000_000))
        let (display, feedId) = try await chooseDisplay(for: queue.id, in: clinic, client: nurse)
        var doctors: [DoctorFace] = []
        for (number, user) in options.doctorUsers.prefix(options.doctors).enumerated() {
            let doctor = try await signIn(user, options: options, client: client)
            let stage = desk.seen(by: doctor)
            let room = try await sitDown(user, stage: stage, taken: doctors.map(\.room.id))
            let form = try await outline(of: queue, client: doctor)
            doctors.append(DoctorFace(stage: stage, desk: reception, room: room, form: form, number: number))
        }
        return Company(
            desk: desk, reception: reception, doctors: doctors,
            display: DisplayFace(client: nurse, book: desk.book, display: display), feedId: feedId, clinic: clinic)
    }

    private static func signIn(
        _ user: String, options: RehearsalOptions, client: HouzhenClient
    ) async throws -> HouzhenClient {
        let credentials = SessionRequest(username: user, password: options.password)
        return client.signed(with: try await client.send(.signIn(credentials)).token)
    }

    private static func chooseQueue(_ id: String?, in clinic: ClinicResponse) throws(RehearsalError) -> QueueItem {
        let found = id.map { id in clinic.queues.first { $0.id == id } } ?? clinic.queues.first { $0.form != nil }
        guard let found else {
            throw RehearsalError(id.map { "there is no queue \($0)" } ?? "no queue here has a form to fill")
        }
        return found
    }

    private static func chooseDisplay(
        for queue: String, in clinic: ClinicResponse, client: HouzhenClient
    ) async throws -> (String, Int) {
        for display in clinic.displays {
            let picture = try await client.send(.display(display.id))
            if picture.queues.contains(where: { $0.id == queue }) { return (display.id, picture.feedId) }
        }
        throw RehearsalError("no display shows the queue \(queue)")
    }

    /// Opens the doctor's sitting in the room where they sit already, or in the first free one.
    private static func sitDown(_ user: String, stage: Stage, taken: [String]) async throws -> RoomResponse {
        let rooms = try await stage.ask(.rooms()).rooms.filter { !taken.contains($0.id) }
        let own = rooms.first { $0.sitting?.doctor == user }
        guard let room = own ?? rooms.first(where: { $0.sitting == nil && $0.current == nil }) else {
            throw RehearsalError("no room is free for \(user)")
        }
        if let left = room.current, left.state == "called" {
            _ = try await stage.ask(.begin(left.id, key: Stage.newKey()))
        }
        if room.sitting?.queues != [stage.queue.id] || room.sitting?.state != "open" {
            _ = try await stage.ask(
                .openSitting(in: room.id, SittingRequest(queues: [stage.queue.id]), key: Stage.newKey()))
        }
        return try await stage.ask(.room(room.id))
    }

    private static func outline(of queue: QueueItem, client: HouzhenClient) async throws -> FormOutline? {
        guard let form = queue.form else { return nil }
        return try FormOutline(id: form, definition: try await client.send(.form(form)))
    }
}
