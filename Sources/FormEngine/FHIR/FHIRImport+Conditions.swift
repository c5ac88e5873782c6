extension FHIRImport {
    /// When an item or group is asked, as an expression of the form; nothing when always, or when it cannot be said.
    mutating func condition(of element: FHIRValue, linkId: String) -> String? {
        var conditions: [String] = []
        for each in element["enableWhen"]?.elements ?? [] {
            if let condition = condition(each, of: linkId) { conditions.append(condition) }
        }
        if let expression = element.extensionValue("sdc-questionnaire-enableWhenExpression")?["expression"]?.text {
            conditions += translated(expression, of: linkId, called: "enableWhenExpression").map { [$0] } ?? []
        }
        guard !conditions.isEmpty else { return nil }
        let any = element["enableBehavior"]?.text == "any"
        let source =
            conditions.count == 1
            ? conditions[0] : conditions.map { "(\($0))" }.joined(separator: any ? " or " : " and ")
        guard (try? FormExpression(source)) != nil else {
            note(linkId, "Its condition cannot be said here; it is always asked.")
            return nil
        }
        return source
    }

    private mutating func condition(_ when: FHIRValue, of linkId: String) -> String? {
        let question = when["question"]?.text ?? ""
        let operation = when["operator"]?.text ?? ""
        guard let item = asked[question] ?? computed.first(where: { $0.linkId == question }) else {
            note(linkId, "It is asked depending on \(question), which is no question of this form; it is always asked.")
            return nil
        }
        let reference = "%`\(item.id)`"
        let answer = when.names.first { $0.hasPrefix("answer") }.flatMap { when[$0] }
        if operation == "exists" { return reference + (answer?.boolean == false ? ".empty()" : ".exists()") }
        guard ["=", "!=", ">", "<", ">=", "<="].contains(operation), let value = literal(answer, of: item) else {
            note(linkId, "Its condition on \(question) cannot be said here; it is always asked.")
            return nil
        }
        if item.isSeveral {
            let contains = "\(reference) contains \(value)"
            return operation == "!=" ? "(\(contains)).not()" : contains
        }
        return "\(reference) \(operation) \(value)"
    }

    /// An answer as a literal of the form's expressions.
    private func literal(_ answer: FHIRValue?, of item: ImportedItem) -> String? {
        if let boolean = answer?.boolean { return item.isBoolean ? (boolean ? "'yes'" : "'no'") : nil }
        if let number = answer?.number ?? answer?["value"]?.number { return Decimals.plain(number) }
        guard let text = answer?["code"]?.text ?? answer?.text else { return nil }
        if !item.options.isEmpty {
            return (item.code(text) ?? item.options.first { $0.choice.text[language] == text }?.choice.code).map {
                "'\($0)'"
            }
        }
        return text.contains("'") || text.contains("\\") ? nil : "'\(text)'"
    }

    /// A FHIRPath expression in the form's own subset; notes why when it has none.
    mutating func translated(_ expression: String, of linkId: String?, called what: String) -> String? {
        var path = FHIRPathReading(questionnaire: self)
        do throws(FHIRPathReading.Unsupported) {
            let source = try path.translate(expression)
            for message in path.notes { note(linkId, message) }
            return source
        } catch {
            note(linkId, "Its \(what) cannot be carried over: \(error.message)")
            return nil
        }
    }
}
