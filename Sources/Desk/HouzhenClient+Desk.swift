import API
import Client

extension HouzhenClient {
    /// Everything that the queue screen shows, asked at once.
    func picture() async throws(ClientError) -> (Picture, ClinicResponse) {
        do {
            let clinic = try await send(.clinic())
            async let rooms = send(.rooms())
            async let printers = send(.printers())
            async let troubled = send(.printJobs(states: ["unknown", "doubled", "failed", "blocked"]))
            var picture = Picture()
            for queue in clinic.queues {
                async let state = send(.queue(queue.id))
                async let plan = send(.plan(queue.id))
                async let away = send(.tickets(queue.id, states: ["missed", "booked", "at-tests", "on-hold"]))
                picture.queues.append(try await state)
                picture.plans.append(try await plan)
                let tickets = try await away.tickets
                picture.missed += tickets.filter { $0.state == "missed" }
                picture.booked += tickets.filter { $0.state == "booked" }
                picture.atTests += tickets.filter { $0.state == "at-tests" }
                picture.onHold += tickets.filter { $0.state == "on-hold" }
            }
            picture.rooms = try await rooms.rooms
            picture.printers = try await printers.printers
            picture.troubled = try await troubled.printJobs
            return (picture, clinic)
        } catch let error as ClientError {
            throw error
        } catch {
            throw .lost(String(describing: error))
        }
    }

    /// Sends an act until it is answered; `onLost` hears when a try got no answer.
    func answer(
        to act: DeskAct, key: String, persisting persistence: Persistence, onLost: @escaping @Sendable () -> Void
    ) async throws(ClientError) -> ActAnswer {
        func done(_ request: Request<ActResponse>) async throws -> ActAnswer { .done(try await ask(request)) }
        func ask<Answer>(_ request: Request<Answer>) async throws -> Answer {
            try await send(request, persisting: persistence) { _, _ in onLost() }
        }
        do {
            switch act {
            case .register(let patient): return .registered(try await ask(.register(patient, key: key)))
            case .issue(let queue, let issue): return .issued(try await ask(.issue(in: queue, issue, key: key)))
            case .arrive(let ticket): return try await done(.arrive(ticket, key: key))
            case .markMissed(let ticket): return try await done(.markMissed(ticket, key: key))
            case .rejoin(let ticket): return try await done(.rejoin(ticket, key: key))
            case .cancel(let ticket, let reason): return try await done(.cancel(ticket, reason: reason, key: key))
            case .tests(let ticket): return try await done(.sendForTests(ticket, key: key))
            case .returnFromTests(let ticket): return try await done(.returnFromTests(ticket, key: key))
            case .hold(let ticket): return try await done(.hold(ticket, key: key))
            case .release(let ticket): return try await done(.release(ticket, key: key))
            case .transfer(let ticket, let to): return try await done(.transfer(ticket, to, key: key))
            case .prioritize(let ticket, let to): return try await done(.prioritize(ticket, to, key: key))
            case .openSitting(let room, let sitting): return try await done(.openSitting(in: room, sitting, key: key))
            case .pauseSitting(let room):
                return try await done(.changeSitting(in: room, SittingChange(state: "paused"), key: key))
            case .resumeSitting(let room):
                return try await done(.changeSitting(in: room, SittingChange(state: "open"), key: key))
            case .closeSitting(let room, let spread):
                return try await done(.closeSitting(in: room, spread: spread, key: key))
            case .undo(let event): return try await done(.undo(event, key: key))
            case .printTicket(let ticket):
                return .printing(try await ask(.printCopy(PrintJobRequest(ticket: ticket), key: key)))
            case .resolve(let job, let outcome):
                return .resolved(try await ask(.resolve(job, ResolutionRequest(outcome: outcome), key: key)))
            case .testPage(let printer): return .printing(try await ask(.testPage(at: printer, key: key)))
            case .movePrint(let job, let printer):
                return .resolved(try await ask(.move(job, to: printer, key: key)))
            case .stopPrint(let job): return .resolved(try await ask(.cancelPrint(job, key: key)))
            }
        } catch let error as ClientError {
            throw error
        } catch {
            throw .unreadable(status: 0, String(describing: error))
        }
    }
}
