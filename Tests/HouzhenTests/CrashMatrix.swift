import Clinic
import PrintRoom

/// One way in which a morning's paper may be interrupted: where our server ends, what happens to CUPS meanwhile, and how
/// the printer is.
struct CrashCell: Hashable, Sendable {
    /// What happens to CUPS while our server is dead.
    enum Cups: String, CaseIterable, Sendable {
        case alive = "CUPS goes on"
        case killed = "CUPS is killed with its filters and backends"
        case restarted = "CUPS is told to end and started again"
    }

    /// What happens to the printer when our server dies, until it is there again. Before, it is well: paper is not sent
    /// to a printer that is known not to print.
    enum Device: String, CaseIterable, Sendable {
        case up = "the printer stays well"
        case off = "the printer is switched off"
        case empty = "the printer runs out of paper"
    }

    /// What the job must have become in the end. The machine has printed exactly one paper in each.
    enum Outcome: Sendable {
        case printed
        /// Not sent again: a person is asked. The reason says why nobody can know.
        case unknown(code: String, reason: String)
    }

    var point: FaultPoint
    var cups: Cups
    var device: Device

    /// Every cell is `printed` but these.
    static let exceptions: [CrashCell: Outcome] = {
        var table: [CrashCell: Outcome] = [:]
        for cups in Cups.allCases {
            // The machine had the job, and forgets its jobs when it is switched off. CUPS says that it handed it over.
            let forgotten = Outcome.unknown(
                code: "print.not-at-printer", reason: "CUPS handed it over, and the machine has forgotten all its jobs")
            table[CrashCell(point: .delivered, cups: cups, device: .off)] = forgotten
            table[CrashCell(point: .printed, cups: cups, device: .off)] = forgotten
        }
        return table
    }()

    var expected: Outcome { Self.exceptions[self] ?? .printed }

    /// CUPS has handed the job over: the paper comes out, whatever happens then.
    var isAtTheMachine: Bool { point == .delivered || point == .printed }
}
