package import Foundation

/// `houzhen desk`: the full-screen terminal.
package struct DeskApp: Sendable {
    private let server: URL
    private let words: DeskWords
    private let paper: ListPaper

    /// A desk of that server, with all that it can say and the language in which it begins.
    ///
    /// - Parameter paper: where the emergency list goes.
    package init(server: URL, words: DeskWords, paper: ListPaper) {
        self.server = server
        self.words = words
        self.paper = paper
    }

    /// Runs until the nurse leaves. Throws when there is no terminal to run in.
    package func run() async throws(DeskError) {
        let mailbox = Mailbox()
        let runner = DeskRunner(server: server, mailbox: mailbox, words: words, paper: paper)
        // Effects begin in the order in which the keys asked for them: a later search must not overtake.
        let (effects, line) = AsyncStream.makeStream(of: DeskEffect.self)
        let performer = Task {
            for await effect in effects { await runner.perform(effect) }
        }
        let hadTerminal = await withCheckedContinuation { [words] done in
            // Curses belongs to one thread, and waits for keys on it.
            Thread.detachNewThread {
                done.resume(returning: Self.drive(mailbox: mailbox, words: words, perform: { line.yield($0) }))
            }
        }
        line.finish()
        await performer.value
        await runner.close()
        guard hadTerminal else {
            throw DeskError(description: DeskTexts.$words.withValue(words) { DeskTexts.noTerminal })
        }
    }

    /// How long a key is waited for before the mailbox is looked into again, in milliseconds.
    private static let patience = 30

    /// Keys and answers in, lines and effects out, until the desk is left. False when there is no terminal.
    private static func drive(mailbox: Mailbox, words: DeskWords, perform: (DeskEffect) -> Void) -> Bool {
        guard let terminal = Terminal() else { return false }
        defer { terminal.close() }
        var state = DeskState(wall: Date(), words: words)
        var decoder = KeyDecoder()
        var shown: [Line] = []
        var shownSecond = 0
        let size = terminal.size
        var events: [DeskEvent] = [.resized(width: size.width, height: size.height)]
        while true {
            for event in events {
                for effect in state.update(event) {
                    if case .quit = effect { return true }
                    perform(effect)
                }
            }
            // Ticks alone change only what counts seconds.
            let second = Int(state.wall.timeIntervalSince1970)
            if events.count > 1 || second != shownSecond || shown.isEmpty {
                let lines = DeskLayout.lines(state)
                if lines != shown { terminal.show(lines) }
                shown = lines
                shownSecond = second
            }
            let input = terminal.read(milliseconds: patience)
            let now = Date()
            events = mailbox.take() + [.tick(now)]
            switch input {
            case .key(let key): events += decoder.read(key, at: now).map { .key($0, at: now) }
            case .resized:
                let size = terminal.size
                events.append(.resized(width: size.width, height: size.height))
            case nil: events += decoder.settle(at: now).map { .key($0, at: now) }
            }
        }
    }
}

/// There is no terminal that the desk could be drawn on.
package struct DeskError: Error, Sendable, CustomStringConvertible {
    /// For people, in the desk's language.
    package let description: String
}
