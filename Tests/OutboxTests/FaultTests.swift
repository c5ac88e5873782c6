import Clinic
import QueueEngine
import Slip
import Testing

@Suite struct `A printer that fails` {
    private let passing = PrinterFault(PrintProblem("print.no-service"), isLasting: false)
    private let lasting = PrinterFault(PrintProblem("print.refused"), isLasting: true)

    @Test func `before release it is tried as often as the limit says, then given up`() {
        var job = printJob(.creating)
        for attempt in 1..<context.attemptLimit {
            job = job.deciding(.fault(passing), context).job
            #expect(job.state == .creating)
            #expect(job.attempts == attempt)
            #expect(job.problem?.code == "print.no-service")
        }
        job = job.deciding(.fault(passing), context).job
        #expect(job.state == .failed)
        #expect(job.problem?.code == "print.no-service")
    }

    @Test func `after release it is asked for ever: the paper may be out`() {
        var job = printJob(.submitted)
        for _ in 0..<(context.attemptLimit * 3) { job = job.deciding(.fault(passing), context).job }
        #expect(job.state == .submitted)
        #expect(job.problem?.code == "print.no-service")
    }

    @Test func `an answer clears the count and the problem`() {
        var job = printJob(.submitted)
        job = job.deciding(.fault(passing), context).job
        job = job.deciding(.found([queued(.processing)]), context).job
        #expect(job.attempts == 0)
        #expect(job.problem == nil)
    }

    @Test func `what waits for a printer that somebody must help is not given up, however often it was out of reach`() {
        var job = printJob(.queued)
        let paused = PrintContext(documentLength: 1025, attemptLimit: context.attemptLimit, obstacle: "paused")
        for _ in 0..<context.attemptLimit {
            for _ in 1..<context.attemptLimit { job = job.deciding(.fault(passing), context).job }
            job = job.deciding(.taken, paused).job
            #expect(job.state == .queued)
            #expect(job.attempts == 0)
        }
        #expect(job.problem?.code == "print.waits-for-printer")
    }

    @Test func `a refusal before release is the outcome, and what is held there is cancelled`() {
        var job = printJob(.creating)
        #expect(job.deciding(.fault(lasting), context).step == .done)
        job.cupsJobID = 7
        let (next, step) = job.deciding(.fault(lasting), context)
        #expect(next.state == .failed)
        #expect(step == .cancel(job: 7))
    }

    @Test func `a document that cannot be read fails before anything is asked`() {
        let (job, step) = printJob(.queued).deciding(.taken, PrintContext(documentLength: nil, attemptLimit: 3))
        #expect(job.state == .failed)
        #expect(job.problem?.code == "print.document-missing")
        #expect(step == .done)
    }
}
