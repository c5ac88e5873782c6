package import QueueEngine

/// Carries print jobs to their printers: never silently lost, never silently printed twice. Each printer has a loop of
/// its own, so that one that hangs holds up nobody else.
package actor Outbox {
    /// How long the loops wait, in real time, and how often they try.
    package struct Pace: Sendable {
        /// Between two looks at jobs that are on their way.
        package var follow: Duration
        /// After a printer could not be reached.
        package var retry: Duration
        /// With nothing to do and nobody waking us.
        package var idle: Duration
        /// Tries to reach a printer before a job that never left is given up as failed.
        package var attemptLimit: Int
        /// Papers that a printer has at a time. What is behind them waits here: it can still go to another printer, and
        /// the machine is asked about each paper before it forgets it.
        package var window: Int

        package init(
            follow: Duration = .milliseconds(400), retry: Duration = .seconds(2), idle: Duration = .seconds(30),
            attemptLimit: Int = 60, window: Int = 16
        ) {
            self.follow = follow
            self.retry = retry
            self.idle = idle
            self.attemptLimit = attemptLimit
            self.window = window
        }
    }

    /// Steps of one job in one round: more than any way through takes.
    private static let stepLimit = 16

    private let storage: any OutboxStorage
    private let printers: [any Printer]
    private let pace: Pace
    private let now: @Sendable () -> Instant
    private let sleep: @Sendable (Duration) async throws -> Void
    private let reached: @Sendable (FaultPoint, PrintJob) -> Void

    private var isRunning = false
    /// Counts calls of `wake`: a loop that was at work when it was called does not go to sleep.
    private var wakes = 0
    private var sleepers: [Int: Task<Void, Never>] = [:]

    /// - Parameters:
    ///   - storage: where the jobs are.
    ///   - printers: each with an id of its own.
    ///   - now: the clinic's clock, for `updatedAt`.
    ///   - sleep: waits in real time; ends early when its task is cancelled.
    ///   - reached: told of each moment at which a crash could lose something; a proof crashes there.
    package init(
        storage: any OutboxStorage, printers: [any Printer], pace: Pace = Pace(),
        now: @escaping @Sendable () -> Instant, sleep: @escaping @Sendable (Duration) async throws -> Void,
        reached: @escaping @Sendable (FaultPoint, PrintJob) -> Void = { _, _ in }
    ) {
        self.storage = storage
        self.printers = printers
        self.pace = pace
        self.now = now
        self.sleep = sleep
        self.reached = reached
    }

    /// Works until its task is cancelled. Stopping is safe at every point: the next run reads before it acts.
    package func run() async {
        precondition(!isRunning, "a printer has one owner")
        isRunning = true
        await withDiscardingTaskGroup { group in
            for (index, printer) in printers.enumerated() {
                group.addTask { await self.loop(index) { await self.round(printer) } }
            }
            group.addTask { await self.loop(self.printers.count) { await self.settleOrphans() } }
        }
        isRunning = false
    }

    /// Something was queued, or a cancellation was asked for: look now.
    package func wake() {
        wakes += 1
        for sleeper in sleepers.values { sleeper.cancel() }
    }

    private func loop(_ index: Int, round: @Sendable () async -> Duration) async {
        while !Task.isCancelled {
            let seen = wakes
            let pause = await round()
            guard seen == wakes, !Task.isCancelled else { continue }
            let sleeper = Task { [sleep] in _ = try? await sleep(pause) }
            sleepers[index] = sleeper
            await withTaskCancellationHandler {
                await sleeper.value
            } onCancel: {
                sleeper.cancel()
            }
            sleepers[index] = nil
        }
    }
}

// MARK: One round

extension Outbox {
    /// What came of one job in one round.
    private struct Outcome {
        var isUnfinished: Bool
        /// Something became of it in this round.
        var hasMoved = false
        /// Why the printer is out of reach.
        var fault: PrinterFault?
        /// Why the printer cannot print now.
        var obstacle: String?
    }

    /// Takes each of the printer's jobs as far as it goes now. Returns how long to wait.
    private func round(_ printer: any Printer) async -> Duration {
        guard let jobs = try? await storage.unfinished() else { return pace.retry }
        var last = Outcome(isUnfinished: false)
        var isWaiting = false
        var hasMoved = false
        let ours = jobs.filter { $0.printer == printer.id }
        // What was begun comes first, whatever its age.
        let begun = ours.filter { $0.state != .queued }
        for (index, job) in (begun + ours.filter { $0.state == .queued }).enumerated() {
            guard !Task.isCancelled else { break }
            if let fault = last.fault {
                // The printer did not answer for an earlier job: it is not asked again in this round.
                isWaiting = await note(.fault(fault), for: job) || isWaiting
            } else if job.state == .queued, let obstacle = last.obstacle {
                isWaiting = await note(.taken, for: job, obstacle: obstacle) || isWaiting
            } else if job.state == .queued, index >= pace.window {
                isWaiting = true
            } else {
                let outcome = await advance(job, at: printer)
                isWaiting = isWaiting || outcome.isUnfinished
                hasMoved = hasMoved || outcome.hasMoved
                last.fault = outcome.fault
                last.obstacle = outcome.obstacle ?? last.obstacle
            }
        }
        if last.fault != nil { return pace.retry }
        guard isWaiting else { return pace.idle }
        // Where things move there is soon more to see.
        return hasMoved ? pace.follow / 4 : pace.follow
    }

    /// Stores what was learned with an earlier job. Returns whether this one is unfinished.
    private func note(_ observation: PrintObservation, for job: PrintJob, obstacle: String? = nil) async -> Bool {
        let context = PrintContext(documentLength: nil, attemptLimit: pace.attemptLimit, obstacle: obstacle)
        let next = job.deciding(observation, context).job
        return await save(next, replacing: job)?.state.isUnfinished ?? true
    }

    /// Observes, decides, saves, acts, until there is nothing to do but wait.
    private func advance(_ taken: PrintJob, at printer: any Printer) async -> Outcome {
        var document: [UInt8]?
        if !taken.state.mayHavePrinted, let sha256 = taken.document(printer.takes) {
            document = try? await storage.document(sha256)
        }
        var context = PrintContext(documentLength: document?.count, attemptLimit: pace.attemptLimit)
        if taken.state == .queued { context.obstacle = await printer.status().obstacle }
        var job = taken
        var observation = PrintObservation.taken
        for _ in 0..<Self.stepLimit {
            let (next, step) = job.deciding(observation, context)
            if let point = FaultPoint(hearing: observation, of: job, deciding: step) { reached(point, job) }
            // What is not saved is not done.
            guard let saved = await save(next, replacing: job) else { return Outcome(isUnfinished: true) }
            job = saved
            if let point = FaultPoint(taking: step, after: observation) { reached(point, job) }
            if case .fault(let fault) = observation, !fault.isLasting {
                return Outcome(isUnfinished: job.state.isUnfinished, fault: fault)
            }
            guard step != .wait, step != .done, !Task.isCancelled else { break }
            observation = await perform(step, for: job, document: document ?? [], at: printer)
        }
        return Outcome(
            isUnfinished: job.state.isUnfinished, hasMoved: job.state != taken.state, obstacle: context.obstacle)
    }

    /// Nil when the store refused: then nothing may be done.
    private func save(_ job: PrintJob, replacing former: PrintJob) async -> PrintJob? {
        guard job != former else { return job }
        var stamped = job
        stamped.updatedAt = now()
        do {
            try await storage.save(stamped, replacing: former)
            // Its new printer's loop may be asleep.
            if stamped.printer != former.printer { wake() }
            return stamped
        } catch { return nil }
    }

    private func perform(
        _ step: PrintStep, for job: PrintJob, document: [UInt8], at printer: any Printer
    ) async -> PrintObservation {
        do throws(PrinterFault) {
            switch step {
            case .find: return .found(try await printer.find(name: job.name, id: job.cupsJobID))
            case .create:
                let created = try await printer.create(name: job.name, media: job.media)
                return .created(id: created.id, uuid: created.uuid)
            case .send(let id):
                try await printer.send(document, to: id)
                return .sent
            case .release(let id):
                try await printer.release(id)
                return .released
            case .cancel(let id):
                try await printer.cancel(id)
                return .cancelled
            case .cancelAtMachine(let id):
                try await printer.cancelAtMachine(id)
                return .cancelledAtMachine
            case .ask(let queued): return .asked(try await printer.ask(name: job.name), queued: queued)
            case .wait, .done: preconditionFailure("no step to perform")
            }
        } catch {
            if case .ask(let queued?) = step, !job.needsMachine(for: queued) { return .asked(.off, queued: queued) }
            return .fault(error)
        }
    }

    /// Jobs for printers that are no longer set.
    private func settleOrphans() async -> Duration {
        guard let jobs = try? await storage.unfinished() else { return pace.retry }
        let known = Set(printers.map(\.id))
        for job in jobs where !known.contains(job.printer ?? "") {
            let problem = PrintProblem("print.no-such-printer", job.printer.map { ["printer": $0] } ?? [:])
            _ = await save(job.with(job.state.mayHavePrinted ? .unknown : .failed, problem), replacing: job)
        }
        return pace.idle
    }
}
