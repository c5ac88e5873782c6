import FormEngine
import QueueEngine

/// What becomes of the missed, the late, those at tests, those transferred; quotas, booking, the guard.
extension RuleSheetReader {
    mutating func readTheRest(
        _ map: YAMLMapping, lanes: [Lane], into sheet: inout RuleSheet
    ) throws(CatalogProblem) {
        if let value = map["late"] {
            let map = try value.mapping(keys: ["afterMinutes", "step"])
            sheet.late = LateRule(
                afterMinutes: try number(map, "afterMinutes", in: 0...240),
                step: try step(try map.required("step"), lanes: lanes))
        }
        if let value = map["booking"] { sheet.booking = try booking(value, lanes: lanes) }
        sheet.tests = TestsRule(step: .lane(sheet.known(.returning)))
        if let value = map["tests"] {
            let map = try value.mapping(keys: ["step", "validDays"])
            sheet.tests = TestsRule(
                step: try step(try map.required("step"), lanes: lanes),
                validDays: try number(map, "validDays", in: 0...60))
        }
        sheet.transferred = .lane(sheet.ordinaryLane)
        if let value = map["transferred"] { sheet.transferred = try step(value, lanes: lanes) }
        if let value = map["overtaking"] {
            let map = try value.mapping(keys: ["times", "minutes"])
            sheet.overtaking = OvertakingGuard(
                times: try optionalNumber(map, "times", in: 1...100),
                minutes: try optionalNumber(map, "minutes", in: 5...600))
        }
        if let value = map["quotas"] { sheet.quotas = try quotas(value, lanes: lanes) }
        sheet.undoMinutes = try optionalNumber(map, "undoMinutes", in: 0...120) ?? sheet.undoMinutes
    }

    private mutating func booking(_ value: YAMLValue, lanes: [Lane]) throws(CatalogProblem) -> BookingRule {
        let map = try value.mapping(keys: ["lane", "checkInMinutes", "slotMinutes"])
        var lane: Lane?
        if let value = map["lane"] { lane = try Self.known(value, among: lanes) }
        return BookingRule(
            lane: lane, checkInMinutes: try optionalNumber(map, "checkInMinutes", in: 0...720),
            slotMinutes: try optionalNumber(map, "slotMinutes", in: 5...240) ?? BookingRule().slotMinutes)
    }

    private mutating func quotas(_ value: YAMLValue, lanes: [Lane]) throws(CatalogProblem) -> Quotas {
        let map = try value.mapping(keys: ["day", "morning", "afternoon", "extra"])
        var extra: Quotas.Extra?
        if let value = map["extra"] {
            let map = try value.mapping(keys: ["most", "lane", "mark"])
            var lane: Lane?
            var mark: String?
            if let value = map["lane"] { lane = try Self.known(value, among: lanes) }
            if let value = map["mark"] { mark = try Self.mark(value) }
            extra = Quotas.Extra(most: try number(map, "most", in: 1...1_000), lane: lane, mark: mark)
        }
        return Quotas(
            day: try optionalNumber(map, "day", in: 1...5_000),
            morning: try optionalNumber(map, "morning", in: 0...5_000),
            afternoon: try optionalNumber(map, "afternoon", in: 0...5_000), extra: extra)
    }

    mutating func missed(_ value: YAMLValue, lanes: [Lane]) throws(CatalogProblem) -> MissedRules {
        let map = try value.mapping(keys: ["leastCalls", "leastSeconds", "takesEffect", "ladder"])
        let written = try map.required("ladder")
        let ladder = try each(written) { (reader, value) throws(CatalogProblem) in
            try reader.step(value, lanes: lanes)
        }
        let isWritten = try !written.list().isEmpty
        guard isWritten else { throw value.problem("The ladder needs at least one step.") }
        return MissedRules(
            leastCalls: try number(map, "leastCalls", in: 1...10),
            leastSeconds: try number(map, "leastSeconds", in: 0...600),
            takesEffect: try map.required("takesEffect").oneOf(MissedRules.Effect.self), ladder: ladder)
    }

    /// `after 5`, `lane missed`, `end of slot`, `end of half day`, `end`, `void`.
    private func step(_ value: YAMLValue, lanes: [Lane]) throws(CatalogProblem) -> Step {
        let words = try value.string().split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("end", 1): return .end
        case ("void", 1): return .void
        case ("end", 3) where words[1...] == ["of", "slot"]: return .endOfSlot
        case ("end", 4) where words[1...] == ["of", "half", "day"]: return .endOfHalfDay
        case ("after", 2):
            guard let calls = Int(words[1]), (1...100).contains(calls) else {
                throw value.problem("after takes a whole number from 1 to 100: “after 5”.")
            }
            return .after(calls)
        case ("lane", 2):
            return .lane(
                try Self.known(
                    YAMLValue(file: value.file, line: value.line, content: .scalar(words[1])), among: lanes))
        default:
            let found = words.joined(separator: " ")
            let hint = YAMLSlips.hint(in: found)
            throw value.problem(
                """
                A step is “after 5”, “lane missed”, “end of slot”, “end of half day”, “end” or “void”, \
                not “\(found)”.\(hint)
                """)
        }
    }
}
