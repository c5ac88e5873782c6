import FormEngine
import QueueEngine

/// Whose turn it is: patterns, the conditions of other ones, insertions, priority classes and grades.
extension RuleSheetReader {
    mutating func readWhoIsNext(
        _ map: YAMLMapping, lanes: [Lane], into sheet: inout RuleSheet
    ) throws(CatalogProblem) {
        sheet.conditions = try each(map["when"]) { (reader, value) throws(CatalogProblem) in
            try reader.condition(value, lanes: lanes)
        }
        sheet.insertions = try each(map["every"]) { (reader, value) throws(CatalogProblem) in
            let map = try value.mapping(keys: ["lane", "every"])
            return Insertion(
                lane: try Self.known(try map.required("lane"), among: lanes),
                every: try reader.number(map, "every", in: 1...100))
        }
        sheet.priorities = try each(map["priorities"]) { (reader, value) throws(CatalogProblem) in
            let map = try value.mapping(keys: ["class", "title", "lane"])
            return PriorityClass(
                id: try map.required("class").string(), title: try reader.texts(try map.required("title")),
                lane: try Self.known(try map.required("lane"), among: lanes))
        }
        sheet.grades = try each(map["grades"]) { (reader, value) throws(CatalogProblem) in
            let map = try value.mapping(keys: ["grade", "title"])
            return Grade(
                id: try map.required("grade").string(), title: try reader.texts(try map.required("title")))
        }
        checkOnce(try map["priorities"]?.list().compactMap { $0.entry("class")?.value }, "class", in: "priorities")
        checkOnce(try map["grades"]?.list().compactMap { $0.entry("grade")?.value }, "grade", in: "grades")
    }

    mutating func pattern(_ value: YAMLValue, lanes: [Lane], depth: Int) throws(CatalogProblem) -> [Slot] {
        let slots = try value.list()
        guard !slots.isEmpty, slots.count <= RuleSheets.mostSlots else {
            throw value.problem("A pattern has 1 to \(RuleSheets.mostSlots) slots.")
        }
        var read: [Slot] = []
        for slot in slots { read.append(try self.slot(slot, lanes: lanes, depth: depth)) }
        return read
    }

    private mutating func slot(_ value: YAMLValue, lanes: [Lane], depth: Int) throws(CatalogProblem) -> Slot {
        if case .scalar = value.content { return .lane(try Self.known(value, among: lanes)) }
        guard depth < 3 else { throw value.problem("Patterns stand at most three deep in one another.") }
        if case .list = value.content { return .pattern(try pattern(value, lanes: lanes, depth: depth + 1)) }
        let map = try value.mapping(keys: ["inOrder"])
        return .inOrder(try pattern(try map.required("inOrder"), lanes: lanes, depth: depth + 1))
    }

    /// `{if: returning > first, use: [first, returning]}`
    private mutating func condition(_ value: YAMLValue, lanes: [Lane]) throws(CatalogProblem) -> PatternCondition {
        let map = try value.mapping(keys: ["if", "use"])
        let test = try map.required("if")
        let words = try test.string().split(separator: " ").map(String.init)
        guard words.count == 3, let comparison = PatternCondition.Comparison(rawValue: words[1]) else {
            let hint = YAMLSlips.hint(in: try test.string())
            throw test.problem(
                "A condition compares who waits: “returning > first”, “missed >= 3”; with > >= < <=.\(hint)")
        }
        func lane(_ word: String) throws(CatalogProblem) -> Lane {
            try Self.known(YAMLValue(file: test.file, line: test.line, content: .scalar(word)), among: lanes)
        }
        let measure: PatternCondition.Measure
        if let count = Int(words[2]) { measure = .count(count) } else { measure = .waiting(try lane(words[2])) }
        let one = try lane(words[0])
        try Self.check(one, comparison, measure, at: test)
        return PatternCondition(
            lane: one, comparison: comparison, measure: measure,
            pattern: try pattern(try map.required("use"), lanes: lanes, depth: 0))
    }

    /// A condition must be able to hold, and to fail.
    private static func check(
        _ lane: Lane, _ comparison: PatternCondition.Comparison, _ measure: PatternCondition.Measure,
        at test: YAMLValue
    ) throws(CatalogProblem) {
        let words = try test.string()
        switch measure {
        case .waiting(let other):
            guard lane == other else { return }
            throw test.problem("“\(words)” compares a lane with itself: name another one, or a number.")
        case .count(let count):
            let least = comparison == .atLeast || comparison == .fewer ? 1 : 0
            guard count < least || count > RuleSheets.largestWaitingLimit else { return }
            let isMore = comparison == .more || comparison == .atLeast
            let when: ProblemSentence = (count < least) == isMore ? "always" : "never"
            let most = RuleSheets.largestWaitingLimit
            throw test.problem(
                "“\(words)” would \(when) hold: after \(comparison.rawValue) the number is \(least) to \(most).")
        }
    }
}
