import API
import Desk
import Foundation

/// A018, eleven ahead, of whom five came later, and three gone before.
extension World {
    static let why = ExplanationResponse(
        label: "A018", queue: "anesthesia", lane: "first", state: "waiting", at: now, text: ["…"],
        steps: [
            ExplanationStep(kind: "issued", at: time("08:51"), room: nil, text: "08:51 取号 A018。"),
            ExplanationStep(kind: "arrived", at: time("09:58"), room: nil, text: "09:58 报到。"),
        ], ahead: 11, earlier: 6, line: [], otherQueues: [], otherQueuesText: nil,
        later: [
            group("absolute", "urgent", ["A026"], "绿色通道先于所有人"),
            group("pattern", "returning", ["A004", "A002"], "轮到回诊 · 初诊2:回诊1:过号1"),
            group("pattern", "missed", ["A006"], "轮到过号 · 初诊2:回诊1:过号1"),
            group("inserted", "priority", ["A020"], "优先 · 每叫 2 位插 1 位"),
        ],
        passedBy: [
            passing("A019", "urgent", "10:12", "绿色通道先于所有人"),
            passing("A003", "returning", "10:33", "轮到回诊 · 初诊2:回诊1:过号1"),
            passing("A005", "missed", "10:42", "轮到过号 · 初诊2:回诊1:过号1"),
            // Called, and back in line: it must not be counted twice.
            passing("A004", "returning", "10:44", "轮到回诊 · 初诊2:回诊1:过号1"),
        ], reason: ReasonItem(code: "pattern", text: "轮到初诊 · 初诊2:回诊1:过号1"), roomsOpen: 3,
        estimate: Estimate(fromMinutes: 30, toMinutes: 50), touched: false, unmoved: true,
        overtaken: ExplanationOvertaken(times: 2, apart: 1, most: 6, minutes: nil),
        promised: [
            ExplanationPromise(
                on: "arrival", at: time("09:58"), position: 9, estimate: Estimate(fromMinutes: 50, toMinutes: 80))
        ], rules: ExplanationRules(title: "麻醉门诊", version: 4, pattern: "初诊2:回诊1:过号1"))

    private static func group(_ rule: String, _ lane: String, _ labels: [String], _ text: String) -> ExplanationGroup {
        ExplanationGroup(rule: rule, told: false, lane: lane, count: labels.count, labels: labels, text: text)
    }

    private static func passing(_ label: String, _ lane: String, _ at: String, _ text: String) -> ExplanationPassing {
        ExplanationPassing(label: label, lane: lane, rule: "pattern", told: false, at: time(at), text: text)
    }

    /// The panel of A018, answered.
    static func panel(wide: Bool = true, language: String = "zh") -> DeskState {
        var desk = desk(wide: wide, language: language)
        for _ in 1...11 { _ = desk.press(.down) }
        _ = desk.press(.function(6))
        _ = desk.update(.explained(ticket: "A018", why))
        return desk
    }

    /// A morning in which some are away too.
    static var withAway: Picture {
        var picture = picture
        picture.atTests = [ticket("A001", "蒋*", "at-tests"), ticket("A010", "沈**", "at-tests")]
        picture.onHold = [ticket("A011", "杨*", "on-hold")]
        return picture
    }
}
