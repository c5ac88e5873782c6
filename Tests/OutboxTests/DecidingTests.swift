import Clinic
import QueueEngine
import Slip
import Testing

/// One row of the state machine: a job in a state, what is observed, what it becomes, and what is done.
struct Case: Sendable, CustomTestStringConvertible {
    var sentence: String
    var state: PrintState
    var isCancelled = false
    var printerJobID: Int?
    var observation: PrintObservation
    var becomes: PrintState
    var step: PrintStep
    var problem: String?
    var testDescription: String { sentence }
}

func queued(
    _ state: IPPJobState, id: Int = 7, uuid: String = "u7", documents: Int = 1, kibibytes: Int = 2
) -> QueuedJob {
    QueuedJob(id: id, uuid: uuid, state: state, documents: documents, kibibytes: kibibytes)
}

func atMachine(_ state: IPPJobState, id: Int = 3, incoming: Bool = false) -> MachineJob {
    MachineJob(id: id, state: state, isIncoming: incoming)
}

func printJob(_ state: PrintState, cancelled: Bool = false) -> PrintJob {
    var job = PrintJob(
        id: "0192", purpose: .slip, subject: "s", label: "A012", media: .a5, documentSHA256: "sha", printer: "slip",
        state: state, createdAt: Instant(milliseconds: 0))
    job.cancelRequested = cancelled
    return job
}

func moving(_ state: PrintState, cancelled: Bool = false) -> PrintJob {
    var job = printJob(state, cancelled: cancelled)
    job.moveTo = "other"
    job.cupsJobID = 7
    return job
}

/// 1,025 bytes: two kibibytes.
let context = PrintContext(documentLength: 1025, attemptLimit: 3)

private let untouched: [Case] = [
    Case(
        sentence: "what was never asked is created", state: .queued, observation: .taken, becomes: .creating,
        step: .create),
    Case(
        sentence: "what was never asked and is cancelled is over", state: .queued, isCancelled: true,
        observation: .taken, becomes: .cancelled, step: .done),
    Case(
        sentence: "what may have been created is looked for", state: .creating, observation: .taken, becomes: .creating,
        step: .find),
    Case(
        sentence: "what may have been released is looked for", state: .releasing, observation: .taken,
        becomes: .releasing, step: .find),
    Case(
        sentence: "what was submitted is looked for", state: .submitted, observation: .taken, becomes: .submitted,
        step: .find),
    Case(
        sentence: "the created job gets its document", state: .creating, observation: .created(id: 7, uuid: "u7"),
        becomes: .creating, step: .send(job: 7)),
    Case(
        sentence: "the created job of a cancelled print is cancelled", state: .creating, isCancelled: true,
        observation: .created(id: 7, uuid: "u7"), becomes: .creating, step: .cancel(job: 7)),
    Case(
        sentence: "what was sent is looked at before it is released", state: .creating, observation: .sent,
        becomes: .creating, step: .find),
    Case(
        sentence: "what was released is submitted", state: .releasing, observation: .released, becomes: .submitted,
        step: .wait),
]

private let found: [Case] = [
    Case(
        sentence: "absent before release: created anew", state: .creating, observation: .found([]), becomes: .creating,
        step: .create),
    Case(
        sentence: "absent before release and cancelled: over", state: .creating, isCancelled: true,
        observation: .found([]), becomes: .cancelled, step: .done),
    Case(
        sentence: "absent after release: the machine is asked", state: .releasing, observation: .found([]),
        becomes: .releasing, step: .ask(queued: nil)),
    Case(
        sentence: "absent after submission: the machine is asked", state: .submitted, observation: .found([]),
        becomes: .submitted, step: .ask(queued: nil)),
    Case(
        sentence: "held without a document: sent", state: .creating, observation: .found([queued(.held, documents: 0)]),
        becomes: .creating, step: .send(job: 7)),
    Case(
        sentence: "held and whole: released", state: .creating, observation: .found([queued(.held)]),
        becomes: .releasing, step: .release(job: 7)),
    Case(
        sentence: "held and cut short: never released", state: .creating,
        observation: .found([queued(.held, kibibytes: 1)]), becomes: .failed, step: .cancel(job: 7),
        problem: "print.document-damaged"),
    Case(
        sentence: "held and cancelled: cancelled there", state: .creating, isCancelled: true,
        observation: .found([queued(.held)]), becomes: .creating, step: .cancel(job: 7)),
    Case(
        sentence: "held after the release was decided: the machine is asked first", state: .releasing,
        observation: .found([queued(.held)]), becomes: .releasing, step: .ask(queued: queued(.held))),
    Case(
        sentence: "held after the release was confirmed: a person decides", state: .submitted,
        observation: .found([queued(.held)]), becomes: .submitted, step: .wait, problem: "print.held-elsewhere"),
    Case(
        sentence: "a second held job of the name is cancelled", state: .creating,
        observation: .found([queued(.held), queued(.held, id: 8, uuid: "u8", documents: 0)]), becomes: .creating,
        step: .cancel(job: 8)),
    Case(
        sentence: "pending is submitted", state: .releasing, observation: .found([queued(.pending)]),
        becomes: .submitted, step: .wait),
    Case(
        sentence: "being delivered is printing, and the machine is asked whether it has it already", state: .submitted,
        observation: .found([queued(.processing)]), becomes: .printing, step: .ask(queued: queued(.processing))),
    Case(
        sentence: "waiting again after it was delivered: the machine is asked", state: .printing,
        observation: .found([queued(.pending)]), becomes: .printing, step: .ask(queued: queued(.pending))),
    Case(
        sentence: "printing and cancelled: cancelled there", state: .printing, isCancelled: true,
        observation: .found([queued(.processing)]), becomes: .printing, step: .cancel(job: 7)),
    Case(
        sentence: "completed: the machine has the last word", state: .printing,
        observation: .found([queued(.completed)]), becomes: .printing, step: .ask(queued: queued(.completed))),
    Case(
        sentence: "given up after release, the machine has the last word", state: .printing, isCancelled: true,
        observation: .found([queued(.cancelled)]), becomes: .printing, step: .ask(queued: queued(.cancelled))),
    Case(
        sentence: "given up before release and cancelled by us is cancelled", state: .creating, isCancelled: true,
        observation: .found([queued(.cancelled)]), becomes: .cancelled, step: .done),
    Case(
        sentence: "given up before release, not by us, has failed", state: .creating,
        observation: .found([queued(.cancelled)]), becomes: .failed, step: .done, problem: "print.cancelled-elsewhere"),
    Case(
        sentence: "aborted before release has failed", state: .creating, observation: .found([queued(.aborted)]),
        becomes: .failed, step: .done, problem: "print.aborted"),
]

private let asked: [Case] = [
    Case(
        sentence: "lost after release and unknown to the machine: a person must look", state: .submitted,
        observation: .asked(.absent, queued: nil), becomes: .unknown, step: .done, problem: "print.lost-after-release"),
    Case(
        sentence: "lost after release and nobody to ask: a person must look", state: .releasing,
        observation: .asked(.notAsked, queued: nil), becomes: .unknown, step: .done,
        problem: "print.lost-after-release"),
    Case(
        sentence: "lost by the service, known to the machine: followed there", state: .submitted,
        observation: .asked(.present([atMachine(.processing)]), queued: nil), becomes: .printing, step: .wait),
    Case(
        sentence: "still held and unknown to the machine: released", state: .releasing,
        observation: .asked(.absent, queued: queued(.held)), becomes: .releasing, step: .release(job: 7)),
    Case(
        sentence: "held here but printed there: not released again, and taken back here", state: .releasing,
        observation: .asked(.present([atMachine(.completed)]), queued: queued(.held)), becomes: .printing,
        step: .cancel(job: 7)),
    Case(
        sentence: "delivered, and the machine does not know it: a person must look", state: .printing,
        observation: .asked(.absent, queued: queued(.completed)), becomes: .unknown, step: .done,
        problem: "print.not-at-printer"),
    Case(
        sentence: "delivered to a machine that cannot be asked is printed", state: .printing,
        observation: .asked(.notAsked, queued: queued(.completed)), becomes: .printed, step: .done),
    Case(
        sentence: "all of it given to a machine that never says more is sent", state: .submitted,
        observation: .asked(.silent, queued: queued(.completed)), becomes: .sent, step: .done),
    Case(
        sentence: "held here for a silent machine that could not be reached: released", state: .releasing,
        observation: .asked(.silent, queued: queued(.held)), becomes: .releasing, step: .release(job: 7)),
    Case(
        sentence: "forgotten on the way to a silent machine: a person must look", state: .releasing,
        observation: .asked(.silent, queued: nil), becomes: .unknown, step: .done, problem: "print.cut-off"),
    Case(
        sentence: "completed at the machine is printed", state: .submitted,
        observation: .asked(.present([atMachine(.completed)]), queued: queued(.completed)), becomes: .printed,
        step: .done),
    Case(
        sentence: "cancelled at the machine has failed", state: .printing,
        observation: .asked(.present([atMachine(.cancelled)]), queued: queued(.completed)), becomes: .failed,
        step: .done, problem: "print.cancelled-at-printer"),
    Case(
        sentence: "aborted at the machine has failed", state: .printing,
        observation: .asked(.present([atMachine(.aborted)]), queued: queued(.completed)), becomes: .failed,
        step: .done,
        problem: "print.aborted-at-printer"),
]

/// The print service has given it up.
private let givenUp: [Case] = [
    Case(
        sentence: "given up, but the machine has printed it: printed", state: .printing,
        observation: .asked(.present([atMachine(.completed)]), queued: queued(.cancelled)), becomes: .printed,
        step: .done),
    Case(
        sentence: "stopped by us too late is printed", state: .printing, isCancelled: true,
        observation: .asked(.present([atMachine(.completed)]), queued: queued(.cancelled)), becomes: .printed,
        step: .done),
    Case(
        sentence: "given up, and the machine is at it: followed there", state: .printing,
        observation: .asked(.present([atMachine(.processing)]), queued: queued(.cancelled)), becomes: .printing,
        step: .wait),
    Case(
        sentence: "stopped by us, and the machine is at it: stopped there", state: .printing, isCancelled: true,
        observation: .asked(.present([atMachine(.pending)]), queued: queued(.cancelled)), becomes: .printing,
        step: .cancelAtMachine(job: 3)),
    Case(
        sentence: "stopped by us, and unknown to the machine: cancelled", state: .printing, isCancelled: true,
        observation: .asked(.absent, queued: queued(.cancelled)), becomes: .cancelled, step: .done),
    Case(
        sentence: "given up, not by us, and unknown to the machine: failed", state: .printing,
        observation: .asked(.absent, queued: queued(.cancelled)), becomes: .failed, step: .done,
        problem: "print.cancelled-elsewhere"),
    Case(
        sentence: "given up, and stopped at the machine with it: failed in the print service's words", state: .printing,
        observation: .asked(.present([atMachine(.cancelled)]), queued: queued(.cancelled)), becomes: .failed,
        step: .done, problem: "print.cancelled-elsewhere"),
    Case(
        sentence: "given up, and the machine is off: the print service is believed", state: .printing,
        isCancelled: true, observation: .asked(.off, queued: queued(.cancelled)), becomes: .cancelled, step: .done),
    Case(
        sentence: "aborted, and nobody to ask: failed", state: .printing,
        observation: .asked(.notAsked, queued: queued(.aborted)), becomes: .failed, step: .done,
        problem: "print.aborted"),
]

/// The print service has given it up, and the machine once had it: its paper may be out.
private let forgotten: [Case] = [
    Case(
        sentence: "taken back when its paper was out, and the machine has forgotten it: a person must look",
        state: .printing, printerJobID: 3, observation: .asked(.absent, queued: queued(.cancelled)),
        becomes: .unknown, step: .done, problem: "print.not-at-printer"),
    Case(
        sentence: "aborted when the machine had it, and the machine has forgotten it: a person must look",
        state: .printing, printerJobID: 3, observation: .asked(.absent, queued: queued(.aborted)),
        becomes: .unknown, step: .done, problem: "print.not-at-printer"),
    Case(
        sentence: "stopped by us when the machine had it, and the machine has forgotten it: a person must look",
        state: .printing, isCancelled: true, printerJobID: 3,
        observation: .asked(.absent, queued: queued(.cancelled)), becomes: .unknown, step: .done,
        problem: "print.not-at-printer"),
    Case(
        sentence: "given up when the machine had it, and the machine is off: waited for", state: .printing,
        printerJobID: 3, observation: .asked(.off, queued: queued(.cancelled)), becomes: .printing, step: .wait),
]

/// A print service that ended while it delivered sends the job again.
private let twice: [Case] = [
    Case(
        sentence: "out already, and seen so before: the print service need not send it again", state: .printing,
        printerJobID: 3, observation: .asked(.present([atMachine(.completed)]), queued: queued(.processing)),
        becomes: .printing, step: .cancel(job: 7)),
    Case(
        sentence: "out already, seen for the first time: the print service is given a moment", state: .printing,
        observation: .asked(.present([atMachine(.completed)]), queued: queued(.processing)), becomes: .printing,
        step: .wait),
    Case(
        sentence: "out once, and once more under way: that one is stopped", state: .printing,
        observation: .asked(.present([atMachine(.completed), atMachine(.pending, id: 4)]), queued: queued(.completed)),
        becomes: .printing, step: .cancelAtMachine(job: 4)),
    Case(
        sentence: "whole at the machine, and once more behind it: that one is stopped", state: .printing,
        observation: .asked(
            .present([atMachine(.stopped), atMachine(.pending, id: 4)]), queued: queued(.processing)),
        becomes: .printing, step: .cancelAtMachine(job: 4)),
    Case(
        sentence: "cut off at the machine, and once more behind it: that one may come", state: .printing,
        observation: .asked(
            .present([atMachine(.processing, incoming: true), atMachine(.pending, id: 4)]),
            queued: queued(.processing)),
        becomes: .printing, step: .wait),
    Case(
        sentence: "out twice: a person must take one back", state: .printing,
        observation: .asked(
            .present([atMachine(.completed), atMachine(.completed, id: 4)]), queued: queued(.completed)),
        becomes: .doubled, step: .done, problem: "print.came-more-than-once"),
    Case(
        sentence: "out once, and stopped in time the second time: printed", state: .printing,
        observation: .asked(
            .present([atMachine(.completed), atMachine(.cancelled, id: 4)]), queued: queued(.completed)),
        becomes: .printed, step: .done),
    Case(
        sentence: "stopped too late the second time: a person must take it back", state: .printing,
        observation: .asked(
            .present([atMachine(.completed), MachineJob(id: 4, state: .cancelled, impressions: 1)]),
            queued: queued(.completed)),
        becomes: .doubled, step: .done, problem: "print.came-more-than-once"),
    Case(
        sentence: "aborted at the machine, then printed there: printed", state: .printing,
        observation: .asked(.present([atMachine(.aborted), atMachine(.completed, id: 4)]), queued: queued(.completed)),
        becomes: .printed, step: .done),
    Case(
        sentence: "aborted at the machine while the print service tries again: waited for", state: .printing,
        observation: .asked(.present([atMachine(.aborted)]), queued: queued(.processing)), becomes: .printing,
        step: .wait),
    Case(
        sentence: "the machine is off while the print service delivers: waited for", state: .printing,
        observation: .asked(.off, queued: queued(.processing)), becomes: .printing, step: .wait),
]

@Suite struct `The print job's state machine` {
    @Test(arguments: untouched + found + asked + givenUp + forgotten + twice)
    func `each observation has one consequence`(row: Case) {
        var known = printJob(row.state, cancelled: row.isCancelled)
        known.printerJobID = row.printerJobID
        let (job, step) = known.deciding(row.observation, context)
        #expect(job.state == row.becomes)
        #expect(step == row.step)
        #expect(job.problem?.code == row.problem)
    }

    @Test(arguments: PrintState.allCases.filter { !$0.isUnfinished })
    func `what has ended is left alone`(state: PrintState) {
        for observation in [PrintObservation.taken, .found([queued(.held)]), .released] {
            let (job, step) = printJob(state).deciding(observation, context)
            #expect(job == printJob(state))
            #expect(step == .done)
        }
    }

    @Test(arguments: PrintState.allCases.filter(\.mayHavePrinted))
    func `what may have printed is never created or sent again`(state: PrintState) {
        let observations: [PrintObservation] = [
            .taken, .found([]), .found([queued(.held)]), .found([queued(.held, documents: 0)]),
            .found([queued(.aborted)]), .asked(.absent, queued: nil), .asked(.notAsked, queued: nil),
            .asked(.absent, queued: queued(.held)), .asked(.absent, queued: queued(.completed)),
            .fault(PrinterFault(PrintProblem("x"), isLasting: true)), .cancelled,
        ]
        for observation in observations {
            switch printJob(state).deciding(observation, context).step {
            case .create, .send: Issue.record("sent again after \(observation)")
            default: break
            }
        }
    }

    @Test func `an id that the service used again for another job is not followed`() {
        var job = printJob(.creating)
        job.cupsJobID = 7
        // The service was asked for our name and found nothing, though it has a job 7.
        let (next, step) = job.deciding(.found([]), context)
        #expect(next.state == .creating)
        #expect(step == .create)
    }
}
