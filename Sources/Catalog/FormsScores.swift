internal import FormEngine

extension FormsReader {
    private static let scoreKeys = [
        "id", "title", "source", "unit", "decimals", "appliesWhen", "value", "use", "formulas", "clock", "working",
        "parts",
        "tables", "raises", "vectors", "codes",
    ]

    mutating func score(_ value: YAMLValue, items: [FormItem]) throws(CatalogProblem) -> ScoreDefinition {
        let keys = try value.mapping(keys: Self.scoreKeys)
        let id = try keys.required("id").string()
        remember(.score(id), value)
        let parts = try each(keys["parts"]) { (reader, value) throws(CatalogProblem) in
            try reader.part(value, of: id)
        }
        let tables = try each(keys["tables"]) { (reader, value) throws(CatalogProblem) in
            try reader.table(value, of: id)
        }
        let raises = try each(keys["raises"]) { (_, value) throws(CatalogProblem) in try Self.raise(value) }
        var index = -1
        let vectors = try each(keys["vectors"]) { (reader, value) throws(CatalogProblem) in
            index += 1
            reader.remember(.vector(score: id, index: index), value)
            return try Self.vector(value, items: items)
        }
        return ScoreDefinition(
            id: id, title: try texts(keys.required("title")), source: try keys.required("source").string(),
            unit: try keys["unit"]?.string(), decimals: try keys["decimals"]?.int() ?? 0,
            appliesWhen: try keys["appliesWhen"].map(expression), parts: parts,
            value: try keys["value"].map(expression),
            formulas: try each(keys["formulas"]) { (reader, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["id", "value", "source"])
                return ScoreFormula(
                    id: try keys.required("id").string(), value: try reader.expression(keys.required("value")),
                    source: try keys["source"]?.string())
            }, use: try keys["use"]?.string(), clock: try clock(keys["clock"]),
            working: try keys["working"].map(texts), tables: tables,
            raises: raises, vectors: vectors,
            codes: try keys["codes"].map { (value) throws(CatalogProblem) in try codes(value) })
    }

    private mutating func clock(_ value: YAMLValue?) throws(CatalogProblem) -> ScoreClock? {
        guard let value else { return nil }
        let keys = try value.mapping(keys: ["from", "steps"])
        return ScoreClock(
            from: try keys.required("from").string(),
            steps: try each(keys.required("steps")) { (reader, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["id", "label", "hours"])
                return ClockStep(
                    id: try keys.required("id").string(), label: try reader.texts(keys.required("label")),
                    hours: try keys.required("hours").double())
            })
    }

    /// A part has either `when`, or `levels`, or named `rules` of which it uses one.
    private mutating func part(_ value: YAMLValue, of score: String) throws(CatalogProblem) -> ScorePart {
        let keys = try value.mapping(keys: ["id", "label", "points", "when", "use", "rules", "levels"])
        let id = try keys.required("id").string()
        remember(.part(score: score, part: id), value)
        let label = try texts(keys.required("label"))
        let points = try keys["points"]?.double() ?? 1
        if let levels = keys["levels"] {
            for other in ["points", "when", "use", "rules"] {
                if let value = keys[other] { throw value.problem("A part with levels has no \(other) of its own.") }
            }
            return ScorePart(
                id: id, label: label,
                levels: try each(levels) { (reader, value) throws(CatalogProblem) in
                    let keys = try value.mapping(keys: ["points", "when", "label"])
                    return PartLevel(
                        points: try keys.required("points").double(), label: try keys["label"].map(reader.texts),
                        when: try reader.expression(keys.required("when")))
                })
        }
        guard keys["rules"] != nil else {
            if let use = keys["use"] { throw use.problem("use names one of the rules, and there are none.") }
            return ScorePart(id: id, label: label, points: points, when: try expression(keys.required("when")))
        }
        if let when = keys["when"] { throw when.problem("A part has either when or rules, and not both.") }
        let rules = try each(keys["rules"]) { (reader, value) throws(CatalogProblem) in
            let keys = try value.mapping(keys: ["id", "label", "when", "source"])
            return PartRule(
                id: try keys.required("id").string(), label: try keys["label"].map(reader.texts),
                when: try reader.expression(keys.required("when")), source: try keys["source"]?.string())
        }
        return ScorePart(id: id, label: label, points: points, rules: rules, use: try keys.required("use").string())
    }

    private mutating func table(_ value: YAMLValue, of score: String) throws(CatalogProblem) -> BandTable {
        let keys = try value.mapping(keys: ["id", "source", "bands", "instead"])
        let id = try keys.required("id").string()
        remember(.table(score: score, table: id), value)
        let bands = try each(keys.required("bands")) { (reader, value) throws(CatalogProblem) in
            try reader.band(value)
        }
        return BandTable(
            id: id, source: try keys.required("source").string(), bands: bands,
            instead: try keys["instead"].map { (value) throws(CatalogProblem) in try instead(value) })
    }

    private func instead(_ value: YAMLValue) throws(CatalogProblem) -> BandInstead {
        let keys = try value.mapping(keys: ["when", "below", "text", "source"])
        return BandInstead(
            when: try expression(keys.required("when")), below: try keys["below"]?.double(),
            text: try texts(keys.required("text")), source: try keys.required("source").string())
    }

    private func band(_ value: YAMLValue) throws(CatalogProblem) -> ScoreBand {
        let keys = try value.mapping(keys: ["code", "from", "text", "finding"])
        var finding: BandFinding?
        if let value = keys["finding"] {
            let keys = try value.mapping(keys: ["level", "text"])
            finding = BandFinding(
                level: try keys.required("level").oneOf(FindingLevel.self), text: try texts(keys.required("text")))
        }
        return ScoreBand(
            code: try keys.required("code").string(), text: try texts(keys.required("text")),
            from: try keys["from"]?.double(), finding: finding)
    }

    private static func raise(_ value: YAMLValue) throws(CatalogProblem) -> BandRaise {
        let keys = try value.mapping(keys: ["band", "atLeast", "of", "withAny"])
        return BandRaise(
            band: try keys.required("band").string(), atLeast: try keys.required("atLeast").int(),
            of: try words(keys.required("of")), withAny: try keys["withAny"].map(words) ?? [])
    }

    static func words(_ value: YAMLValue) throws(CatalogProblem) -> [String] {
        var words: [String] = []
        for value in try value.list() { words.append(try value.string()) }
        return words
    }

    private static func vector(_ value: YAMLValue, items: [FormItem]) throws(CatalogProblem) -> ScoreVector {
        let keys = try value.mapping(keys: [
            "source", "answers", "value", "lowest", "highest", "tolerance", "bands", "use", "times",
        ])
        var answers: Answers = [:]
        for entry in try keys.required("answers").entries() {
            answers[entry.key] = try answer(entry, items: items)
        }
        var bands: [String: String] = [:]
        for entry in try keys["bands"]?.entries() ?? [] { bands[entry.key] = try entry.value.string() }
        return ScoreVector(
            source: try keys.required("source").string(), answers: answers, value: try keys["value"]?.double(),
            lowest: try keys["lowest"]?.double(), highest: try keys["highest"]?.double(),
            tolerance: try keys["tolerance"]?.double(), bands: bands, use: try wordMap(keys["use"]),
            times: try wordMap(keys["times"]))
    }

    private static func wordMap(_ value: YAMLValue?) throws(CatalogProblem) -> [String: String] {
        var words: [String: String] = [:]
        for entry in try value?.entries() ?? [] { words[entry.key] = try entry.value.string() }
        return words
    }

    /// An answer of a worked example, read as the item's kind asks.
    private static func answer(_ entry: YAMLEntry, items: [FormItem]) throws(CatalogProblem) -> Answer {
        guard let item = items.first(where: { $0.id == entry.key }) else {
            let message: ProblemSentence = "“\(entry.key)” is no item of this form."
            throw CatalogProblem(file: entry.value.file, line: entry.line, message: message)
        }
        switch item.kind {
        case .number: return .number(try entry.value.double())
        case .several: return .list(try words(entry.value))
        case .tick, .choice, .date, .time, .text: return .string(try entry.value.string())
        }
    }
}
