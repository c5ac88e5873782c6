import API

/// Draws the printers and what waits for them.
enum PrinterScreen {
    static func lines(_ panel: PrinterPanel, _ state: DeskState, height: Int) -> [Line] {
        let rows = PrinterPanel.rows(state.picture)
        let room = height - 4
        let index = min(panel.index, rows.count - 1)
        let first = max(0, index - room + 1)
        let lines = rows.enumerated().map { line($1, isChosen: $0 == index, state) }
        return Box(
            title: Line(DeskTexts.printers, .strong), note: DeskTexts.choose,
            body: [.empty] + lines.dropFirst(first).prefix(room)
        ).drawn(width: state.width)
    }

    private static func line(_ row: PrinterPanel.Row, isChosen: Bool, _ state: DeskState) -> Line {
        let mark = isChosen ? " > " : "   "
        let line =
            switch row {
            case .printer(let printer): Line(mark) + self.line(printer, state)
            case .paper(let job): Line(mark + "    ") + self.line(job, state)
            }
        return isChosen ? line.all(.reversed) : line
    }

    private static func line(_ printer: PrinterResponse, _ state: DeskState) -> Line {
        let name = Columns.printable(DeskTexts.name(printer.name) ?? printer.id)
        let since = printer.since.flatMap { time in
            printer.isInTrouble ? state.clock.map { DeskTexts.since($0.hourMinute(time)) } : nil
        }
        let words = [DeskTexts.printerState(printer.state), since].compactMap(\.self).joined(separator: " ")
        return Line(Columns.fit(name, 18) + " ", .strong)
            + Line(Columns.fit(words, 22) + " ", printer.isInTrouble ? .alarm : .plain)
            + Line(Columns.printable(printer.reasons.joined(separator: " ")))
    }

    private static func line(_ job: PrintJobResponse, _ state: DeskState) -> Line {
        let time = state.clock?.hourMinute(job.createdAt) ?? ""
        return Line(Columns.fit(job.label, 10) + " ", .strong)
            + Line(Columns.fit(DeskTexts.paper(job.purpose), 8) + time + "  " + Columns.printable(job.sentence))
    }
}
