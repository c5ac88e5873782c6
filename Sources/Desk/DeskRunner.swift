import API
import Client
import Foundation

/// Does what the desk asks of the world, each effect in a task of its own: a server that hangs never holds the keyboard.
actor DeskRunner {
    private let mailbox: Mailbox
    private let base: HouzhenClient
    private let paper: ListPaper
    private var client: HouzhenClient?
    /// Who is signed in with it.
    private var user = ""
    private var words: DeskWords
    private var isClosed = false
    private var poller: Task<Void, Never>?
    private var search: Task<Void, Never>?
    /// Wakes a poller, or an act, that pauses.
    private var wakers: [CheckedContinuation<Void, Never>] = []

    private static let searchPause: Duration = .milliseconds(120)
    private static let actPersistence = Persistence(limit: .seconds(3600))

    init(server: URL, mailbox: Mailbox, words: DeskWords, paper: ListPaper) {
        self.mailbox = mailbox
        self.paper = paper
        self.words = words
        base = HouzhenClient(server: server, language: words.language, patience: 5)
    }

    /// Stops everything.
    func close() async {
        isClosed = true
        poller?.cancel()
        search?.cancel()
        wake()
        await base.shutdown()
    }

    func perform(_ effect: DeskEffect) {
        switch effect {
        case .signIn(let username, let password): Task { await signIn(username, password) }
        case .search(let query): startSearch(query)
        case .explain(let ticket): Task { await explain(ticket) }
        case .speak(let language):
            words.language = language
            client = client?.speaking(language)
        case .read(let patient): Task { await read(patient) }
        case .act(let sent): Task { await act(sent) }
        case .follow(let job): Task { await follow(job) }
        case .refresh: wake()
        case .printList(let text):
            // A printing command may hang: on a thread of its own.
            Thread.detachNewThread { [paper, mailbox] in mailbox.post(.listPrinted(paper.put(text))) }
        case .quit: break
        }
    }

    private func signIn(_ username: String, _ password: String) async {
        do {
            let session = try await base.speaking(words.language).send(
                .signIn(SessionRequest(username: username, password: password)))
            let client = base.speaking(words.language).signed(with: session.token)
            let clinic = try await client.send(.clinic())
            self.client = client
            user = session.staff.username
            mailbox.post(.signedIn(session.staff, clinic, at: Date()))
            poller?.cancel()
            poller = Task { await poll() }
            wake()
        } catch {
            let why = (error as? ClientError).map(sentence) ?? String(describing: error)
            mailbox.post(.signInFailed(why))
        }
    }

    private func startSearch(_ query: String) {
        search?.cancel()
        search = Task {
            // Somebody who types fast asks once.
            try? await Task.sleep(for: Self.searchPause)
            guard !Task.isCancelled, let client else { return }
            do throws(ClientError) {
                let request = try Self.made { try .search(PatientSearchRequest(query: query), key: Self.newKey()) }
                mailbox.post(.found(query: query, try await client.send(request)))
            } catch {
                guard !Task.isCancelled else { return }
                noteEnd(of: error)
                mailbox.post(.searchFailed(query: query, sentence(error)))
            }
        }
    }

    private func explain(_ ticket: String) async {
        guard let client else { return }
        do throws(ClientError) {
            mailbox.post(.explained(ticket: ticket, try await client.send(.explanation(ticket))))
        } catch {
            noteEnd(of: error)
            mailbox.post(.explainFailed(ticket: ticket, sentence(error)))
        }
    }

    private func sentence(_ error: ClientError) -> String {
        DeskTexts.$words.withValue(words) { DeskTexts.failure(error) }
    }

    private func read(_ patient: String) async {
        guard let client else { return }
        guard let found = try? await client.send(.patient(patient), persisting: Persistence()) else { return }
        mailbox.post(.read(found))
    }

    /// Follows a paper until nothing more happens to it, or for a minute.
    private func follow(_ job: String) async {
        for _ in 0..<60 {
            guard let client, !Task.isCancelled else { return }
            if let found = try? await client.send(.printJob(job)) {
                mailbox.post(.job(found))
                if DeskTexts.paperEnds.contains(found.state) { return }
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Asks until there is an answer, under one key; over the end of a session too, but never in the name of somebody
    /// else: an act waits until the one who asked for it signs in again.
    private func act(_ sent: SentAct) async {
        let key = Self.newKey()
        while !isClosed {
            guard let client, user == sent.by else {
                await pause(for: .seconds(3600))
                continue
            }
            do throws(ClientError) {
                let answer = try await client.answer(to: sent.act, key: key, persisting: Self.actPersistence) {
                    [mailbox] in mailbox.post(.inDoubt(act: sent.id))
                }
                return mailbox.post(.answered(act: sent.id, answer))
            } catch {
                guard error.problem?.status == 401 else {
                    return mailbox.post(.refused(act: sent.id, code: error.problem?.code, sentence(error)))
                }
                // The session of whoever is there now is not over because that of somebody before is.
                guard self.client?.token == client.token else { continue }
                noteEnd(of: error)
                await pause(for: .seconds(3600))
            }
        }
    }

    private func noteEnd(of error: ClientError) {
        if error.problem?.status == 401 { mailbox.post(.sessionEnded) }
    }

    static func newKey() -> String { UUID().uuidString.lowercased() }

    private static func made<Answer>(
        _ make: () throws -> Request<Answer>
    ) throws(ClientError) -> Request<Answer> {
        do { return try make() } catch { throw .unreadable(status: 0, String(describing: error)) }
    }
}

extension DeskRunner {
    private static let pollPause: Duration = .seconds(2)

    /// Takes a picture every two seconds; while the server is away, tries again a little later each time.
    private func poll() async {
        var tries = 0
        var since = Date()
        var mayBeStale = true
        while !Task.isCancelled, let client {
            do throws(ClientError) {
                let (picture, clinic) = try await client.picture()
                guard !Task.isCancelled else { return }
                tries = 0
                since = Date()
                mayBeStale = true
                mailbox.post(.picture(picture, clinic, at: since))
                await pause(for: Self.pollPause)
            } catch {
                guard !Task.isCancelled else { return }
                if error.problem?.status == 401 { return mailbox.post(.sessionEnded) }
                // A connection that was kept open may just have been closed over there: asked once more at once.
                if mayBeStale, case .lost = error, Date().timeIntervalSince(since) < 4 {
                    mayBeStale = false
                    continue
                }
                tries += 1
                let pause = min(tries, 5)
                mailbox.post(
                    .unreachable(since: since, tries: tries, next: Date().addingTimeInterval(Double(pause))))
                await self.pause(for: .seconds(pause))
            }
        }
    }

    /// Waits so long, or until somebody calls `wake`.
    private func pause(for duration: Duration) async {
        let alarm = Task {
            try await Task.sleep(for: duration)
            wake()
        }
        await withCheckedContinuation { wakers.append($0) }
        alarm.cancel()
    }

    private func wake() {
        let waiting = wakers
        wakers = []
        for waker in waiting { waker.resume() }
    }
}
