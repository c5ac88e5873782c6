import API
import Foundation

/// Draws the desk: state in, lines out, each exactly as wide as the screen.
package enum DeskLayout {
    /// The least screen.
    package static let leastWidth = 80
    package static let leastHeight = 24

    /// Whether there is room for the wide pictures.
    static func isWide(_ state: DeskState) -> Bool { state.width >= 110 && state.height >= 30 }

    /// The whole screen, from top to bottom.
    package static func lines(_ state: DeskState) -> [Line] {
        DeskTexts.$words.withValue(state.words) { drawn(state) }
    }

    private static func drawn(_ state: DeskState) -> [Line] {
        guard state.width >= leastWidth, state.height >= leastHeight else {
            let rest = Array(repeating: Line.empty, count: max(0, state.height - 1))
            return ([Line(DeskTexts.tooSmall, .alarm)] + rest).map { $0.fitted(state.width) }
        }
        let isWide = isWide(state)
        let head = [StatusLine.line(state), inputLine(state)] + (isWide ? [.empty] : [])
        let foot = (isWide ? [Line.empty] : []) + [Line(" ") + footnote(state), keyLine(state)]
        let height = state.height - head.count - foot.count
        let body = body(state, height: height)
        let gap = Array(repeating: Line.empty, count: max(0, height - body.count))
        return (head + body.prefix(height) + gap + foot).map { $0.fitted(state.width) }
    }

    private static func body(_ state: DeskState, height: Int) -> [Line] {
        switch state.screen {
        case .signIn(let form): SignInScreen.lines(form, state)
        case .register(let form): RegisterScreen.lines(form, state)
        case .help: HelpScreen.lines(state)
        case .queue where state.isLost, .find where state.isLost, .pick where state.isLost, .choose where state.isLost,
            .why where state.isLost, .printers where state.isLost:
            LostScreen.lines(state, height: height)
        case .queue: QueueScreen.lines(state, height: height)
        case .find(let form): FindScreen.lines(form, state, height: height)
        case .pick(let picker): PickScreen.lines(picker, state, height: height)
        case .choose(let list): OptionScreen.lines(list, state, height: height)
        case .why(let panel): WhyScreen.lines(panel, state, height: height)
        case .printers(let panel): PrinterScreen.lines(panel, state, height: height)
        }
    }

    private static func inputLine(_ state: DeskState) -> Line {
        let typed =
            switch state.screen {
            case .find(let form): form.isIssuing && !state.isLost ? form.query : form.query + "_"
            case .queue, .pick, .choose, .printers: state.input + "_"
            case .why(let panel): panel.subject.label
            case .signIn, .register, .help: ""
            }
        // The end of a long line is what one types at.
        let room = state.width - 2 - Columns.width(DeskTexts.prompt)
        var shown = Columns.printable(typed)
        while Columns.width(shown) > room { shown.removeFirst() }
        return Line(" " + DeskTexts.prompt) + Line(shown, .strong)
    }

    private static func footnote(_ state: DeskState) -> Line {
        guard state.message.text.isEmpty else { return state.message }
        if case .find(let form) = state.screen, form.isIssuing { return Line(DeskTexts.numberIsMade) }
        if case .why = state.screen, !state.isLost { return Line(DeskTexts.whyFoot(isWide: isWide(state))) }
        return state.isLost ? Line(DeskTexts.afterwards) : .empty
    }

    private static func keyLine(_ state: DeskState) -> Line {
        let name =
            switch state.screen {
            case .signIn: "signIn"
            case .register: "register"
            case .help: "help"
            case .queue where state.isLost, .find where state.isLost, .pick where state.isLost,
                .choose where state.isLost, .why where state.isLost, .printers where state.isLost:
                "lost"
            case .queue: "queue"
            case .find(let form): form.isIssuing ? "issue" : "find"
            case .pick(let picker): picker.purpose == .settle ? state.question(of: picker).rawValue : "pick"
            case .choose: "option"
            case .why: "why"
            case .printers: "printers"
            }
        return Line(" " + DeskTexts.keys(name, left: undoLeft(state), isWide: isWide(state)))
    }

    /// How long F9 still works for the last act; the last minute and a half is counted in seconds.
    private static func undoLeft(_ state: DeskState) -> String {
        guard let last = state.lastUndoable else { return "" }
        let seconds = Int(last.until.timeIntervalSince(state.now))
        return seconds < 90 ? DeskTexts.secondsLeft(seconds) : DeskTexts.minutesLeft(seconds / 60)
    }
}
