import Client
import Glibc

/// Kills the server at the drawn moments, each time while requests are under way, and starts it again.
struct Killer: Sendable {
    let server: ProofServer
    let book: ProofBook
    let plan: ProofPlan
    let end: ContinuousClock.Instant

    func work() async {
        var chance = SplitMix(seed: plan.seed ^ 0x7061_7573)
        for moment in plan.killMoments() {
            guard await wait(until: { $0.issued >= moment }) else { return }
            // Requests share commits and are answered together: a drawn pause lets the kill fall anywhere in between.
            try? await Task.sleep(for: .microseconds(Int.random(in: 0...60_000, using: &chance)))
            guard await wait(until: { $0.inFlight > 0 }) else { return }
            book.with { page in
                page.isDown = true
                page.inFlightAtKill.append(page.inFlight)
                page.cutByKill.append(0)
            }
            await server.end(SIGKILL)
            do {
                let tail = try JournalFile.tail(in: server.data)
                book.with { $0.tailAtKill.append(tail) }
                try await server.start()
            } catch {
                return book.find(.other("after a kill: \(error)"))
            }
            book.with { page in
                page.isDown = false
                page.life += 1
            }
        }
    }

    /// False when everything was over before.
    private func wait(until isTime: @escaping @Sendable (ProofBook.Page) -> Bool) async -> Bool {
        while !book.with({ isTime($0) }) {
            guard !Task.isCancelled, ContinuousClock.now < end, book.with({ $0.desksAtWork > 0 }) else { return false }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return true
    }
}
