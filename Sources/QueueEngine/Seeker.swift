/// A doctor as a small number, so that a waiting list is plain memory.
typealias DoctorKey = Int32

/// Who is looking for the next: whoever it is, or a room's doctor.
struct Seeker: Sendable {
    private let takesAll: Bool
    private let doctor: DoctorKey?

    /// Takes tickets for any doctor.
    static let anyone = Seeker(takesAll: true, doctor: nil)

    /// - Returns: one who takes tickets for anyone, and those for this doctor.
    static func room(of doctor: DoctorKey?) -> Seeker { Seeker(takesAll: false, doctor: doctor) }

    func mayTake(_ other: DoctorKey?) -> Bool { other == nil || takesAll || other == doctor }
}
