import API
import Foundation

/// The server is away: what that means, the last picture with its time, and what has no answer yet.
enum LostScreen {
    static func lines(_ state: DeskState, height: Int) -> [Line] {
        guard case .lost(let since, let tries, let next) = state.connection else { return [] }
        let isWide = DeskLayout.isWide(state)
        let clock = state.clock
        let time = clock.map { $0.hourMinuteSecond($0.time(at: since)) } ?? ""
        let seconds = max(0, Int(state.wall.timeIntervalSince(since)))
        let left = max(0, Int(next.timeIntervalSince(state.wall).rounded(.up)))
        let words = DeskTexts.lostLines(since: time, isWide: isWide).map { Line(" " + $0) }
        let notice = Box(
            title: Line(DeskTexts.lostTitle(since: time, seconds: seconds), .alarm),
            note: DeskTexts.lostNote(tries: tries, seconds: left),
            body: [.empty] + words + (isWide ? [.empty] : [])
        ).drawn(width: state.width)
        let head = notice + (isWide ? [.empty] : [])
        let side = QueueScreen.sideWidth(state)
        let rest = height - head.count
        let table = QueueTable.box(
            state, note: DeskTexts.shownAt(time), width: state.width - side - 1, height: rest)
        return head + Box.beside(table, sideLines(state, width: side, height: rest, isWide: isWide))
    }

    private static func sideLines(_ state: DeskState, width: Int, height: Int, isWide: Bool) -> [Line] {
        let possible = DeskTexts.possible(isWide: isWide).map { Line(" " + $0) }
        let lowerHeight = possible.count + 2
        let upper = Box(title: Line(DeskTexts.unanswered(state.sent.count)), body: unanswered(state, isWide: isWide))
        let lower = Box(title: Line(DeskTexts.possibleTitle), body: possible)
        return upper.drawn(width: width, height: height - lowerHeight)
            + lower.drawn(width: width, height: lowerHeight)
    }

    private static func unanswered(_ state: DeskState, isWide: Bool) -> [Line] {
        guard !state.sent.isEmpty else { return [Line(" " + DeskTexts.noneUnanswered)] }
        var lines: [Line] = isWide ? [.empty] : []
        for act in state.sent {
            let time = state.clock?.hourMinuteSecond(act.at) ?? ""
            lines.append(Line(" " + time + " " + DeskTexts.verb(act.act), .strong))
            lines += act.about.map { Line(" " + $0) }
            if act.by != state.staff?.username { lines.append(Line(" " + DeskTexts.waitsFor(act.by))) }
            if act.isUnwanted { lines.append(Line(" " + DeskTexts.givenUp)) }
        }
        let again = DeskTexts.askAgain(isWide: isWide).map { Line(" " + $0) }
        let isIssue = state.sent.contains { if case .issue = $0.act { !$0.isUnwanted } else { false } }
        let giveUp = isIssue ? [Line(" " + DeskTexts.giveUp(isWide: isWide))] : []
        let gap: [Line] = isWide ? [.empty] : []
        return lines + gap + again + gap + giveUp
    }
}
