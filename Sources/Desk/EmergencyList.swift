import API
import Foundation

/// The plan as it was last seen, for going on by voice and pen: a page for each room, narrow enough for a ticket
/// printer. Numbers and masked names only.
enum EmergencyList {
    /// Columns: what an 80 mm printer gets onto a line.
    static let width = 42
    /// Between pages.
    private static let pageBreak = "\u{0C}"

    /// - Returns: nothing where no room is open and nobody is here.
    static func text(_ state: DeskState) -> String {
        let plan = state.picture?.plan ?? []
        let rooms = (state.picture?.rooms ?? []).filter { $0.sitting != nil }
        let known = Set(rooms.map(\.id))
        let pages = rooms.map { room in
            page(
                room.about, inside: room.current, plan.filter { $0.room == room.id }, state)
        }
        // Whom no open room would call, and who is away and may come back.
        let rest = plan.filter { $0.room.map { !known.contains($0) } ?? true }
        let away = away(state)
        let last = rest.isEmpty && away.isEmpty ? [] : [page(DeskTexts.listNoRoom, inside: nil, rest, state) + away]
        return (pages + last).map { $0.map { $0 + "\n" }.joined() }.joined(separator: pageBreak)
    }

    private static func page(
        _ title: String, inside: TicketResponse?, _ plan: [PlanItem], _ state: DeskState
    ) -> [String] {
        let clinic = state.clinic.map { (DeskTexts.name($0.hospital) ?? "") + " " + (DeskTexts.name($0.name) ?? "") }
        let time = state.clock.map { $0.hourMinuteSecond($0.time(at: state.pictureAt ?? state.wall)) } ?? ""
        let head = [
            DeskTexts.listTitle(title), clinic ?? "", DeskTexts.listAsOf(state.clinic?.date ?? "", time), "",
        ]
        let current = inside.map { [DeskTexts.listInside($0.label, Columns.printable($0.masked)), ""] } ?? []
        let rows = plan.isEmpty ? [DeskTexts.nobodyWaits] : [DeskTexts.listColumns] + plan.enumerated().map(row)
        return head.flatMap { Columns.wrapped($0, width) } + current + rows + [""]
            + Columns.wrapped(DeskTexts.listHow, width)
    }

    /// With room to tick who was called and to write when they came in.
    private static func row(_ index: Int, _ item: PlanItem) -> String {
        Columns.right(String(index + 1), 2) + " " + Columns.fit(item.ticket.label, 6)
            + Columns.fit(Columns.printable(item.masked), 11)
            + Columns.fit(DeskTexts.shapedLane(item.ticket.lane), 11) + "[ ] __:__"
    }

    private static func away(_ state: DeskState) -> [String] {
        let picture = state.picture ?? Picture()
        let groups = [("missed", picture.missed), ("at-tests", picture.atTests), ("on-hold", picture.onHold)]
        return groups.filter { !$0.1.isEmpty }.flatMap { name, tickets in
            Columns.wrapped(
                DeskTexts.state(name) + "  " + tickets.map(\.label).joined(separator: " "), width)
        }
    }
}

extension DeskState {
    /// F10, with or without the server: the order as it was last seen, on paper.
    mutating func printEmergencyList() -> [DeskEffect] {
        guard picture != nil else { return complain(DeskTexts.nothingSeenYet) }
        let list = EmergencyList.text(self)
        guard !list.isEmpty else { return complain(DeskTexts.listEmpty) }
        message = Line(DeskTexts.listPrinting)
        return [.printList(list)]
    }
}
