import FormEngine
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

    /// Reads every `rules-….yaml` of a folder, by name; throws all that is wrong in any of them. No two have one id:
    /// by it and the version staff tell what rules a queue runs under.
    package static func all(in folder: String) throws(CatalogProblems) -> [RuleSheet] {
        var sheets: [RuleSheet] = []
        var problems: [CatalogProblem] = []
        var files: [String: String] = [:]
        for name in names(in: folder) {
            do throws(CatalogProblems) {
                let sheet = try load(file: "\(folder)/\(name)")
                sheets.append(sheet)
                if let other = files[sheet.id] {
                    problems.append(sameID(sheet.id, file: "\(folder)/\(name)", as: other))
                }
                files[sheet.id] = name
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw CatalogProblems(problems) }
        return sheets
    }

    /// Those of a folder whose id is not that of their file's name. They work: a layout names files. But day reports,
    /// explanations and `replay` name ids, and whoever looks for such a file finds another one or none.
    package static func misnamed(in folder: String) -> [CatalogProblem] {
        names(in: folder).compactMap { name in
            let file = "\(folder)/\(name)"
            guard let id = try? load(file: file).id, name != "rules-\(id).yaml" else { return nil }
            return CatalogProblem(
                file: file, line: line(ofID: file),
                message:
                    "“\(id.excerpt())” is not this file's name: call the file rules-\(id.excerpt()).yaml, or change rules."
            )
        }
    }

    private static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { $0.hasPrefix("rules-") && $0.hasSuffix(".yaml") }
    }

    /// The sheet itself does not know its line, and it is hardly ever asked for: the file is read again.
    private static func line(ofID file: String) -> Int { (try? YAMLValue.read(file))?.entry("rules")?.line ?? 1 }

    private static func sameID(_ id: String, file: String, as other: String) -> CatalogProblem {
        CatalogProblem(
            file: file, line: line(ofID: file),
            message: "“\(id.excerpt())” is the id of \(other) too: give each sheet its own, as in its file's name.")
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
        let list = try map.required("lanes")
        let known = try Self.declared(list)
        let lanes = try each(list) { (reader, value) throws(CatalogProblem) in try reader.lane(value) }
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
        check(sheet, map, lanes: known)
        return sheet
    }

    /// The lanes that the list names, those too of which something else is wrong. Where a name cannot be read, any
    /// lane may be meant: no later line is then called wrong for naming one.
    private static func declared(_ list: YAMLValue) throws(CatalogProblem) -> [Lane] {
        let values = try list.list()
        guard !values.isEmpty else { throw list.problem("A queue has at least one lane: {lane: first, …}.") }
        let names = list.laneWords.compactMap(\.text).map { Lane($0) }.filter { Lane.known.contains($0) }
        let others = names.count == values.count ? [] : Lane.known
        return (names + others).reduce(into: []) { lanes, lane in if !lanes.contains(lane) { lanes.append(lane) } }
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
        let prefix = try Self.prefix(try map.required("prefix"))
        var format = NumberFormat(prefix: prefix, digits: try number(map, "digits", in: 1...6))
        if let mark = map["returnMark"] { format.returnMark = try Self.mark(mark) }
        return format
    }

    /// What numbers begin with, in a sheet and in a clinic.
    static func prefix(_ value: YAMLValue) throws(CatalogProblem) -> String {
        let prefix = try value.string()
        guard (1...3).contains(prefix.count), prefix.allSatisfy(isOfPrefix) else {
            throw value.problem("A prefix is one to three capital letters or digits: A.")
        }
        return prefix
    }

    /// What stands before a prefix; of other characters, so that no two numbers read the same.
    static func mark(_ value: YAMLValue) throws(CatalogProblem) -> String {
        let mark = try value.string()
        guard (1...2).contains(mark.count), !mark.contains(where: { isOfPrefix($0) || $0.isWhitespace }) else {
            throw value.problem("A mark is one or two characters that no prefix has: 复.")
        }
        return mark
    }

    private static func isOfPrefix(_ character: Character) -> Bool {
        character.isASCII && (character.isUppercase || character.isNumber)
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
