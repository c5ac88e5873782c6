import API
import Foundation

extension DeskState {
    /// What a key does where the desk stands.
    mutating func press(_ key: Key) -> [DeskEffect] {
        if key == .control("c") { return quit() }
        if cancelAsked != nil, key != .function(8) {
            cancelAsked = nil
            message = .empty
        }
        if undoAsked != nil, key != .function(9) {
            undoAsked = nil
            message = .empty
        }
        switch screen {
        case .signIn(let form): return press(key, signIn: form)
        case .register(let form): return press(key, register: form)
        case .help:
            screen = .queue
            return []
        case .queue where isLost, .find where isLost, .pick where isLost, .choose where isLost, .why where isLost,
            .printers where isLost:
            return pressLost(key)
        case .queue: return pressQueue(key)
        case .find(let form): return press(key, find: form)
        case .pick(let picker): return press(key, picker: picker)
        case .choose(let list): return press(key, list: list)
        case .why(let panel): return press(key, why: panel)
        case .printers(let panel): return press(key, printers: panel)
        }
    }

    /// Leaves; while acts are without an answer, only when asked a second time.
    mutating func quit() -> [DeskEffect] {
        guard !sent.isEmpty, !hasAskedToQuit else { return [.quit] }
        message = Line(DeskTexts.quitWithUnanswered(sent.count), .alarm)
        return []
    }

    private var hasAskedToQuit: Bool { message == Line(DeskTexts.quitWithUnanswered(sent.count), .alarm) }

    private mutating func press(_ key: Key, signIn form: SignInForm) -> [DeskEffect] {
        var form = form
        defer { screen = .signIn(form) }
        guard !form.isWaiting else { return [] }
        switch key {
        case .character(let character):
            form.complaint = ""
            if form.isInPassword { form.password.append(character) } else { form.username.append(character) }
        case .backspace:
            if form.isInPassword { _ = form.password.popLast() } else { _ = form.username.popLast() }
        case .control("u"):
            if form.isInPassword { form.password = "" } else { form.username = "" }
        case .up, .down, .tab, .backTab: form.isInPassword.toggle()
        case .enter:
            guard form.isInPassword else {
                form.isInPassword = true
                return []
            }
            guard !form.username.isEmpty, !form.password.isEmpty else { return [] }
            form.isWaiting = true
            return [.signIn(username: form.username, password: form.password)]
        default: break
        }
        return []
    }

    /// While the server is away one can type, look at the plan, try at once, and give an act up.
    private mutating func pressLost(_ key: Key) -> [DeskEffect] {
        switch key {
        case .function(5): return [.refresh]
        case .function(8):
            withdrawLast()
            return []
        case .function(10): return printEmergencyList()
        case .function(1): screen = .help
        case .up, .down, .pageUp, .pageDown: moveChosen(key)
        case .character(let character): typeLost { $0.append(character) }
        case .backspace: typeLost { _ = $0.popLast() }
        case .control("u"): typeLost { $0 = "" }
        default: break
        }
        return []
    }

    private mutating func typeLost(_ change: (inout String) -> Void) {
        guard case .find(var form) = screen else {
            // What is typed blindly is meant for the input line.
            screen = .queue
            return change(&input)
        }
        change(&form.query)
        form.answered = nil
        form.isIssuing = false
        screen = .find(form)
    }

    mutating func moveChosen(_ key: Key) {
        let plan = picture?.plan ?? []
        guard !plan.isEmpty else { return }
        let page = QueueTable.rows(height: height, width: width)
        let steps: [Key: Int] = [.up: -1, .down: 1, .pageUp: -page, .pageDown: page]
        let index = (plan.firstIndex { $0.ticket.id == chosen } ?? 0) + (steps[key] ?? 0)
        chosen = plan[max(0, min(index, plan.count - 1))].ticket.id
        followChosen()
    }
}
