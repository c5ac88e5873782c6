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

    /// 初诊2:回诊1:过号1; a pattern within it in brackets, 预约3:(初诊3:回诊2)1; lanes of which the first that has anyone
    /// is taken with a stroke between, 过号/加号1.
    package func pattern(_ slots: [Slot]) -> String {
        var order: [Slot] = []
        var counts: [Slot: Int] = [:]
        for slot in slots {
            if counts[slot] == nil { order.append(slot) }
            counts[slot, default: 0] += 1
        }
        let isChinese = language == "zh"
        return order.map { "\(name($0))\(isChinese ? "" : " ")\(counts[$0, default: 0])" }
            .joined(separator: isChinese ? ":" : " : ")
    }

    private func name(_ slot: Slot) -> String {
        switch slot {
        case .lane(let lane): self.lane(lane)
        case .pattern(let inner): "(\(pattern(inner)))"
        case .inOrder(let inner): inner.map(name).joined(separator: "/")
        }
    }
}
