/// An item of a Questionnaire that asks for something or is computed.
struct ImportedItem {
    var linkId: String
    var id: String
    var type: String
    var element: FHIRValue
    /// Of a choice: the code as it was, the choice, and its points if any.
    var options: [(original: String, choice: FormChoice, points: Double?)] = []
    /// A choice of 有, 无, 不详 that this project exported.
    var isTick = false

    var text: String { element["text"]?.text ?? linkId }
    var repeats: Bool { element["repeats"]?.boolean == true }
    var isBoolean: Bool { type == "boolean" }
    var isSeveral: Bool { !isTick && repeats && type.hasSuffix("choice") }
    /// The code in the form of a code in the Questionnaire.
    func code(_ original: String) -> String? { options.first { $0.original == original }?.choice.code }
}

extension FHIRImport {
    static let numbers: Set<String> = ["integer", "decimal", "quantity"]
    private static let calculated = "sdc-questionnaire-calculatedExpression"

    // MARK: First pass: what there is

    mutating func register(_ items: [FHIRValue], of parents: [String]) {
        for element in items {
            let link = element["linkId"]?.text ?? ""
            let type = element["type"]?.text ?? ""
            collectVariables(of: element, linkId: link)
            if type == "group" {
                groups[link] = []
                register(element["item"]?.elements ?? [], of: parents + [link])
                continue
            }
            var item = ImportedItem(linkId: link, id: "", type: type, element: element)
            if !element.extensions(Self.calculated).isEmpty, Self.numbers.contains(type) {
                item.id = newID(link.withoutPrefix("score."))
                computed.append(item)
            } else if !["display", "attachment", "reference"].contains(type) {
                item.id = newID(link)
                if type.hasSuffix("choice") { readOptions(of: &item) }
                asked[link] = item
                for parent in parents { groups[parent]?.append(link) }
            }
            register(element["item"]?.elements ?? [], of: parents)
        }
    }

    private mutating func readOptions(of item: inout ImportedItem) {
        var options = item.element["answerOption"]?.elements ?? []
        if options.isEmpty, let set = item.element["answerValueSet"]?.text { options = containedOptions(set) }
        item.isTick = options.contains { $0["valueCoding"]?["system"]?.text == FHIRNames.ticks }
        var codes: Set<String> = []
        for option in options.prefix(FormLimits.choices) {
            let value = option.anyValue
            let original = value?["code"]?.text ?? value?.text ?? value?.number.map(Decimals.plain) ?? ""
            let shown = value?["display"]?.text ?? original
            var code = Self.plainID(original.isEmpty ? shown : original)
            if !codes.insert(code).inserted { code = "\(code.prefix(58))-\(codes.count + 1)" }
            codes.insert(code)
            if code != original, !original.isEmpty { renamed[original] = code }
            let weights = [option, value].compactMap { $0 }.flatMap {
                [$0.extensionValue("ordinalValue"), $0.extensionValue("itemWeight")]
            }
            let points = weights.compactMap { $0?.number }.first
            item.options.append((original, FormChoice(code: code, text: texts(shown)), points))
        }
        noteUncarried(options, item.linkId)
        if item.options.contains(where: { $0.points != nil }) {
            note(item.linkId, "Its options have points; a form keeps them in a score that reads them, not here.")
        }
        if options.count > FormLimits.choices {
            note(item.linkId, "It has \(options.count) options; the first \(FormLimits.choices) were taken.")
        }
    }

    /// What options say besides their codes, their words and their points.
    private mutating func noteUncarried(_ options: [FHIRValue], _ link: String) {
        let systems = Set(options.compactMap { $0["valueCoding"]?["system"]?.text })
        for system in systems.sorted() where !system.hasPrefix(FHIRNames.codeSystem) {
            note(link, "Its options are codes of \(system.excerpt()); as choices of a form they are this form's own.")
        }
        if options.contains(where: { $0["initialSelected"]?.boolean == true }) {
            note(link, "A form fills nothing in beforehand; the option chosen there at the start was left open.")
        }
    }

    /// The codes of a value set that stands in the Questionnaire itself.
    private func containedOptions(_ reference: String) -> [FHIRValue] {
        let sets = resource["contained"]?.elements ?? []
        guard reference.hasPrefix("#"), let set = sets.first(where: { $0["id"]?.text == String(reference.dropFirst()) })
        else { return [] }
        let listed = (set["compose"]?["include"]?.elements ?? []).flatMap { $0["concept"]?.elements ?? [] }
        let codes = listed.isEmpty ? set["expansion"]?["contains"]?.elements ?? [] : listed
        return codes.map { .object(["valueCoding": $0]) }
    }

    // MARK: Second pass: sections and their items

    mutating func read(_ items: [FHIRValue], title: String) {
        let loose = items.filter { $0["type"]?.text != "group" }
        if !loose.isEmpty {
            sections.append(FormSection(id: newID("items"), title: texts(title), items: []))
            for item in loose { read(item, into: sections.count - 1, when: []) }
        }
        for group in items where group["type"]?.text == "group" { read(group: group, below: nil, when: []) }
    }

    private mutating func read(group: FHIRValue, below title: String?, when conditions: [String]) {
        let link = group["linkId"]?.text ?? ""
        let name = group["text"]?.text ?? link
        let full = title.map { "\($0) · \(name)" } ?? name
        if title != nil {
            note(link, "This group stands in another; it became a section of its own, “\(full.prefix(60))”.")
        }
        if group["repeats"]?.boolean == true {
            note(link, "The group can be repeated; in a form it is filled in once.")
        }
        noteUnknown(
            group, linkId: link,
            known: [
                "linkId", "text", "type", "item", "enableWhen", "enableBehavior", "extension", "repeats", "required",
                "readOnly", "prefix", "id",
            ])
        noteExtensions(of: group, linkId: link, known: ["variable", "sdc-questionnaire-enableWhenExpression"])
        let all = conditions + [condition(of: group, linkId: link)].compactMap { $0 }
        let place = sections.count
        sections.append(FormSection(id: newID(link.withoutPrefix("section.")), title: texts(full), items: []))
        for item in group["item"]?.elements ?? [] {
            if item["type"]?.text == "group" {
                read(group: item, below: full, when: all)
            } else {
                read(item, into: place, when: all)
            }
        }
    }

    private mutating func read(_ element: FHIRValue, into section: Int, when conditions: [String]) {
        let link = element["linkId"]?.text ?? ""
        let type = element["type"]?.text ?? ""
        noteUnknown(
            element, linkId: link,
            known: [
                "linkId", "text", "type", "item", "enableWhen", "enableBehavior", "extension", "repeats", "required",
                "readOnly", "answerOption", "answerValueSet", "maxLength", "initial", "prefix", "id", "code",
            ])
        if type == "display" {
            note(link, "The text “\((element["text"]?.text ?? "").prefix(80))” asks nothing and was left out.")
        } else if let item = asked[link] {
            if let made = formItem(item, when: conditions) { sections[section].items.append(made) }
        } else if !computed.contains(where: { $0.linkId == link }) {
            note(link, "Items of type \(type) cannot be in a form; it was left out.")
        }
        let below = element["item"]?.elements ?? []
        if !below.isEmpty { note(link, "Items below a question stand beside it in a form.") }
        for item in below {
            if item["type"]?.text == "group" {
                read(group: item, below: element["text"]?.text ?? link, when: conditions)
            } else {
                read(item, into: section, when: conditions)
            }
        }
    }

    private mutating func formItem(_ item: ImportedItem, when conditions: [String]) -> FormItem? {
        noteExtensions(
            of: item.element, linkId: item.linkId,
            known: [
                "variable", "sdc-questionnaire-enableWhenExpression", "minValue", "maxValue", "maxDecimalPlaces",
                "questionnaire-unit", "questionnaire-unitOption", "sdc-questionnaire-minQuantity",
                "sdc-questionnaire-maxQuantity",
            ])
        guard let kind = kind(of: item) else { return nil }
        if item.element["initial"] != nil {
            note(item.linkId, "A form fills nothing in beforehand; its initial value was left out.")
        }
        if item.element["readOnly"]?.boolean == true {
            note(item.linkId, "Nobody could answer it there; here it is asked.")
        }
        if item.repeats, !item.isSeveral { note(item.linkId, "It takes several answers there; here it takes one.") }
        let own = condition(of: item.element, linkId: item.linkId)
        let all = conditions + [own].compactMap { $0 }
        let source = all.count == 1 ? all[0] : all.map { "(\($0))" }.joined(separator: " and ")
        var showWhen: FormExpression?
        if !all.isEmpty {
            showWhen = try? FormExpression(source)
            if showWhen == nil { note(item.linkId, "Its conditions are too long together; it is always asked.") }
        }
        return FormItem(
            id: item.id, kind: kind, text: texts(item.prefixed), required: item.element["required"]?.boolean == true,
            showWhen: showWhen, codes: codes(of: item.element, linkId: item.linkId))
    }

    /// What terminologies call it. This project's own codes come anew with the form.
    mutating func codes(of element: FHIRValue, linkId: String) -> [FormCode] {
        let codes = (element["code"]?.elements ?? []).compactMap { coding -> FormCode? in
            guard let system = coding["system"]?.text, !system.hasPrefix(FHIRNames.codeSystem) else { return nil }
            return FormCode(system: system, code: coding["code"]?.text ?? "", display: coding["display"]?.text)
        }
        for problem in codes.compactMap(\.problem) { note(linkId, "A code was left out: \(problem)") }
        return Array(codes.filter { $0.problem == nil }.prefix(FormLimits.codes))
    }

    private mutating func kind(of item: ImportedItem) -> ItemKind? {
        switch item.type {
        case "boolean": return .tick
        case "integer", "decimal", "quantity": return .number(range(of: item))
        case "date": return .date
        case "dateTime":
            note(item.linkId, "A form asks for a date or a time; only the date is asked.")
            return .date
        case "time": return .time
        case "choice", "open-choice":
            if item.type == "open-choice" { note(item.linkId, "Another answer than its options cannot be given here.") }
            if item.isTick { return .tick }
            guard !item.options.isEmpty else {
                note(item.linkId, "Its answers are in a value set that is not in the file; it was left out.")
                return nil
            }
            let choices = item.options.map(\.choice)
            return item.isSeveral ? .several(choices) : .choice(choices)
        default:
            let most = item.element["maxLength"]?.number.map { min(max(1, $0), Double(FormLimits.textLength)) }
            return .text(maxLength: Int(most ?? Double(FormLimits.textLength)))
        }
    }

    private mutating func range(of item: ImportedItem) -> NumberRange {
        let element = item.element
        func end(_ names: [String]) -> Double? {
            names.lazy.compactMap { element.extensionValue($0) }.compactMap { $0.number ?? $0["value"]?.number }.first
        }
        let ends = (
            end(["minValue", "sdc-questionnaire-minQuantity"]), end(["maxValue", "sdc-questionnaire-maxQuantity"])
        )
        let absent = [ends.0 == nil ? "min" : nil, ends.1 == nil ? "max" : nil].compactMap(\.self)
        if !absent.isEmpty {
            note(
                item.linkId,
                "Its range is open; give \(absent.joined(separator: " and ")), so that a slip of the hand is told.")
        }
        let places = element.extensionValue("maxDecimalPlaces")?.number
        if places == nil, item.type != "integer" { note(item.linkId, "Its decimals are not told; 3 were taken.") }
        let units =
            [element.extensionValue("questionnaire-unit")].compactMap { $0 }
            + element.extensions("questionnaire-unitOption").compactMap(\.anyValue)
        let names = units.compactMap { $0["display"]?.text ?? $0["code"]?.text }
        if Set(names).count > 1 {
            note(
                item.linkId,
                "Of its units \(names.joined(separator: ", ")) only \(names[0]) was taken; a form has an item per unit."
            )
        }
        let largest = FormLimits.largestNumber
        return NumberRange(
            unit: names.first, min: max(-largest, ends.0 ?? -1_000_000), max: min(largest, ends.1 ?? 1_000_000),
            decimals: item.type == "integer" ? 0 : Int(min(max(0, places ?? 3), Double(FormLimits.decimals))))
    }
}

extension ImportedItem {
    /// The question with its number before it, as the Questionnaire shows it.
    fileprivate var prefixed: String { element["prefix"]?.text.map { "\($0) \(text)" } ?? text }
}

extension String {
    /// Without the word that this project's export puts before the linkIds of sections and scores.
    func withoutPrefix(_ prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}
