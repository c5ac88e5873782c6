package import QueueEngine

/// Reads rule sheets. `Resources/clinics/rules-anesthesia.yaml` explains every key.
package enum RuleSheets {
    /// The most patients that one open room may tell to get ready.
    package static let mostReady = 20
    /// The largest waiting list that a sheet may allow.
    package static let largestWaitingLimit = 5_000
    static let mostSlots = 50

    /// Reads one sheet; throws all that is wrong, each with its line.
    package static func load(file path: String) throws(CatalogProblems) -> RuleSheet {
        try CatalogProblems.collecting { () throws(CatalogProblem) in
            var reader = RuleSheetReader()
            let value = try YAMLValue.read(path)
            return (reader.noting { (reader) throws(CatalogProblem) in try reader.sheet(value) }, reader.problems)
        }
    }

    /// Reads one sheet from a text; `file` is what its problems name.
    package static func load(yaml text: String, file: String) throws(CatalogProblems) -> RuleSheet {
        try CatalogProblems.collecting { () throws(CatalogProblem) in
            var reader = RuleSheetReader()
            let value = try YAMLValue.parse(text, file: file)
            return (reader.noting { (reader) throws(CatalogProblem) in try reader.sheet(value) }, reader.problems)
        }
    }
}

extension CatalogProblems {
    /// The value that reading gave, when nothing was wrong.
    static func collecting<Value>(
        _ read: () throws(CatalogProblem) -> (Value?, [CatalogProblem])
    ) throws(CatalogProblems) -> Value {
        let result: (Value?, [CatalogProblem])
        do throws(CatalogProblem) {
            result = try read()
        } catch {
            throw CatalogProblems([error])
        }
        guard let value = result.0, result.1.isEmpty else { throw CatalogProblems(result.1) }
        return value
    }
}

/// Turns one file into a sheet, noting all that is wrong.
private struct RuleSheetReader: YAMLDecoding {
    var problems: [CatalogProblem] = []

    mutating func sheet(_ value: YAMLValue) throws(CatalogProblem) -> RuleSheet {
        let keys = [
            "rules", "version", "title", "number", "lanes", "absolute", "pattern", "getReady", "missed",
            "waitingLimit", "ticketsPerPerson",
        ]
        let map = try value.mapping(keys: keys)
        let lanes = try each(try map.required("lanes")) { (reader, value) throws(CatalogProblem) in
            try reader.lane(value)
        }
        let known = lanes.map(\.lane)
        let sheet = RuleSheet(
            id: try map.required("rules").string(), version: try number(map, "version", in: 1...1_000_000),
            title: try texts(try map.required("title")), number: try format(try map.required("number")), lanes: lanes,
            absolute: try each(map["absolute"]) { (_, value) throws(CatalogProblem) in
                try Self.known(value, among: known)
            },
            pattern: try pattern(try map.required("pattern"), lanes: known, depth: 0),
            getReady: try number(map, "getReady", in: 0...RuleSheets.mostReady),
            missed: try missed(try map.required("missed"), lanes: known),
            waitingLimit: try number(map, "waitingLimit", in: 1...RuleSheets.largestWaitingLimit),
            ticketsPerPerson: try number(map, "ticketsPerPerson", in: 1...20))
        checkReach(sheet, value)
        return sheet
    }

    /// Every lane must lead to a call, and no lane by two ways.
    private mutating func checkReach(_ sheet: RuleSheet, _ value: YAMLValue) {
        let inPattern = Self.lanes(in: sheet.pattern)
        for lane in sheet.lanes.map(\.lane) {
            let isAbsolute = sheet.absolute.contains(lane)
            if !isAbsolute, !inPattern.contains(lane) {
                problems.append(
                    value.problem("Nobody in lane \(lane) would ever be called: put it into pattern or absolute."))
            }
            if isAbsolute, inPattern.contains(lane) {
                problems.append(value.problem("Lane \(lane) is absolute: take it out of pattern."))
            }
        }
    }

    private static func lanes(in slots: [Slot]) -> Set<Lane> {
        slots.reduce(into: []) { lanes, slot in
            switch slot {
            case .lane(let lane): lanes.insert(lane)
            case .pattern(let inner): lanes.formUnion(Self.lanes(in: inner))
            }
        }
    }

    private mutating func lane(_ value: YAMLValue) throws(CatalogProblem) -> LaneRule {
        let map = try value.mapping(keys: ["lane", "order", "minutes"])
        let lane = try Self.known(try map.required("lane"), among: Lane.known)
        let minutes = try map.required("minutes").double()
        guard (1...240).contains(minutes) else {
            throw try map.required("minutes").problem("A consultation takes 1 to 240 minutes.")
        }
        return LaneRule(lane: lane, order: try map.required("order").oneOf(LaneRule.Order.self), minutes: minutes)
    }

    private static func known(_ value: YAMLValue, among lanes: [Lane]) throws(CatalogProblem) -> Lane {
        let lane = Lane(try value.string())
        guard lanes.contains(lane) else {
            throw value.problem(YAMLValue.unknown(lane.rawValue, "is no lane here; there are", lanes.map(\.rawValue)))
        }
        return lane
    }

    private mutating func pattern(
        _ value: YAMLValue, lanes: [Lane], depth: Int
    ) throws(CatalogProblem) -> [Slot] {
        let slots = try value.list()
        guard !slots.isEmpty, slots.count <= RuleSheets.mostSlots else {
            throw value.problem("A pattern has 1 to \(RuleSheets.mostSlots) slots.")
        }
        var read: [Slot] = []
        for slot in slots {
            if case .list = slot.content {
                guard depth < 3 else { throw slot.problem("Patterns stand at most three deep in one another.") }
                read.append(.pattern(try pattern(slot, lanes: lanes, depth: depth + 1)))
            } else {
                read.append(.lane(try Self.known(slot, among: lanes)))
            }
        }
        return read
    }

    private mutating func missed(_ value: YAMLValue, lanes: [Lane]) throws(CatalogProblem) -> MissedRules {
        let map = try value.mapping(keys: ["leastCalls", "leastSeconds", "takesEffect", "ladder"])
        let ladder = try each(try map.required("ladder")) { (reader, value) throws(CatalogProblem) in
            try reader.step(value, lanes: lanes)
        }
        guard !ladder.isEmpty else { throw value.problem("The ladder needs at least one step.") }
        return MissedRules(
            leastCalls: try number(map, "leastCalls", in: 1...10),
            leastSeconds: try number(map, "leastSeconds", in: 0...600),
            takesEffect: try map.required("takesEffect").oneOf(MissedRules.Effect.self), ladder: ladder)
    }

    /// `after 5`, `lane missed`, `end`, `void`.
    private func step(_ value: YAMLValue, lanes: [Lane]) throws(CatalogProblem) -> MissedRules.Step {
        let words = try value.string().split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("end", 1): return .end
        case ("void", 1): return .void
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
            throw value.problem(
                "A step is “after 5”, “lane missed”, “end” or “void”, not “\(words.joined(separator: " "))”.")
        }
    }

    private func format(_ value: YAMLValue) throws(CatalogProblem) -> NumberFormat {
        let map = try value.mapping(keys: ["prefix", "digits"])
        let prefix = try map.required("prefix").string()
        guard prefix.count <= 3, prefix.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber) }) else {
            throw try map.required("prefix").problem("A prefix is one to three capital letters or digits: A.")
        }
        return NumberFormat(prefix: prefix, digits: try number(map, "digits", in: 1...6))
    }
}

extension YAMLDecoding {
    /// A whole number within a range, which must be there.
    func number(_ map: YAMLMapping, _ key: String, in range: ClosedRange<Int>) throws(CatalogProblem) -> Int {
        let value = try map.required(key)
        let number = try value.int()
        guard range.contains(number) else {
            throw value.problem("\(key) is \(range.lowerBound) to \(range.upperBound), not \(number).")
        }
        return number
    }

    /// A text in several languages; Chinese and English must be there.
    func texts(_ value: YAMLValue) throws(CatalogProblem) -> [String: String] {
        let map = try value.mapping(keys: ["zh", "en", "ug"])
        _ = try map.required("zh")
        _ = try map.required("en")
        var texts: [String: String] = [:]
        for entry in map.entries { texts[entry.key] = try entry.value.string() }
        return texts
    }
}
