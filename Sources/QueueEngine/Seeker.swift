/// For whom a ticket is, as a small number, so that a waiting list is plain memory. 0 is anyone.
typealias ReachKey = Int32

/// Who is looking for the next: whoever it is, or a room's doctor.
struct Seeker: Hashable, Sendable {
    static let forAnyone: ReachKey = 0

    private let takesAll: Bool
    private let doctor: ReachKey
    private let grade: ReachKey

    /// Takes tickets for any doctor.
    static let anyone = Seeker(takesAll: true, doctor: forAnyone, grade: forAnyone)

    /// - Returns: one who takes tickets for anyone, for this doctor and for this grade; 0 where nobody asked for them.
    static func room(of doctor: ReachKey, grade: ReachKey) -> Seeker {
        Seeker(takesAll: false, doctor: doctor, grade: grade)
    }

    func mayTake(_ key: ReachKey) -> Bool { takesAll || key == Self.forAnyone || key == doctor || key == grade }

    /// Calls `body` for each of the first `count` keys that it may take, once.
    @inline(__always) func forEachKey(below count: Int, _ body: (Int) -> Void) {
        guard !takesAll else {
            for key in 0..<count { body(key) }
            return
        }
        if count > 0 { body(0) }
        if doctor > 0, doctor < count { body(Int(doctor)) }
        if grade > 0, grade < count, grade != doctor { body(Int(grade)) }
    }
}
