internal import FormEngine

/// What a section says for all its items at once.
struct FormsItemDefaults {
    var required: Bool
    var nothingAbnormal: Bool
    var source: String?
    var defaultFrom: DefaultSource?
}

extension FormsReader {
    private static let commonKeys = [
        "id", "kind", "text", "hint", "required", "showWhen", "defaultFrom", "forPatient", "source", "findings",
        "requiredWhen", "suggests", "feeds", "codes",
    ]

    /// The keys that an item of a kind has besides the common ones.
    private static func ownKeys(of kind: String) -> [String] {
        switch kind {
        case "tick": ["nothingAbnormal"]
        case "choice", "several": ["choices"]
        case "number": ["unit", "min", "max", "decimals", "holds"]
        case "text": ["maxLength"]
        case "date": ["lies", "within", "near", "today"]
        case "time": ["lies", "day"]
        default: []
        }
    }

    /// An item, and whether "nothing abnormal" sets it to no.
    mutating func item(
        _ value: YAMLValue, defaults: FormsItemDefaults
    ) throws(CatalogProblem) -> (item: FormItem, nothingAbnormal: Bool) {
        let kindName = try kindName(of: value)
        let keys = try value.mapping(keys: Self.commonKeys + Self.ownKeys(of: kindName))
        let id = try keys.required("id").string()
        remember(.item(id), value)
        let item = FormItem(
            id: id, kind: try kind(kindName, keys, of: id), text: try texts(keys.required("text")),
            hint: try keys["hint"].map(texts), required: try keys["required"]?.bool() ?? defaults.required,
            showWhen: try keys["showWhen"].map(expression),
            defaultFrom: try Self.defaultSource(keys["defaultFrom"], else: defaults.defaultFrom),
            forPatient: try keys["forPatient"]?.bool() ?? false,
            source: try keys["source"]?.string() ?? defaults.source,
            requiredWhen: try keys["requiredWhen"].map(expression),
            suggests: try each(keys["suggests"]) { (reader, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["code", "when", "because"])
                return SuggestionRule(
                    code: try keys.required("code").string(), when: try reader.expression(keys.required("when")),
                    because: try reader.texts(keys.required("because")))
            }, feeds: try keys["feeds"]?.string(), codes: try codes(keys["codes"]),
            lies: try keys["lies"]?.oneOf(DateSide.self), day: try keys["day"]?.string(),
            within: try each(keys["within"]) { (_, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["days", "tick"])
                return WithinDays(
                    days: try keys.required("days").int(), tick: try keys.required("tick").string())
            },
            near: try each(keys["near"]) { (_, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["days", "hours", "item", "choice"])
                return NearDays(
                    days: try keys.required("days").int(), hours: try keys["hours"]?.double(),
                    item: try keys.required("item").string(), choice: try keys.required("choice").string())
            },
            today: try keys["today"]?.string(),
            holds: try keys["holds"].map { (value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["days", "date"])
                return HeldFigure(days: try keys.required("days").int(), date: try keys["date"]?.string())
            })
        var number = 0
        findings += try each(keys["findings"]) { (reader, value) throws(CatalogProblem) in
            number += 1
            return try reader.finding(value, of: item, number: number)
        }
        let nothingAbnormal = try keys["nothingAbnormal"]?.bool() ?? (item.kind == .tick && defaults.nothingAbnormal)
        return (item, nothingAbnormal)
    }

    /// The item's own, else its section's; `none` against the section's.
    private static func defaultSource(
        _ value: YAMLValue?, else section: DefaultSource?
    ) throws(CatalogProblem) -> DefaultSource? {
        guard let value else { return section }
        let word = try value.string()
        if word == "none" { return nil }
        if let source = DefaultSource(rawValue: word) { return source }
        throw value.problem(YAMLValue.unknown(word, "is none of", DefaultSource.allCases.map(\.rawValue) + ["none"]))
    }

    /// The kind is read first, since it says which other keys there may be.
    private func kindName(of value: YAMLValue) throws(CatalogProblem) -> String {
        let entries = try value.entries()
        guard let kind = entries.first(where: { $0.key == "kind" })?.value else {
            throw value.problem("The key kind is missing: \(ItemKind.names.joined(separator: ", ")).")
        }
        let name = try kind.string()
        guard ItemKind.names.contains(name) else {
            throw kind.problem(YAMLValue.unknown(name, "is no kind of item; there are", ItemKind.names))
        }
        return name
    }

    private mutating func kind(
        _ name: String, _ keys: YAMLMapping, of item: String
    ) throws(CatalogProblem) -> ItemKind {
        switch name {
        case "choice": return .choice(try choices(keys, of: item))
        case "several": return .several(try choices(keys, of: item))
        case "number":
            return .number(
                NumberRange(
                    unit: try keys["unit"]?.string(), min: try keys.required("min").double(),
                    max: try keys.required("max").double(), decimals: try keys["decimals"]?.int() ?? 0))
        case "date": return .date
        case "time": return .time
        case "text": return .text(maxLength: try keys["maxLength"]?.int() ?? FormLimits.textLength)
        default: return .tick
        }
    }

    /// They stand here or, by the name of their list alone, in `choices/` beside the form.
    private mutating func choices(_ keys: YAMLMapping, of item: String) throws(CatalogProblem) -> [FormChoice] {
        try each(Self.shared(keys.required("choices"), in: "choices")) { (reader, value) throws(CatalogProblem) in
            let keys = try value.mapping(keys: [
                "code", "text", "plain", "child", "also", "hint", "fills", "codes",
            ])
            let code = try keys.required("code").string()
            reader.remember(.choice(code, of: item), value)
            return FormChoice(
                code: code, text: try reader.texts(keys.required("text")), plain: try keys["plain"].map(reader.texts),
                child: try keys["child"].map(reader.texts),
                also: try keys["also"].map(Self.words),
                hint: try keys["hint"].map(reader.texts), fills: try keys["fills"].map(Self.fills),
                codes: try keys["codes"].map { (value) throws(CatalogProblem) in try reader.codes(value) })
        }
    }

    /// What terminologies call a part of the form. A mistyped code is told where it stands.
    mutating func codes(_ list: YAMLValue?) throws(CatalogProblem) -> [FormCode] {
        try each(list) { (_, value) throws(CatalogProblem) in
            let keys = try value.mapping(keys: ["system", "code", "display"])
            let system = try keys.required("system").string()
            let code = FormCode(
                system: FormCode.systems[system] ?? system, code: try keys.required("code").string(),
                display: try keys["display"]?.string())
            if let problem = code.problem { throw value.problem(problem) }
            return code
        }
    }

    /// Codes of ticks and choices, by item; a list of them where several may be chosen.
    private static func fills(_ value: YAMLValue) throws(CatalogProblem) -> Answers {
        var answers: Answers = [:]
        for entry in try value.entries() { answers[entry.key] = try filled(entry.value) }
        return answers
    }

    private static func filled(_ value: YAMLValue) throws(CatalogProblem) -> Answer {
        guard case .list(let codes) = value.content else { return .string(try value.string()) }
        var chosen: [String] = []
        for code in codes { chosen.append(try code.string()) }
        return .list(chosen)
    }

    /// A finding of an item; a tick's own, without `when`, holds when the answer is yes.
    private mutating func finding(
        _ value: YAMLValue, of item: FormItem, number: Int
    ) throws(CatalogProblem) -> FindingDefinition {
        let keys = try value.mapping(keys: ["id", "level", "when", "text", "source", "blocks"])
        let id = try keys["id"]?.string() ?? (number == 1 ? item.id : "\(item.id)-\(number)")
        remember(.finding(id), value)
        let when: FormExpression
        if let condition = keys["when"] { when = try expression(condition) } else { when = try present(item, value) }
        return FindingDefinition(
            id: id, item: item.id, level: try keys.required("level").oneOf(FindingLevel.self), when: when,
            text: try keys["text"].map(texts) ?? item.text, source: try keys["source"]?.string() ?? item.source,
            blocks: try keys["blocks"]?.bool() ?? false)
    }

    private func present(_ item: FormItem, _ value: YAMLValue) throws(CatalogProblem) -> FormExpression {
        guard item.kind == .tick, let present = try? FormExpression("%`\(item.id)` = 'yes'") else {
            throw value.problem("The key when is missing; only a tick's finding can do without.")
        }
        return present
    }
}
