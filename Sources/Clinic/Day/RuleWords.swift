package import QueueEngine

/// Lanes and rules in words.
package struct RuleWords: Sendable {
    private let wording: Wording
    private let language: String

    package init(wording: Wording, language: String) {
        self.wording = wording
        self.language = language
    }

    package func lane(_ lane: Lane) -> String { wording.text("lane.\(lane)", language) }

    /// The rule's stable code on the wire.
    package static func code(of rule: Rule) -> String { rule == .onlyLane ? "only-lane" : rule.rawValue }

    /// Why somebody of a lane is chosen by a rule of a sheet.
    package func reason(_ rule: Rule, lane: Lane, condition: Int?, sheet: RuleSheet?) -> String {
        var arguments = ["lane": self.lane(lane), "pattern": ""]
        if let sheet {
            let holding = condition.flatMap { $0 < sheet.conditions.count ? sheet.conditions[$0].pattern : nil }
            arguments["pattern"] = pattern(holding ?? sheet.pattern)
            arguments["every"] = sheet.insertions.first { $0.lane == lane }.map { String($0.every) } ?? ""
            arguments["times"] = sheet.overtaking?.times.map(String.init) ?? ""
            arguments["minutes"] = sheet.overtaking?.minutes.map(String.init) ?? ""
        }
        return wording.text("reason.\(Self.code(of: rule))", language, arguments)
    }

    /// 初诊2:回诊1:过号1
    package func pattern(_ slots: [Slot]) -> String {
        var order: [Lane] = []
        var counts: [Lane: Int] = [:]
        func add(_ slot: Slot) {
            switch slot {
            case .lane(let lane):
                if counts[lane] == nil { order.append(lane) }
                counts[lane, default: 0] += 1
            case .pattern(let inner), .inOrder(let inner): inner.forEach(add)
            }
        }
        slots.forEach(add)
        let isChinese = language == "zh"
        return order.map { "\(lane($0))\(isChinese ? "" : " ")\(counts[$0, default: 0])" }
            .joined(separator: isChinese ? ":" : " : ")
    }
}
