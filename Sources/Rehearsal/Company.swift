import API
import Client
import Foundation

/// Everybody who plays, signed in and in place.
struct Company: Sendable {
    let desk: Stage
    let reception: DeskFace
    let doctors: [DoctorFace]
    let display: DisplayFace
    /// The place on the feed that the screen's first picture includes.
    let feedId: Int
    let clinic: ClinicResponse

    /// What the output says about the clinic.
    var notes: [String] {
        let rooms = doctors.map(\.room.id).joined(separator: ", ")
        return [
            "Queue \(desk.queue.id), rooms \(rooms), display \(display.display); "
                + "the clinic's clock runs \(clinic.clockSpeed.formatted())× as fast as the wall's."
        ]
    }

    /// Longer than any sound morning takes, in real time.
    func limit(for morning: Morning) -> Duration {
        let work = morning.patients.map(\.consultation).reduce(0, +) / Double(doctors.count)
        return .seconds((morning.length + work + 3600) * 2 / desk.pace.speed + 300)
    }

    /// A morning that would run past midnight cannot be played: its numbers would belong to yesterday.
    func checkDay(for morning: Morning) throws(RehearsalError) {
        var calendar = Calendar(identifier: .gregorian)
        guard let zone = TimeZone(identifier: clinic.timeZone) else {
            throw RehearsalError("the clinic's time zone \(clinic.timeZone) is not known here")
        }
        calendar.timeZone = zone
        let day = calendar.startOfDay(for: clinic.now)
        guard let midnight = calendar.date(byAdding: .day, value: 1, to: day) else { return }
        let left = midnight.timeIntervalSince(clinic.now) - desk.pace.now
        let work = morning.patients.map(\.consultation).reduce(0, +) / Double(doctors.count)
        guard left < max(morning.length, work) else { return }
        throw RehearsalError(
            "only \(Int(left / 60)) minutes are left of the clinic's day \(clinic.date), and the morning takes longer; "
                + "start the server anew with an earlier --clock")
    }

    /// Ends the sittings.
    func close() async throws {
        for doctor in doctors {
            do {
                _ = try await doctor.stage.ask(.closeSitting(in: doctor.room.id, key: Stage.newKey()))
            } catch ClientError.refused(let problem) where problem.code == "sitting.patients-waiting" {
                // People who were here before the rehearsal still wait for this doctor, who therefore stays.
                continue
            }
        }
    }
}
