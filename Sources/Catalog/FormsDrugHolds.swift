internal import FormEngine

extension FormsReader {
    /// When medicines are stopped, and where their last doses are asked. Each set stands here or, by its name alone, in
    /// `drug-holds/` beside the form, and so do the words in `medicine-words/`.
    mutating func drugHolds(_ value: YAMLValue?) throws(CatalogProblem) -> DrugHolds? {
        guard let value else { return nil }
        let keys = try value.mapping(keys: ["item", "date", "time", "use", "sets", "lastDoses", "untold"])
        var holds = DrugHolds(
            item: try keys.required("item").string(), date: try keys.required("date").string(),
            time: try keys.required("time").string(), use: try keys.required("use").string(),
            sets: try each(keys.required("sets")) { (reader, value) throws(CatalogProblem) in
                try reader.holdSet(Self.shared(value, in: "drug-holds"))
            })
        if let value = keys["lastDoses"] { holds.lastDoses = try lastDoses(value) }
        if let value = keys["untold"] { holds.untold = try untold(value) }
        return holds
    }

    private mutating func lastDoses(_ value: YAMLValue) throws(CatalogProblem) -> LastDoses {
        let keys = try value.mapping(keys: ["items", "tooShort", "undecided", "openRule", "afterwards", "untold"])
        return LastDoses(
            items: try each(keys.required("items")) { (_, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["drug", "date", "time", "confirm"])
                return LastDoseItems(
                    drug: try keys.required("drug").string(), date: try keys.required("date").string(),
                    time: try keys["time"]?.string(), confirm: try keys["confirm"]?.string())
            },
            tooShort: try texts(keys.required("tooShort")), undecided: try texts(keys.required("undecided")),
            openRule: try texts(keys.required("openRule")),
            afterwards: try texts(keys.required("afterwards")), untold: try keys["untold"].map(texts))
    }

    private mutating func untold(_ value: YAMLValue) throws(CatalogProblem) -> UntoldMedicines {
        let keys = try value.mapping(keys: ["item", "when", "text", "words", "contradicts", "unread"])
        return UntoldMedicines(
            item: try keys.required("item").string(), when: try keys["when"].map(expression),
            text: try texts(keys.required("text")),
            words: try Self.medicineWords(Self.shared(keys.required("words"), in: "medicine-words")),
            contradicts: try texts(keys.required("contradicts")), unread: try texts(keys.required("unread")))
    }

    private static func medicineWords(_ value: YAMLValue) throws(CatalogProblem) -> MedicineWords {
        let keys = try value.mapping(keys: MedicineWords.List.allCases.map(\.rawValue))
        var lists: [MedicineWords.List: [String]] = [:]
        for list in MedicineWords.List.allCases { lists[list] = try words(keys.required(list.rawValue)) }
        return MedicineWords(lists)
    }

    /// Where the last meals before an operation are asked.
    mutating func lastMeals(_ value: YAMLValue) throws(CatalogProblem) -> LastMeals {
        let keys = try value.mapping(keys: ["clock", "items", "tooShort", "afterwards"])
        return LastMeals(
            clock: try keys.required("clock").string(),
            items: try each(keys.required("items")) { (_, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["step", "time"])
                return LastMealItem(step: try keys.required("step").string(), time: try keys.required("time").string())
            },
            tooShort: try texts(keys.required("tooShort")), afterwards: try texts(keys.required("afterwards")))
    }

    private mutating func holdSet(_ value: YAMLValue) throws(CatalogProblem) -> DrugHoldSet {
        let keys = try value.mapping(keys: ["set", "version", "title", "source", "rules"])
        return DrugHoldSet(
            id: try keys.required("set").string(), version: try keys.required("version").int(),
            title: try texts(keys.required("title")), source: try keys.required("source").string(),
            rules: try each(keys.required("rules")) { (reader, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["drug", "when", "hours", "note"])
                return DrugHoldRule(
                    drug: try keys.required("drug").string(), when: try keys["when"].map(reader.expression),
                    hours: try keys["hours"]?.double(), note: try keys["note"].map(reader.texts))
            })
    }
}
