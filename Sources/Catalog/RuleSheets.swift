import Foundation
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

    /// Reads every `rules-….yaml` of a folder, by name; throws all that is wrong in any of them.
    package static func all(in folder: String) throws(CatalogProblems) -> [RuleSheet] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var sheets: [RuleSheet] = []
        var problems: [CatalogProblem] = []
        for name in names.sorted() where name.hasPrefix("rules-") && name.hasSuffix(".yaml") {
            do throws(CatalogProblems) {
                sheets.append(try load(file: "\(folder)/\(name)"))
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw CatalogProblems(problems) }
        return sheets
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
struct RuleSheetReader: YAMLDecoding {
    var problems: [CatalogProblem] = []

    private static let keys = [
        "rules", "version", "title", "number", "lanes", "absolute", "pattern", "when", "every", "priorities", "grades",
        "getReady", "missed", "late", "booking", "tests", "transferred", "overtaking", "quotas", "undoMinutes",
        "waitingLimit", "ticketsPerPerson",
    ]

    mutating func sheet(_ value: YAMLValue) throws(CatalogProblem) -> RuleSheet {
        let map = try value.mapping(keys: Self.keys)
        let lanes = try each(try map.required("lanes")) { (reader, value) throws(CatalogProblem) in
            try reader.lane(value)
        }
        let known = lanes.map(\.lane)
        var sheet = RuleSheet(
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
        try readWhoIsNext(map, lanes: known, into: &sheet)
        try readTheRest(map, lanes: known, into: &sheet)
        checkReach(sheet, value)
        return sheet
    }

    /// Every lane must lead to a call, and no lane by two ways.
    private mutating func checkReach(_ sheet: RuleSheet, _ value: YAMLValue) {
        let inPattern = Self.lanes(in: sheet.pattern)
        let inserted = Set(sheet.insertions.map(\.lane))
        for lane in sheet.lanes.map(\.lane) {
            let ways = [sheet.absolute.contains(lane), inPattern.contains(lane), inserted.contains(lane)]
            if !ways.contains(true) {
                problems.append(
                    value.problem(
                        "Nobody in lane \(lane) would ever be called: put it into pattern, every or absolute."))
            }
            if ways.count(where: \.self) > 1 {
                problems.append(
                    value.problem(
                        ways[0]
                            ? "Lane \(lane) is absolute: take it out of pattern and every."
                            : "Lane \(lane) stands in pattern and in every: leave it in one of them."))
            }
        }
        if sheet.counterCount > Round.counterLimit {
            problems.append(
                value.problem(
                    "The patterns count \(sheet.counterCount) different things; \(Round.counterLimit) are possible. Use fewer patterns or lanes."
                ))
        }
    }

    private static func lanes(in slots: [Slot]) -> Set<Lane> {
        slots.reduce(into: []) { lanes, slot in
            switch slot {
            case .lane(let lane): lanes.insert(lane)
            case .pattern(let inner), .inOrder(let inner): lanes.formUnion(Self.lanes(in: inner))
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

    static func known(_ value: YAMLValue, among lanes: [Lane]) throws(CatalogProblem) -> Lane {
        let lane = Lane(try value.string())
        guard lanes.contains(lane) else {
            throw value.problem(YAMLValue.unknown(lane.rawValue, "is no lane here; there are", lanes.map(\.rawValue)))
        }
        return lane
    }

    private mutating func format(_ value: YAMLValue) throws(CatalogProblem) -> NumberFormat {
        let map = try value.mapping(keys: ["prefix", "digits", "returnMark"])
        let prefix = try map.required("prefix").string()
        guard prefix.count <= 3, prefix.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber) }) else {
            throw try map.required("prefix").problem("A prefix is one to three capital letters or digits: A.")
        }
        var format = NumberFormat(prefix: prefix, digits: try number(map, "digits", in: 1...6))
        if let mark = map["returnMark"] { format.returnMark = try Self.mark(mark) }
        return format
    }

    static func mark(_ value: YAMLValue) throws(CatalogProblem) -> String {
        let mark = try value.string()
        guard (1...2).contains(mark.count) else { throw value.problem("A mark is one or two characters: 复.") }
        return mark
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

    /// A whole number within a range, or nil when it is not there.
    func optionalNumber(
        _ map: YAMLMapping, _ key: String, in range: ClosedRange<Int>
    ) throws(CatalogProblem) -> Int? {
        map[key] == nil ? nil : try number(map, key, in: range)
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
