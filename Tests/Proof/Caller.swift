import API
import Client
import Foundation

/// Somebody at work: sends each act under a key of its own until it is answered, and now and then sends an answered one
/// again.
struct Caller: Sendable {
    let client: HouzhenClient
    let book: ProofBook
    let name: String
    let end: ContinuousClock.Instant
    var chance: SplitMix
    private var acts = 0
    /// The last answered requests, ready to be sent again.
    private var answered: [@Sendable () async -> Void] = []

    /// Refusals that the race itself brings: the ticket was cancelled, called, completed meanwhile, or nobody waits.
    private static let expected: Set<String> = ["ticket.wrong-state", "queue.nobody-waiting"]
    private static let kept = 8

    init(client: HouzhenClient, book: ProofBook, name: String, end: ContinuousClock.Instant, seed: UInt64) {
        self.client = client
        self.book = book
        self.name = name
        self.end = end
        chance = SplitMix(seed: seed)
    }

    var mayGoOn: Bool { !Task.isCancelled && ContinuousClock.now < end }

    /// Signs in and returns the client that has.
    static func signIn(_ username: String, password: String, at address: String) async throws -> HouzhenClient {
        guard let url = URL(string: address) else { throw ProofProblem(description: address) }
        let client = HouzhenClient(server: url, language: "en", patience: 20)
        do {
            let session = try await client.send(.signIn(SessionRequest(username: username, password: password)))
            return client.signed(with: session.token)
        } catch {
            await client.shutdown()
            throw error
        }
    }

    /// Acts once, however often it has to be asked; nil when it was refused or is over.
    mutating func act<Answer>(
        _ kind: Kind, _ make: (String) throws -> Request<Answer>, _ told: @escaping @Sendable (Answer) -> Told
    ) async -> Answer? {
        acts += 1
        let key = "\(name)-\(acts)"
        guard let request = try? make(key) else { return nil }
        let start = ContinuousClock.now
        let life = book.with { $0.life }
        book.with { $0.inFlight += 1 }
        let (result, retries) = await send(request)
        book.with { $0.inFlight -= 1 }
        switch result {
        case .success(let answer):
            note(
                Answered(kind: kind, key: key, told: told(answer), retries: retries, life: life),
                took: (ContinuousClock.now - start) / .seconds(1))
            keep(request, key: key, as: told(answer), told)
            return answer
        case .failure(let error):
            refused(error, kind)
            return nil
        }
    }

    /// An act on a ticket.
    mutating func act(_ kind: Kind, _ make: (String) throws -> Request<ActResponse>) async -> ActResponse? {
        await act(kind, make) {
            Told(event: $0.event, ticket: $0.ticket?.id, label: $0.ticket?.label, queue: $0.ticket?.queue)
        }
    }

    /// Sends one of the last answered requests again, under its key.
    mutating func repeatOne() async {
        guard let again = answered.randomElement(using: &chance) else { return }
        await again()
    }

    private func note(_ answer: Answered, took seconds: Double) {
        book.with { page in
            page.requests += 1
            page.answered.append(answer)
            guard answer.kind == .issued else { return }
            page.issued += 1
            if answer.retries == 0 { page.issueSeconds.append(seconds) }
        }
    }

    private func refused(_ error: ClientError, _ kind: Kind) {
        let code = error.problem?.code
        book.with { page in
            page.requests += 1
            page.refusals[code ?? "none", default: 0] += 1
            if let code, Self.expected.contains(code) { return }
            page.findings.append(.other("\(name) \(kind.rawValue): \(code ?? "") \(error.sentence)"))
        }
    }

    private mutating func keep<Answer>(
        _ request: Request<Answer>, key: String, as first: Told, _ told: @escaping @Sendable (Answer) -> Told
    ) {
        // A copy without the requests kept so far, which would keep theirs.
        let asked = Caller(client: client, book: book, name: name, end: end, seed: 0)
        answered.append {
            asked.book.with { $0.inFlight += 1 }
            let (result, _) = await asked.send(request)
            asked.book.with { page in
                page.inFlight -= 1
                page.requests += 1
                page.repeats += 1
                if case .success(let answer) = result, told(answer) == first { return }
                page.findings.append(.repeatedDiffers(key: key))
            }
        }
        if answered.count > Self.kept { answered.removeFirst() }
    }

    private func send<Answer>(_ request: Request<Answer>) async -> (Result<Answer, ClientError>, retries: Int) {
        let patience = Persistence(
            firstPause: .milliseconds(20), longestPause: .milliseconds(250), limit: end - ContinuousClock.now)
        let failures = Failures()
        do throws(ClientError) {
            let answer = try await client.send(request, persisting: patience) { [book] error, count in
                book.lost(error)
                await failures.set(count)
            }
            return (.success(answer), await failures.count)
        } catch {
            return (.failure(error), await failures.count)
        }
    }
}

private actor Failures {
    private(set) var count = 0

    func set(_ count: Int) { self.count = count }
}
