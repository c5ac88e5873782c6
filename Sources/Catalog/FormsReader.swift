internal import FormEngine
internal import Foundation

/// Turns one YAML file into a form, and remembers on which line each part of it stands.
struct FormsReader: YAMLDecoding {
    let file: String
    var problems: [CatalogProblem] = []
    /// The file and line of each part: what forms share stands in files of their own.
    private var places: [FormProblem.Place: (file: String, line: Int)] = [:]
    var findings: [FindingDefinition] = []

    init(file: String) { self.file = file }

    mutating func form(_ value: YAMLValue) throws(CatalogProblem) -> FormDefinition {
        let keys = try value.mapping(keys: [
            "form", "version", "title", "licence", "feeds", "sections", "scores", "drugHolds", "lastMeals",
        ])
        remember(.form, value)
        let id = try keys.required("form").string()
        let version = try keys.required("version").int()
        let title = try texts(keys.required("title"))
        let sections = try each(keys.required("sections")) { (reader, value) throws(CatalogProblem) in
            try reader.section(value)
        }
        let items = sections.flatMap(\.items)
        let scores = try each(keys["scores"]) { (reader, value) throws(CatalogProblem) in
            try reader.score(Self.shared(value, in: "scores"), items: items)
        }
        return FormDefinition(
            id: id, version: version, title: title, sections: sections, scores: scores, findings: findings,
            licence: try keys["licence"].map(texts), drugHolds: try drugHolds(keys["drugHolds"]),
            lastMeals: try keys["lastMeals"].map { value throws(CatalogProblem) in try lastMeals(value) },
            feeds: try keys["feeds"]?.string())
    }

    private mutating func section(_ value: YAMLValue) throws(CatalogProblem) -> FormSection {
        let keys = try value.mapping(keys: [
            "id", "title", "required", "nothingAbnormal", "source", "defaultFrom", "items",
        ])
        let id = try keys.required("id").string()
        remember(.section(id), value)
        let title = try texts(keys.required("title"))
        let defaults = FormsItemDefaults(
            required: try keys["required"]?.bool() ?? false,
            nothingAbnormal: try keys["nothingAbnormal"]?.bool() ?? false, source: try keys["source"]?.string(),
            defaultFrom: try keys["defaultFrom"]?.oneOf(DefaultSource.self))
        let items = try each(keys.required("items")) { (reader, value) throws(CatalogProblem) in
            try reader.item(value, defaults: defaults)
        }
        return FormSection(
            id: id, title: title, items: items.map(\.item),
            nothingAbnormal: items.filter(\.nothingAbnormal).map(\.item.id))
    }

    // MARK: What every part uses

    /// A definition's problem with the file and line of what it is about.
    func located(_ problem: FormProblem) -> CatalogProblem {
        let place = places[problem.place] ?? places[.form]
        return CatalogProblem(
            file: place?.file ?? file, line: place?.line ?? 1, message: problem.sentence)
    }

    /// What several forms share stands in a folder beside them; a form then gives only its name. Other values are
    /// themselves.
    static func shared(_ value: YAMLValue, in folder: String) throws(CatalogProblem) -> YAMLValue {
        guard let name = try? value.string() else { return value }
        let isName =
            !name.isEmpty && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        let base = value.file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let place = (base.isEmpty ? "" : base + "/") + folder
        let path = "\(place)/\(name).yaml"
        guard isName, FileManager.default.fileExists(atPath: path) else {
            let known = YAMLValue.names(in: place)
            let hint: ProblemSentence = Spelling.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
            throw value.problem("There is no file \(folder)/\(name).yaml beside this form.\(hint)")
        }
        return try YAMLValue.read(path)
    }

    /// Remembers where a part stands. Of two parts with one id the later counts, since that is the one to change.
    mutating func remember(_ place: FormProblem.Place, _ value: YAMLValue) { places[place] = (value.file, value.line) }

    /// Wording by language: `{zh: 身高, en: Height}`.
    func texts(_ value: YAMLValue) throws(CatalogProblem) -> Texts {
        guard case .mapping(let entries) = value.content else {
            throw value.problem("A wording stands by language: {zh: …, en: …}.")
        }
        var texts: Texts = [:]
        for entry in entries {
            let isCode = (2...3).contains(entry.key.utf8.count) && entry.key.utf8.allSatisfy { (97...122).contains($0) }
            guard isCode else {
                let message: ProblemSentence =
                    "“\(entry.key.excerpt())” is no language (zh, en, ug). A wording with a comma in it stands in quotes."
                throw CatalogProblem(file: value.file, line: entry.line, message: message)
            }
            texts[entry.key] = try entry.value.string()
        }
        return texts
    }

    /// A condition or formula. Its errors name the line of the file and the column of the expression.
    func expression(_ value: YAMLValue) throws(CatalogProblem) -> FormExpression {
        let source = try value.string()
        do throws(ExpressionError) {
            return try FormExpression(source)
        } catch {
            let line = value.line + error.line - 1
            let message: ProblemSentence = "In “\(source.excerpt(200))”, column \(error.column): \(error.sentence)"
            throw CatalogProblem(file: value.file, line: line, message: message)
        }
    }
}
