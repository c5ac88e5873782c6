/// A list to choose what is done with a ticket.
package struct OptionList: Sendable {
    struct Option: Sendable {
        var title: String
        var note: String
        var act: DeskAct
    }

    let subject: Subject
    let title: String
    let options: [Option]
    var index = 0
    /// The panel that it was opened from, and goes back to.
    var panel: WhyPanel?

    init(subject: Subject, title: String, options: [Option]) {
        self.subject = subject
        self.title = title
        self.options = options
    }
}

extension DeskState {
    /// Opens a list, from the panel or from the queue.
    mutating func choose(_ list: OptionList) -> [DeskEffect] {
        var list = list
        if case .why(let panel) = screen { list.panel = panel }
        input = ""
        message = .empty
        screen = .choose(list)
        return []
    }

    /// Keys in such a list.
    mutating func press(_ key: Key, list: OptionList) -> [DeskEffect] {
        var list = list
        switch key {
        case .escape:
            screen = list.panel.map { .why($0) } ?? .queue
            message = Line(DeskTexts.nothingHappened)
        case .up, .down:
            list.index = max(0, min(list.index + (key == .up ? -1 : 1), list.options.count - 1))
            screen = .choose(list)
        case .enter where list.options.indices.contains(list.index):
            screen = list.panel.map { .why($0) } ?? .queue
            return perform(list.options[list.index].act, on: list.subject)
        default: break
        }
        return []
    }
}

/// Draws such a list.
enum OptionScreen {
    static func lines(_ list: OptionList, _ state: DeskState, height: Int) -> [Line] {
        let room = height - 4
        let first = max(0, list.index - room + 1)
        let width = min(40, list.options.map { Columns.width($0.title) }.max() ?? 0)
        let rows = list.options.enumerated().map { index, option in
            let isChosen = index == list.index
            let line = Line((isChosen ? " > " : "   ") + Columns.fit(option.title, width) + "  " + option.note)
            return isChosen ? line.all(.reversed) : line
        }
        return Box(
            title: Line(list.title, .strong), note: DeskTexts.choose,
            body: [.empty] + rows.dropFirst(first).prefix(room)
        ).drawn(width: state.width)
    }
}
