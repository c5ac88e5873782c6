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
        case .function(7): return printChosen()
        case .function(8): return cancelChosen()
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

    /// F4: one missed patient stands at the desk; which one is chosen from the list.
    private mutating func rejoin() -> [DeskEffect] {
        guard !(picture?.missed ?? []).isEmpty else {
            message = Line(DeskTexts.nobodyMissed)
            return []
        }
        open(.rejoin)
        return []
    }

    /// F7: first what is in doubt; else the chosen one's ticket again.
    mutating func printChosen() -> [DeskEffect] {
        if !(picture?.troubled ?? []).isEmpty {
            open(.settle)
            return []
        }
        guard let entry = chosenEntry else { return [] }
        return perform(
            .printTicket(entry.ticket.id), about: [entry.ticket.label], masked: entry.masked)
    }

    /// F8 asks; F8 again cancels.
    mutating func cancelChosen() -> [DeskEffect] {
        guard let entry = chosenEntry else { return [] }
        guard cancelAsked == entry.ticket.id else {
            cancelAsked = entry.ticket.id
            message = Line(DeskTexts.confirmCancel(entry.ticket.label, entry.masked), .alarm)
            return []
        }
        cancelAsked = nil
        return perform(
            .cancel(ticket: entry.ticket.id, reason: DeskTexts.cancelReason), about: [entry.ticket.label],
            masked: entry.masked)
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
        case .arrive: return act(on: label, of: picture.booked, orOpen: .arrive)
        case .rejoin: return act(on: label, of: picture.missed, orOpen: .rejoin)
        case .markMissed: return act(on: label, of: picture.called, orOpen: .markMissed)
        case .print, .cancel:
            if let label {
                guard let entry = picture.plan.first(where: { $0.ticket.label == label }) else {
                    return complain(DeskTexts.noSuchTicket(label))
                }
                chosen = entry.ticket.id
                followChosen()
            }
            return command == .print ? printChosen() : cancelChosen()
        }
        return []
    }
}
