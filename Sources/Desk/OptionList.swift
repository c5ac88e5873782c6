/// A list to choose what is done with a ticket or a room.
package struct OptionList: Sendable {
    enum Choice: Sendable {
        case act(DeskAct)
        /// What can be done with this one, in a list of its own.
        case list(OptionList)
    }

    struct Option: Sendable {
        var title: String
        var note: String
        var choice: Choice

        init(title: String, note: String, _ choice: Choice) {
            self.title = title
            self.note = note
            self.choice = choice
        }

        init(title: String, note: String, act: DeskAct) { self.init(title: title, note: note, .act(act)) }
    }

    /// What its acts are about, as `SentAct` has it.
    let about: String
    let masked: String
    let title: String
    /// Said above the options.
    var preface = ""
    let options: [Option]
    var index = 0
    /// The panel that it was opened from, and goes back to.
    var panel: WhyPanel?

    init(about: String, masked: String = "", title: String, preface: String = "", options: [Option]) {
        self.about = about
        self.masked = masked
        self.title = title
        self.preface = preface
        self.options = options
    }

    init(subject: Subject, title: String, options: [Option]) {
        self.init(about: subject.label + " " + subject.masked, masked: subject.masked, title: title, options: options)
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
            switch list.options[list.index].choice {
            case .act(let act): return perform(act, about: [list.about], masked: list.masked)
            case .list(let next): return choose(next)
            }
        default: break
        }
        return []
    }
}

/// Draws such a list.
enum OptionScreen {
    static func lines(_ list: OptionList, _ state: DeskState, height: Int) -> [Line] {
        let preface = list.preface.isEmpty ? [] : Columns.wrapped(list.preface, state.width - 4) + [""]
        let room = max(1, height - 4 - preface.count)
        let first = max(0, list.index - room + 1)
        let width = min(40, list.options.map { Columns.width($0.title) }.max() ?? 0)
        let rows = list.options.enumerated().map { index, option in
            let isChosen = index == list.index
            let line = Line((isChosen ? " > " : "   ") + Columns.fit(option.title, width) + "  " + option.note)
            return isChosen ? line.all(.reversed) : line
        }
        return Box(
            title: Line(list.title, .strong), note: DeskTexts.choose,
            body: [.empty] + preface.map { Line(" " + $0, .strong) } + rows.dropFirst(first).prefix(room)
        ).drawn(width: state.width)
    }
}
