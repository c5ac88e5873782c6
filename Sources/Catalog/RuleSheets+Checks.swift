import FormEngine
import QueueEngine

/// What reads well line by line, and yet contradicts itself or means nothing. Looked up among the file's own words, so
/// that each problem stands where something is to be changed, and a part that could not be read gives no second one.
extension RuleSheetReader {
    mutating func check(_ sheet: RuleSheet, _ map: YAMLMapping, lanes: [Lane]) {
        for key in ["lanes", "absolute", "every"] { checkOnce(map[key]?.laneWords, "lane", in: key) }
        checkReach(map, lanes: lanes)
        checkConditions(map)
        checkSteps(sheet, map)
        checkGuard(sheet, map)
        checkClasses(sheet, map)
        checkQuotas(sheet.quotas, returnMark: sheet.number.returnMark, map)
        let count = sheet.counterCount
        guard count > Round.counterLimit else { return }
        let limit = Round.counterLimit
        problems.append(
            map.value.problem(
                at: "pattern",
                "The patterns count \(count) different things; \(limit) are possible. Use fewer patterns or lanes."))
    }

    /// Told at the second one, with the line of the first.
    mutating func checkOnce(_ words: [YAMLValue]?, _ what: ProblemSentence, in key: String) {
        var first: [String: Int] = [:]
        for word in words ?? [] {
            guard let text = word.text else { continue }
            if let line = first[text] {
                let shown = text.excerpt()
                problems.append(
                    word.problem(
                        "The \(what) “\(shown)” stands twice in \(key), first in line \(line): leave it once."))
            } else {
                first[text] = word.line
            }
        }
    }

    /// Every lane must lead to a call, and no lane by two ways.
    private mutating func checkReach(_ map: YAMLMapping, lanes: [Lane]) {
        let ways = ["absolute", "pattern", "every"].map { map[$0]?.laneWords ?? [] }
        // Among words that are no lane one may be meant that is found nowhere else.
        let isClear = ways.joined().allSatisfy { word in lanes.contains { $0.rawValue == word.text } }
        var seen: Set<String> = []
        for word in map["lanes"]?.laneWords ?? [] {
            guard let lane = word.text, lanes.contains(Lane(lane)), seen.insert(lane).inserted else { continue }
            let places = ways.map { words in words.first { $0.text == lane } }
            switch (places[0], places[1], places[2]) {
            case (nil, nil, nil) where isClear:
                let isInWhen = map["when"]?.laneWords.contains { $0.text == lane } == true
                let never: ProblemSentence =
                    isInWhen ? "be called unless a condition of when holds" : "be called while others wait"
                problems.append(
                    word.problem("Nobody in lane \(lane) would \(never): put it into pattern, every or absolute."))
            case (_?, let place?, _), (_?, nil, let place?):
                problems.append(place.problem("Lane \(lane) is absolute: take it out of pattern and every."))
            case (nil, _?, let place?):
                problems.append(
                    place.problem("Lane \(lane) stands in pattern and in every: leave it in one of them."))
            default: break
            }
        }
    }

    /// The patterns of conditions, too, hold only lanes whose turn comes by pattern.
    private mutating func checkConditions(_ map: YAMLMapping) {
        let texts = ["absolute", "pattern", "every"].map { Set((map[$0]?.laneWords ?? []).compactMap(\.text)) }
        for condition in (try? map["when"]?.list()) ?? [] {
            var seen: Set<String> = []
            for word in condition.laneWords {
                guard let lane = word.text, seen.insert(lane).inserted else { continue }
                if texts[0].contains(lane) {
                    problems.append(word.problem("Lane \(lane) is absolute: take it out of the patterns of when."))
                } else if texts[2].contains(lane), !texts[1].contains(lane) {
                    problems.append(word.problem("Lane \(lane) stands in every: take it out of the patterns of when."))
                }
            }
        }
    }

    /// A number may end for who was missed or late; who did as told, and is back or sent on, still has to be seen.
    private mutating func checkSteps(_ sheet: RuleSheet, _ map: YAMLMapping) {
        let ladder = (try? map["missed"]?.entry("ladder")?.value.list()) ?? []
        if let end = ladder.firstIndex(where: { $0.text == "void" }), end + 1 < ladder.count {
            problems.append(
                ladder[end + 1].problem(
                    "Nothing comes after void: take away the steps that follow it, or put void last."))
        }
        if sheet.tests.step == .void, let step = map["tests"]?.entry("step")?.value {
            problems.append(
                step.problem(
                    """
                    Who is back from tests would find the number void: say where they wait, “lane returning” or “after 2”.
                    """))
        }
        if sheet.transferred == .void, let step = map["transferred"] {
            problems.append(
                step.problem(
                    "Who is transferred here would find the number void: say where they wait, “lane first” or “end”."))
        }
    }

    /// A class under the name of a lane that goes before everybody would keep anybody from being put there.
    private mutating func checkClasses(_ sheet: RuleSheet, _ map: YAMLMapping) {
        for named in sheet.priorities where named.lane.rawValue != named.id {
            guard sheet.absolute.contains(Lane(named.id)) else { continue }
            problems.append(
                map.value.problem(
                    at: "priorities", "The class \(named.id) has the name of an absolute lane: name it otherwise."))
        }
    }

    private mutating func checkGuard(_ sheet: RuleSheet, _ map: YAMLMapping) {
        guard let limit = sheet.overtaking, limit.times == nil, limit.minutes == nil else { return }
        problems.append(
            map.value.problem(
                at: "overtaking", "overtaking limits nothing: give it times, minutes or both, or take it away."))
    }

    private mutating func checkQuotas(_ quotas: Quotas, returnMark: String, _ map: YAMLMapping) {
        guard let value = map["quotas"] else { return }
        if let mark = quotas.extra?.mark, mark.hasPrefix(returnMark) || returnMark.hasPrefix(mark),
            let extra = value.entry("extra")?.value
        {
            problems.append(
                extra.problem(at: "mark", "The mark \(mark) is that of numbers of an earlier day: use another one."))
        }
        if quotas.extra != nil, quotas.day == nil, quotas.morning == nil, quotas.afternoon == nil {
            problems.append(
                value.problem(
                    at: "extra", "extra numbers are those beyond a quota: give day, morning or afternoon as well."))
        }
        guard let day = quotas.day else { return }
        for (key, half) in [("morning", quotas.morning ?? 0), ("afternoon", quotas.afternoon ?? 0)] where half > day {
            problems.append(
                value.problem(
                    at: key, "\(key) is \(half), more than the day's \(day): give it at most \(day), or raise day."))
        }
    }
}

extension YAMLValue {
    /// The words in which lists, patterns and insertions name lanes, in the order of the file.
    var laneWords: [YAMLValue] {
        switch content {
        case .scalar: [self]
        case .list(let values): values.flatMap(\.laneWords)
        case .mapping(let entries):
            entries.filter { ["lane", "inOrder", "use"].contains($0.key) }.flatMap(\.value.laneWords)
        }
    }

    /// The text of a scalar; nil for lists and mappings.
    var text: String? {
        guard case .scalar(let text) = content else { return nil }
        return text
    }

    /// A key of this mapping with its value, if both are there.
    func entry(_ key: String) -> YAMLEntry? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }
    }

    /// A problem that stands where a key of this mapping stands; without the key, where the mapping does.
    func problem(at key: String, _ message: ProblemSentence) -> CatalogProblem {
        CatalogProblem(file: file, line: entry(key)?.line ?? line, message: message)
    }
}
