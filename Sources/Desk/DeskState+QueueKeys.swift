import API
import Foundation

extension DeskState {
    /// Keys on the queue screen.
    mutating func pressQueue(_ key: Key) -> [DeskEffect] {
        switch key {
        case .character(let character): return type(character)
        case .backspace: _ = input.popLast()
        case .control("u"), .escape: input = ""
        case .up, .down, .pageUp, .pageDown: moveChosen(key)
        case .enter: return obey()
        case .function(1): screen = .help
        case .function(2): return find(input)
        case .function(3): open(.arrive)
        case .function(4): return rejoin()
        case .function(5): return chosenSubject.map { prioritize($0) } ?? []
        case .function(6): return chosenSubject.map { why($0) } ?? []
        case .function(7): return printChosen()
        case .function(8): return chosenSubject.map { cancel($0) } ?? []
        case .function(9): return undoLast()
        case .function(10): return printEmergencyList()
        case .function(11): return chooseRoom()
        default: break
        }
        return []
    }

    /// Letters begin a search at once; a slash begins a word, and stays in the line until Enter.
    private mutating func type(_ character: Character) -> [DeskEffect] {
        guard !input.isEmpty || character != "/" && character != "／" else {
            input = "/"
            return []
        }
        input.append(character)
        guard !input.hasPrefix("/"), !input.allSatisfy(\.isWhitespace) else { return [] }
        return find(input)
    }

    /// Goes to the find screen with this text, and looks for it.
    mutating func find(_ text: String) -> [DeskEffect] {
        input = ""
        message = .empty
        screen = .find(FindForm(query: text))
        return text.isEmpty ? [] : [.search(text)]
    }

    mutating func open(_ purpose: Picker.Purpose) {
        input = ""
        screen = .pick(Picker(purpose: purpose))
    }

    /// F4: somebody who was missed, at tests or put aside stands at the desk; who it is is chosen from the list.
    private mutating func rejoin() -> [DeskEffect] {
        guard !choices(for: .rejoin).isEmpty else {
            message = Line(DeskTexts.nobody(for: .rejoin))
            return []
        }
        open(.rejoin)
        return []
    }

    /// F7: first the papers that wait for a person; else the chosen one's ticket again.
    mutating func printChosen() -> [DeskEffect] {
        if !papersToSettle.isEmpty {
            open(.settle)
            return []
        }
        return chosenSubject.map { print($0) } ?? []
    }

    mutating func print(_ subject: Subject) -> [DeskEffect] {
        perform(.printTicket(subject.id), about: [subject.label], masked: subject.masked)
    }

    /// F8 asks; F8 again cancels.
    mutating func cancel(_ subject: Subject) -> [DeskEffect] {
        guard cancelAsked == subject.id else {
            cancelAsked = subject.id
            message = Line(DeskTexts.confirmCancel(subject.label, subject.masked), .alarm)
            return []
        }
        cancelAsked = nil
        return perform(
            .cancel(ticket: subject.id, reason: DeskTexts.cancelReason), about: [subject.label], masked: subject.masked)
    }

    /// Enter: a word after a slash, or a label that everybody knows.
    private mutating func obey() -> [DeskEffect] {
        guard input.hasPrefix("/") else { return [] }
        let parts = input.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
        let label = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces).uppercased() : nil
        guard let word = parts.first, let command = DeskCommand(word: word) else {
            message = Line(DeskTexts.unknownWord(input), .alarm)
            return []
        }
        input = ""
        return obey(command, label: label)
    }

    private mutating func obey(_ command: DeskCommand, label: String?) -> [DeskEffect] {
        let picture = picture ?? Picture()
        switch command {
        case .issue: return find(label ?? "")
        case .register: screen = .register(RegisterForm(typed: label ?? ""))
        case .help: screen = .help
        case .quit: return quit()
        case .undo: return undoLast()
        case .emergencyList: return printEmergencyList()
        case .openSitting, .pauseSitting, .resumeSitting, .closeSitting: return obey(command, room: label)
        case .printers: return openPrinters()
        case .speak(let language): return speak(language)
        case .arrive: return act(on: label, of: picture.booked, orOpen: .arrive)
        case .rejoin: return act(on: label, of: choices(for: .rejoin), orOpen: .rejoin)
        case .markMissed: return act(on: label, of: picture.called, orOpen: .markMissed)
        case .print, .cancel, .tests, .hold, .transfer, .prioritize, .why:
            guard let subject = label.map({ picture.subject(label: $0) }) ?? chosenSubject else {
                return complain(label.map(DeskTexts.noSuchTicket) ?? DeskTexts.nobodyWaits)
            }
            return obey(command, on: subject)
        }
        return []
    }

    private mutating func obey(_ command: DeskCommand, on subject: Subject) -> [DeskEffect] {
        switch command {
        case .print: return print(subject)
        case .cancel: return cancel(subject)
        case .tests: return sendForTests(subject)
        case .hold: return hold(subject)
        case .transfer: return transfer(subject)
        case .prioritize: return prioritize(subject)
        default: return why(subject)
        }
    }
}
