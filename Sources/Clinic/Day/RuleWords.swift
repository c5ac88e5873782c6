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

    /// The rule's stable code on the wire. Whoever was told to get ready is called in that order, whatever rule chose them,
    /// but for whom a person picks.
    package static func code(of rule: Rule, wasTold: Bool = false) -> String {
        if wasTold, rule != .chosen { return "told" }
        return rule == .onlyLane ? "only-lane" : rule.rawValue
    }

    /// Why somebody of a lane is chosen by a rule of a sheet, in the sheet's own figures.
    ///
    /// - Parameter wasTold: it had been told to get ready.
    package func reason(_ rule: Rule, lane: Lane, condition: Int?, sheet: RuleSheet?, wasTold: Bool = false) -> String {
        let holding = condition.flatMap { index in sheet.flatMap { $0.conditions.dropFirst(index).first } }
        let pattern = holding?.pattern ?? sheet?.pattern ?? []
        let waits = (sheet?.countdowns ?? []).map { text("reason-due-cause.\($0.cause)", ["calls": String($0.calls)]) }
        let key =
            switch rule {
            case _ where wasTold: Self.code(of: rule, wasTold: true)
            case .due where waits.isEmpty: "due-any"
            // Where only one lane takes turns there is no round to tell of.
            case .pattern where pattern == [.lane(lane)] && holding == nil: "pattern-alone"
            case .pattern where holding != nil: "pattern-when"
            case .onlyLane where holding != nil: "only-lane-when"
            default: Self.code(of: rule)
            }
        return text(
            "reason.\(key)",
            [
                "lane": self.lane(lane), "pattern": round(pattern),
                "when": holding.map(when) ?? "", "order": order(in: lane, of: sheet),
                "causes": waits.joined(separator: text("ticket.and")),
                "every": sheet?.insertions.first { $0.lane == lane }.map { String($0.every) } ?? "",
                "times": sheet?.overtaking?.times.map(String.init) ?? "",
                "minutes": sheet?.overtaking?.minutes.map(String.init) ?? "",
            ])
    }

    /// In which order those of a lane come.
    func order(in lane: Lane, of sheet: RuleSheet?) -> String {
        switch sheet?.rule(for: lane)?.order ?? .arrival {
        case .number: text("reason-order.number")
        case .arrival: text("reason-order.arrival")
        case .slot: text("reason-order.slot")
        }
    }

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, language, arguments)
    }

    /// When a conditional pattern holds: 等候的回诊多于初诊时.
    func when(_ condition: PatternCondition) -> String {
        let other =
            switch condition.measure {
            case .waiting(let lane): text("reason-when.lane", ["lane": self.lane(lane)])
            case .count(let count): text("reason-when.count", ["count": String(count)])
            }
        let arguments = ["lane": lane(condition.lane), "other": other]
        return switch condition.comparison {
        case .more: text("reason-when.more", arguments)
        case .atLeast: text("reason-when.at-least", arguments)
        case .fewer: text("reason-when.fewer", arguments)
        case .atMost: text("reason-when.at-most", arguments)
        }
    }

    /// A round as people count it: 2 位初诊、1 位回诊. Of lanes that share a place it says which share, and how.
    func round(_ slots: [Slot]) -> String {
        counted(slots).map { slot, count in
            let number = String(count)
            switch slot {
            case .lane(let lane): return text("reason-round.lane", ["count": number, "lane": self.lane(lane)])
            case .pattern(let inner):
                let shares = counted(inner)
                return text(
                    "reason-round.pattern",
                    [
                        "count": number, "lanes": shares.map { name($0.slot) }.joined(separator: text("ticket.and")),
                        "ratio": shares.map { String($0.count) }.joined(separator: ":"),
                    ])
            case .inOrder(let inner):
                let names = inner.map(name)
                return text(
                    "reason-round.in-order",
                    [
                        "count": number, "lane": names.first ?? "",
                        "others": names.dropFirst().joined(separator: text("ticket.and")),
                    ])
            }
        }
        .joined(separator: text("ticket.and"))
    }

    /// Equal slots are one, counted, in the order in which they first stand.
    private func counted(_ slots: [Slot]) -> [(slot: Slot, count: Int)] {
        var counted: [(slot: Slot, count: Int)] = []
        for slot in slots {
            if let known = counted.firstIndex(where: { $0.slot == slot }) {
                counted[known].count += 1
            } else {
                counted.append((slot, 1))
            }
        }
        return counted
    }

    /// 初诊2:回诊1:过号1; a pattern within it in brackets, 预约3:(初诊3:回诊2)1; lanes of which the first that has anyone
    /// is taken with a stroke between, 过号/加号1.
    package func pattern(_ slots: [Slot]) -> String {
        let isChinese = language == "zh"
        return counted(slots).map { "\(name($0.slot))\(isChinese ? "" : " ")\($0.count)" }
            .joined(separator: isChinese ? ":" : " : ")
    }

    /// The whole order of a sheet in short: its pattern, what is put in after so many, and the patterns that conditions
    /// bring. Absolute lanes stand before all of it.
    package func order(of sheet: RuleSheet) -> String {
        let inserted = sheet.insertions.map {
            text("reason.inserted", ["every": String($0.every), "lane": lane($0.lane)])
        }
        let conditional = sheet.conditions.map { "\(when($0)) \(pattern($0.pattern))" }
        return ([pattern(sheet.pattern)] + inserted + conditional).joined(separator: text("slip.semicolon"))
    }

    private func name(_ slot: Slot) -> String {
        switch slot {
        case .lane(let lane): self.lane(lane)
        case .pattern(let inner): "(\(pattern(inner)))"
        case .inOrder(let inner): inner.map(name).joined(separator: "/")
        }
    }
}

extension RuleSheet {
    /// Whom its steps call after how many calls (after N): whoever missed, was late, is back from tests or was transferred.
    var countdowns: [(cause: String, calls: Int)] {
        let steps =
            missed.ladder.map { ("missed", $0) } + (late.map { [("late", $0.step)] } ?? [])
            + [("returned", tests.step), ("transferred", transferred)]
        var known: [(cause: String, calls: Int)] = []
        for case (let cause, .after(let calls)) in steps where !known.contains(where: { $0 == (cause, calls) }) {
            known.append((cause, calls))
        }
        return known
    }
}
