package import FormEngine

/// Writes a form as the YAML that ``Forms`` reads: what an imported form can have. Every text stands in quotes.
package enum FormsWriter {
    package static func yaml(_ form: FormDefinition, comments: [String] = []) -> String {
        var lines = comments.map { "# \($0.split(whereSeparator: \.isNewline).joined(separator: " "))" }
        if !lines.isEmpty { lines.append("") }
        lines += ["form: \(quoted(form.id))", "version: \(form.version)", "title: \(texts(form.title))"]
        if let licence = form.licence { lines.append("licence: \(texts(licence))") }
        lines += ["", "sections:"] + form.sections.flatMap(section)
        if !form.scores.isEmpty { lines += ["", "scores:"] + form.scores.flatMap(score) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ section: FormSection) -> [String] {
        ["  - id: \(quoted(section.id))", "    title: \(texts(section.title))", "    items:"]
            + section.items.flatMap(item)
    }

    private static func item(_ item: FormItem) -> [String] {
        var lines = [
            "      - id: \(quoted(item.id))", "        kind: \(item.kind.name)", "        text: \(texts(item.text))",
        ]
        if !item.codes.isEmpty { lines.append("        codes: \(codes(item.codes))") }
        if item.required { lines.append("        required: true") }
        if let condition = item.showWhen { lines.append("        showWhen: \(quoted(condition.source))") }
        switch item.kind {
        case .tick, .date, .time: break
        case .choice(let choices), .several(let choices):
            lines.append("        choices:")
            lines += choices.map { choice in
                let coded = choice.codes.map { ", codes: \(codes($0))" } ?? ""
                return "          - {code: \(quoted(choice.code)), text: \(texts(choice.text))\(coded)}"
            }
        case .number(let range):
            if let unit = range.unit { lines.append("        unit: \(quoted(unit))") }
            lines += ["        min: \(range.min)", "        max: \(range.max)", "        decimals: \(range.decimals)"]
        case .text(let most): lines.append("        maxLength: \(most)")
        }
        return lines
    }

    private static func score(_ score: ScoreDefinition) -> [String] {
        var lines = [
            "  - id: \(quoted(score.id))", "    title: \(texts(score.title))", "    source: \(quoted(score.source))",
            "    decimals: \(score.decimals)",
        ]
        if let unit = score.unit { lines.append("    unit: \(quoted(unit))") }
        if let coded = score.codes { lines.append("    codes: \(codes(coded))") }
        if let condition = score.appliesWhen { lines.append("    appliesWhen: \(quoted(condition.source))") }
        if let value = score.value { lines.append("    value: \(quoted(value.source))") }
        if !score.parts.isEmpty { lines.append("    parts:") }
        for part in score.parts {
            lines += ["      - id: \(quoted(part.id))", "        label: \(texts(part.label))", "        levels:"]
            lines += part.steps.map { "          - {points: \($0.points), when: \(quoted($0.when.source))}" }
        }
        return lines
    }

    private static func codes(_ codes: [FormCode]) -> String {
        let written = codes.map { code in
            let display = code.display.map { ", display: \(quoted($0))" } ?? ""
            return "{system: \(quoted(code.system)), code: \(quoted(code.code))\(display)}"
        }
        return "[" + written.joined(separator: ", ") + "]"
    }

    private static func texts(_ texts: Texts) -> String {
        let languages = (texts["zh"] == nil ? [] : ["zh"]) + texts.keys.filter { $0 != "zh" }.sorted()
        return "{" + languages.map { "\($0): \(quoted(texts[$0] ?? ""))" }.joined(separator: ", ") + "}"
    }

    /// In double quotes, as YAML and JSON alike read them.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
