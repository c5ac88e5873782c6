import API
import Foundation

/// The ordinary screen: the plan at the left; rooms, missed, printers and the chosen ticket at the right.
enum QueueScreen {
    /// Columns of the right side.
    static func sideWidth(_ state: DeskState) -> Int { DeskLayout.isWide(state) ? 45 : 33 }

    static func lines(_ state: DeskState, height: Int) -> [Line] {
        let side = sideWidth(state)
        let left = QueueTable.box(
            state, note: DeskTexts.planOrder, width: state.width - side - 1, height: height)
        return Box.beside(left, SidePanels.lines(state, width: side, height: height))
    }
}

/// The boxes at the right of the queue.
enum SidePanels {
    /// Exactly `height` lines. The last box takes what is left.
    static func lines(_ state: DeskState, width: Int, height: Int) -> [Line] {
        let isWide = DeskLayout.isWide(state)
        // Short of room, the rooms come first, then the printers' troubles, then who is missed.
        let rooms = Box(
            title: Line(DeskTexts.rooms), note: DeskTexts.roomsKey(isWide: isWide),
            body: RoomRows.lines(state, width: width - 2))
        let away = AwayRows.boxes(state, width: width - 2, isWide: isWide)
        let printers = Box(title: Line(DeskTexts.printers), body: PrinterRows.lines(state, isWide: isWide))
        var lines: [Line] = []
        let leastChosen = isWide ? 5 : 4
        for box in [rooms] + away + [printers] {
            let room = height - lines.count - leastChosen
            guard room >= 3 else { break }
            lines += box.drawn(width: width, height: min(box.body.count + 2, room))
        }
        return lines + chosenBox(state, isWide: isWide).drawn(width: width, height: height - lines.count)
    }

    private static func chosenBox(_ state: DeskState, isWide: Bool) -> Box {
        guard let entry = state.chosenEntry else { return Box(title: Line(DeskTexts.nothingChosen), body: []) }
        let since = state.clock.map { DeskTexts.waitingSince($0.hourMinute(entry.waitingSince)) } ?? ""
        var body = [
            Line(" " + DeskTexts.lane(entry.ticket.lane) + " · " + since),
            Line(" " + DeskTexts.ahead(entry.position - 1, others: entry.others) + estimate(entry)),
        ]
        if isWide { body.append(Line(" " + DeskTexts.chosenKeys)) }
        return Box(title: Line(DeskTexts.chosen(entry.ticket.label, Columns.printable(entry.masked))), body: body)
    }

    private static func estimate(_ entry: PlanItem) -> String {
        entry.estimate.map { " · " + DeskTexts.wait($0) } ?? ""
    }
}

/// The rooms, a line each.
enum RoomRows {
    static func lines(_ state: DeskState, width: Int) -> [Line] {
        let rooms = state.picture?.rooms ?? []
        let isWide = DeskLayout.isWide(state)
        let names = rooms.map(\.deskName)
        let column = min(8, names.map(Columns.width).max() ?? 1)
        return zip(rooms, names).map { room, name in
            let start = " " + Columns.fit(name, column) + (isWide ? "  " : " ")
            guard let current = room.current else { return Line(start + idle(room)) }
            let person = width - Columns.width(start) - 5 - (isWide ? 14 : 11)
            return Line(start) + Line(Columns.fit(current.label, 4), .strong)
                + Line(" " + Columns.fit(Columns.printable(current.masked), max(4, min(12, person))) + " ")
                + Line(what(current, state, isWide: isWide))
        }
    }

    private static func idle(_ room: RoomResponse) -> String {
        guard let sitting = room.sitting else { return DeskTexts.noSitting }
        return sitting.state == "paused" ? DeskTexts.paused : DeskTexts.free
    }

    private static func what(_ ticket: TicketResponse, _ state: DeskState, isWide: Bool) -> String {
        let now = state.now
        if ticket.state == "called" {
            let seconds = max(0, Int(now.timeIntervalSince(ticket.calledAt ?? now)))
            let since = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
            return DeskTexts.called(times: ticket.calls, since, isWide: isWide)
        }
        return DeskTexts.inside(minutes: max(0, Int(now.timeIntervalSince(ticket.startedAt ?? now) / 60)))
    }
}

/// The printers, and the papers in doubt.
enum PrinterRows {
    static func lines(_ state: DeskState, isWide: Bool) -> [Line] {
        guard let picture = state.picture else { return [] }
        let names = picture.printers.map { DeskTexts.name(of: $0, among: picture.printers) }
        let widest = names.map { Columns.width($0) }.max() ?? 0
        let column = max(isWide ? 10 : 5, min(widest + 1, 16))
        var lines = zip(picture.printers, names).flatMap { line($0, name: Columns.fit($1, column), isWide: isWide) }
        if picture.printers.isEmpty {
            lines = [Line(" " + DeskTexts.ticketPrinter + " " + DeskTexts.printerNotSet(isWide: true), .strong)]
        }
        guard let job = picture.papersToSettle.first else { return lines }
        let count = DeskTexts.papersToSettle(picture.troubled.count)
        guard isWide else { return lines + [Line(" " + count + " " + DeskTexts.lookShort, .alarm)] }
        return lines + [
            .empty, Line(" " + Columns.fit(count, 10), .alarm) + Line(DeskTexts.unsettled(job)),
            Line(String(repeating: " ", count: 11) + DeskTexts.look(PaperQuestion(job))),
        ]
    }

    private static func line(_ printer: PrinterResponse, name: String, isWide: Bool) -> [Line] {
        let start = Line(" " + name)
        let waiting = printer.waiting > 0 ? DeskTexts.comma + DeskTexts.printerWaits(printer.waiting) : ""
        guard printer.state != "none" else { return [start + Line(DeskTexts.printerNotSet(isWide: true), .strong)] }
        guard printer.isInTrouble else { return [start + Line(DeskTexts.printerFine(isWide: true) + waiting)] }
        let why = printer.reasons.first.map(DeskTexts.unended) ?? DeskTexts.printerTrouble(printer)
        return [start + Line(Columns.printable(why) + waiting, .alarm)]
    }
}
