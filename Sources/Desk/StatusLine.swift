import API
import Foundation

/// The first line: where one is, and how server and printers are.
enum StatusLine {
    static func line(_ state: DeskState) -> Line {
        let isWide = DeskLayout.isWide(state)
        let left = Line(" " + DeskTexts.title + (isWide ? place(state) : ""), .reversed)
        let right = right(state, isWide: isWide)
        let gap = state.width - left.width - right.width
        guard gap > 0 else {
            return (left.fitted(max(0, state.width - right.width - 1)) + Line(" ") + right).all(.reversed)
        }
        return (left + Line(String(repeating: " ", count: gap)) + right).reversedButAlarms
    }

    private static func place(_ state: DeskState) -> String {
        guard let clinic = state.clinic else { return "" }
        return " · "
            + Columns.printable((DeskTexts.name(clinic.hospital) ?? "") + " " + (DeskTexts.name(clinic.name) ?? ""))
    }

    private static func right(_ state: DeskState, isWide: Bool) -> Line {
        let dot = isWide ? " · " : " "
        var parts: [Line] = []
        if let clinic = state.clinic, clinic.clockSpeed != 1 {
            parts.append(Line(DeskTexts.clockSpeed(Int(clinic.clockSpeed))))
        }
        parts.append(connection(state, isWide: isWide))
        if state.staff != nil, isWide || !state.isLost { parts += printers(state, isWide: isWide) }
        if let clock = state.clock { parts.append(Line(clock.hourMinute(state.now))) }
        let joined = parts.dropFirst().reduce(parts[0]) { $0 + Line(dot) + $1 }
        return joined + Line(" ")
    }

    private static func connection(_ state: DeskState, isWide: Bool) -> Line {
        switch state.connection {
        case .connecting: return Line(DeskTexts.connecting)
        case .fine:
            let age = max(0, Int(state.wall.timeIntervalSince(state.pictureAt ?? state.wall)))
            return Line(DeskTexts.fine(seconds: age, isWide: isWide))
        case .lost(let since, _, _):
            return Line(DeskTexts.lost(seconds: max(0, Int(state.wall.timeIntervalSince(since)))), .alarm)
        }
    }

    private static func printers(_ state: DeskState, isWide: Bool) -> [Line] {
        [("ticket", DeskTexts.ticketPrinter), ("slip", DeskTexts.slipPrinter)].map { purpose, name in
            let printers = (state.picture?.printers ?? []).filter { $0.purpose == purpose }
            let troubled = printers.first(where: \.isInTrouble)
            let shown = troubled.map { DeskTexts.name(of: $0, among: printers) } ?? name
            return Line(shown + " ") + condition(of: printers, state, isWide: isWide)
        }
    }

    private static func condition(of printers: [PrinterResponse], _ state: DeskState, isWide: Bool) -> Line {
        guard !state.isLost, state.picture != nil else { return Line(DeskTexts.printerUnknown) }
        guard printers.contains(where: { $0.state != "none" }) else {
            return Line(DeskTexts.printerNotSet(isWide: isWide), .strong)
        }
        guard let trouble = printers.first(where: \.isInTrouble) else {
            return Line(DeskTexts.printerFine(isWide: isWide))
        }
        return Line(DeskTexts.printerTrouble(trouble), .alarm)
    }
}

extension Line {
    /// A title line, in which alarms keep their own look.
    fileprivate var reversedButAlarms: Line {
        pieces.reduce(Line.empty) { $0 + Line($1.text, $1.style == .alarm ? .alarm : .reversed) }
    }
}
