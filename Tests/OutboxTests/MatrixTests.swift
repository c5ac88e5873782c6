import Clinic
import QueueEngine
import Slip
import Testing

/// Every state of a job × everything that can be observed: one table, read as a whole.
@Suite struct `The whole matrix of the outbox` {
    static let states: [PrintState] = [.queued, .creating, .releasing, .submitted, .printing]

    static let passing = PrinterFault(PrintProblem("print.no-service"), isLasting: false)
    static let lasting = PrinterFault(PrintProblem("print.refused"), isLasting: true)

    static let observations: [(name: String, observation: PrintObservation)] = [
        ("taken", .taken),
        ("nothing found", .found([])),
        ("held, empty", .found([queued(.held, documents: 0)])),
        ("held, cut", .found([queued(.held, kibibytes: 1)])),
        ("held, whole", .found([queued(.held)])),
        ("two held", .found([queued(.held), queued(.held, id: 8, uuid: "u8")])),
        ("pending", .found([queued(.pending)])),
        ("processing", .found([queued(.processing)])),
        ("stopped", .found([queued(.stopped)])),
        ("cancelled there", .found([queued(.cancelled)])),
        ("aborted there", .found([queued(.aborted)])),
        ("completed there", .found([queued(.completed)])),
        ("created", .created(id: 7, uuid: "u7")),
        ("sent", .sent),
        ("released", .released),
        ("told to cancel", .cancelled),
        ("told the machine", .cancelledAtMachine),
        ("mute, gone", .asked(.notAsked, queued: nil)),
        ("mute, held", .asked(.notAsked, queued: queued(.held))),
        ("mute, completed", .asked(.notAsked, queued: queued(.completed))),
        ("unknown, gone", .asked(.absent, queued: nil)),
        ("unknown, held", .asked(.absent, queued: queued(.held))),
        ("unknown, completed", .asked(.absent, queued: queued(.completed))),
        ("silent, gone", .asked(.silent, queued: nil)),
        ("silent, held", .asked(.silent, queued: queued(.held))),
        ("silent, completed", .asked(.silent, queued: queued(.completed))),
        ("machine prints", .asked(.present([atMachine(.processing)]), queued: nil)),
        ("machine is done", .asked(.present([atMachine(.completed)]), queued: nil)),
        ("machine cancelled", .asked(.present([atMachine(.cancelled)]), queued: nil)),
        ("machine aborted", .asked(.present([atMachine(.aborted)]), queued: nil)),
        ("out, still there", .asked(.present([atMachine(.completed)]), queued: queued(.processing))),
        ("out, given up", .asked(.present([atMachine(.completed)]), queued: queued(.cancelled))),
        ("out, held", .asked(.present([atMachine(.completed)]), queued: queued(.held))),
        ("out, once more", .asked(.present([atMachine(.completed), atMachine(.processing, id: 4)]), queued: nil)),
        ("out twice", .asked(.present([atMachine(.completed), atMachine(.completed, id: 4)]), queued: nil)),
        ("off, delivering", .asked(.off, queued: queued(.processing))),
        ("off, given up", .asked(.off, queued: queued(.aborted))),
        ("unknown, given up", .asked(.absent, queued: queued(.cancelled))),
        ("no answer", .fault(passing)),
        ("refused", .fault(lasting)),
    ]

    /// How a cell of the table is written: what the job becomes, and what is done.
    private static func cell(_ job: PrintJob, _ observation: PrintObservation) -> String {
        let (next, step) = job.deciding(observation, context)
        let place = next.printer == job.printer ? "" : "@\(next.printer ?? "")"
        return "\(next.state.rawValue)\(place) \(word(step))"
    }

    private static func word(_ step: PrintStep) -> String {
        switch step {
        case .find: "find"
        case .create: "create"
        case .send: "send"
        case .release: "release"
        case .cancel(let id): "cancel-\(id)"
        case .cancelAtMachine: "cancel-machine"
        case .ask: "ask"
        case .wait: "wait"
        case .done: "done"
        }
    }

    private static func table(_ job: (PrintState) -> PrintJob) -> String {
        observations.map { name, observation in
            name + ": " + states.map { cell(job($0), observation) }.joined(separator: " | ")
        }.joined(separator: "\n")
    }

    @Test func `is this for a job that nobody meddles with`() {
        let table = Self.table { printJob($0) }
        #expect(table == Self.plain, "\(table)")
    }

    @Test func `is this for a job that is to be stopped`() {
        let table = Self.table { printJob($0, cancelled: true) }
        #expect(table == Self.stopping, "\(table)")
    }

    @Test func `is this for a job that is to come out elsewhere`() {
        let table = Self.table { moving($0) }
        #expect(table == Self.elsewhere, "\(table)")
    }

    /// What holds in every cell, whatever was wished.
    @Test func `never sends twice, claims no paper that nobody saw, and moves nothing that was released`() {
        for state in Self.states {
            for job in [
                printJob(state), printJob(state, cancelled: true), moving(state), moving(state, cancelled: true),
            ] {
                for (name, observation) in Self.observations {
                    let (next, step) = job.deciding(observation, context)
                    let isMoved = next.printer != job.printer
                    if state.mayHavePrinted {
                        #expect(!isMoved, "\(state), \(name)")
                        switch step {
                        case .create, .send: Issue.record("\(state), \(name): sent again")
                        default: break
                        }
                        // Until its end is known, it never counts as never released.
                        #expect(next.state.mayHavePrinted || !next.state.isUnfinished, "\(state), \(name)")
                    }
                    if case .release = step { #expect(next.state == .releasing, "\(state), \(name)") }
                    if isMoved { #expect(next.state == .queued && step == .done && next.cupsJobID == nil) }
                    if next.state == .printed { #expect(Self.saysPrinted(observation), "\(state), \(name)") }
                }
            }
        }
    }

    private static func saysPrinted(_ observation: PrintObservation) -> Bool {
        switch observation {
        case .asked(.present(let jobs), _): jobs.contains { $0.state == .completed }
        case .asked(.notAsked, let queued): queued?.state == .completed
        default: false
        }
    }
}

extension `The whole matrix of the outbox` {
    // In each row, for a job that is queued | creating | releasing | submitted | printing: what it becomes, and what is
    // done. In states from `releasing` on there is no `create` and no `send`.

    /// Nobody meddles.
    fileprivate static let plain = """
        taken: creating create | creating find | releasing find | submitted find | printing find
        nothing found: creating create | creating create | releasing ask | submitted ask | printing ask
        held, empty: queued send | creating send | releasing ask | submitted wait | printing wait
        held, cut: failed cancel-7 | failed cancel-7 | releasing ask | submitted wait | printing wait
        held, whole: releasing release | releasing release | releasing ask | submitted wait | printing wait
        two held: queued cancel-8 | creating cancel-8 | releasing cancel-8 | submitted cancel-8 | printing cancel-8
        pending: submitted wait | submitted wait | submitted wait | submitted wait | printing ask
        processing: printing ask | printing ask | printing ask | printing ask | printing ask
        stopped: printing ask | printing ask | printing ask | printing ask | printing ask
        cancelled there: failed done | failed done | releasing ask | submitted ask | printing ask
        aborted there: failed done | failed done | releasing ask | submitted ask | printing ask
        completed there: submitted ask | submitted ask | releasing ask | submitted ask | printing ask
        created: queued send | creating send | releasing cancel-7 | submitted cancel-7 | printing cancel-7
        sent: queued find | creating find | releasing find | submitted find | printing find
        released: submitted wait | submitted wait | submitted wait | submitted wait | submitted wait
        told to cancel: queued find | creating find | releasing find | submitted find | printing find
        told the machine: queued wait | creating wait | releasing wait | submitted wait | printing wait
        mute, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        mute, held: queued wait | creating wait | releasing release | submitted wait | printing wait
        mute, completed: printed done | printed done | printed done | printed done | printed done
        unknown, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        unknown, held: queued wait | creating wait | releasing release | submitted wait | printing wait
        unknown, completed: unknown done | unknown done | unknown done | unknown done | unknown done
        silent, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        silent, held: queued wait | creating wait | releasing release | submitted wait | printing wait
        silent, completed: sent done | sent done | sent done | sent done | sent done
        machine prints: printing wait | printing wait | printing wait | printing wait | printing wait
        machine is done: printed done | printed done | printed done | printed done | printed done
        machine cancelled: failed done | failed done | failed done | failed done | failed done
        machine aborted: failed done | failed done | failed done | failed done | failed done
        out, still there: printing wait | printing wait | printing wait | printing wait | printing wait
        out, given up: printed done | printed done | printed done | printed done | printed done
        out, held: printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7
        out, once more: printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine
        out twice: doubled done | doubled done | doubled done | doubled done | doubled done
        off, delivering: queued wait | creating wait | releasing wait | submitted wait | printing wait
        off, given up: failed done | failed done | failed done | failed done | failed done
        unknown, given up: failed done | failed done | failed done | failed done | failed done
        no answer: queued wait | creating wait | releasing wait | submitted wait | printing wait
        refused: failed done | failed done | releasing wait | submitted wait | printing wait
        """

    /// Somebody asked to stop it.
    fileprivate static let stopping = """
        taken: cancelled done | creating find | releasing find | submitted find | printing find
        nothing found: cancelled done | cancelled done | releasing ask | submitted ask | printing ask
        held, empty: queued cancel-7 | creating cancel-7 | releasing cancel-7 | submitted cancel-7 | printing cancel-7
        held, cut: queued cancel-7 | creating cancel-7 | releasing cancel-7 | submitted cancel-7 | printing cancel-7
        held, whole: queued cancel-7 | creating cancel-7 | releasing cancel-7 | submitted cancel-7 | printing cancel-7
        two held: queued cancel-8 | creating cancel-8 | releasing cancel-8 | submitted cancel-8 | printing cancel-8
        pending: submitted cancel-7 | submitted cancel-7 | submitted cancel-7 | submitted cancel-7 | printing cancel-7
        processing: printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7
        stopped: printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7
        cancelled there: cancelled done | cancelled done | releasing ask | submitted ask | printing ask
        aborted there: failed done | failed done | releasing ask | submitted ask | printing ask
        completed there: submitted ask | submitted ask | releasing ask | submitted ask | printing ask
        created: queued cancel-7 | creating cancel-7 | releasing cancel-7 | submitted cancel-7 | printing cancel-7
        sent: queued find | creating find | releasing find | submitted find | printing find
        released: submitted wait | submitted wait | submitted wait | submitted wait | submitted wait
        told to cancel: queued find | creating find | releasing find | submitted find | printing find
        told the machine: queued wait | creating wait | releasing wait | submitted wait | printing wait
        mute, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        mute, held: queued wait | creating wait | releasing cancel-7 | submitted wait | printing wait
        mute, completed: printed done | printed done | printed done | printed done | printed done
        unknown, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        unknown, held: queued wait | creating wait | releasing cancel-7 | submitted wait | printing wait
        unknown, completed: unknown done | unknown done | unknown done | unknown done | unknown done
        silent, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        silent, held: queued wait | creating wait | releasing cancel-7 | submitted wait | printing wait
        silent, completed: sent done | sent done | sent done | sent done | sent done
        machine prints: printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine
        machine is done: printed done | printed done | printed done | printed done | printed done
        machine cancelled: cancelled done | cancelled done | cancelled done | cancelled done | cancelled done
        machine aborted: failed done | failed done | failed done | failed done | failed done
        out, still there: printing wait | printing wait | printing wait | printing wait | printing wait
        out, given up: printed done | printed done | printed done | printed done | printed done
        out, held: printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7
        out, once more: printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine
        out twice: doubled done | doubled done | doubled done | doubled done | doubled done
        off, delivering: queued wait | creating wait | releasing wait | submitted wait | printing wait
        off, given up: failed done | failed done | failed done | failed done | failed done
        unknown, given up: cancelled done | cancelled done | cancelled done | cancelled done | cancelled done
        no answer: queued wait | creating wait | releasing wait | submitted wait | printing wait
        refused: cancelled done | cancelled done | releasing wait | submitted wait | printing wait
        """

    /// Somebody chose another printer, and CUPS has given the job the id 7.
    fileprivate static let elsewhere = """
        taken: creating create | creating find | releasing find | submitted find | printing find
        nothing found: queued@other done | queued@other done | releasing ask | submitted ask | printing ask
        held, empty: queued cancel-7 | creating cancel-7 | releasing ask | submitted wait | printing wait
        held, cut: queued cancel-7 | creating cancel-7 | releasing ask | submitted wait | printing wait
        held, whole: queued cancel-7 | creating cancel-7 | releasing ask | submitted wait | printing wait
        two held: queued cancel-8 | creating cancel-8 | releasing cancel-8 | submitted cancel-8 | printing cancel-8
        pending: submitted wait | submitted wait | submitted wait | submitted wait | printing ask
        processing: printing ask | printing ask | printing ask | printing ask | printing ask
        stopped: printing ask | printing ask | printing ask | printing ask | printing ask
        cancelled there: queued@other done | queued@other done | releasing ask | submitted ask | printing ask
        aborted there: failed done | failed done | releasing ask | submitted ask | printing ask
        completed there: submitted ask | submitted ask | releasing ask | submitted ask | printing ask
        created: queued cancel-7 | creating cancel-7 | releasing cancel-7 | submitted cancel-7 | printing cancel-7
        sent: queued find | creating find | releasing find | submitted find | printing find
        released: submitted wait | submitted wait | submitted wait | submitted wait | submitted wait
        told to cancel: queued find | creating find | releasing find | submitted find | printing find
        told the machine: queued wait | creating wait | releasing wait | submitted wait | printing wait
        mute, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        mute, held: queued wait | creating wait | releasing release | submitted wait | printing wait
        mute, completed: printed done | printed done | printed done | printed done | printed done
        unknown, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        unknown, held: queued wait | creating wait | releasing release | submitted wait | printing wait
        unknown, completed: unknown done | unknown done | unknown done | unknown done | unknown done
        silent, gone: unknown done | unknown done | unknown done | unknown done | unknown done
        silent, held: queued wait | creating wait | releasing release | submitted wait | printing wait
        silent, completed: sent done | sent done | sent done | sent done | sent done
        machine prints: printing wait | printing wait | printing wait | printing wait | printing wait
        machine is done: printed done | printed done | printed done | printed done | printed done
        machine cancelled: failed done | failed done | failed done | failed done | failed done
        machine aborted: failed done | failed done | failed done | failed done | failed done
        out, still there: printing wait | printing wait | printing wait | printing wait | printing wait
        out, given up: printed done | printed done | printed done | printed done | printed done
        out, held: printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7 | printing cancel-7
        out, once more: printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine | printing cancel-machine
        out twice: doubled done | doubled done | doubled done | doubled done | doubled done
        off, delivering: queued wait | creating wait | releasing wait | submitted wait | printing wait
        off, given up: failed done | failed done | failed done | failed done | failed done
        unknown, given up: queued@other done | queued@other done | failed done | failed done | failed done
        no answer: queued@other done | queued@other done | releasing wait | submitted wait | printing wait
        refused: queued@other done | queued@other done | releasing wait | submitted wait | printing wait
        """
}
