package import Clinic
package import FormEngine
internal import Foundation

/// Reads where the answers of forms stand in shared documents: `Forms/wst-500-10/FORM.yaml`, which explains every key.
package enum DocumentMappings {
    /// The mapping of each form that has one. Throws all that is wrong, each with its line.
    package static func load(
        folder: String, forms: [FormDefinition]
    ) throws(CatalogProblems) -> [String: DocumentMapping] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var mappings: [String: DocumentMapping] = [:]
        var problems: [CatalogProblem] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            do throws(CatalogProblems) {
                let value: YAMLValue
                do throws(CatalogProblem) { value = try YAMLValue.read(folder + "/" + name) } catch {
                    throw CatalogProblems([error])
                }
                let mapping = try read(value, forms: forms)
                mappings[mapping.form] = mapping
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw CatalogProblems(problems) }
        return mappings
    }

    /// Reads one mapping from a text; `file` is what its problems name.
    package static func load(
        yaml text: String, file: String, forms: [FormDefinition]
    ) throws(CatalogProblems) -> DocumentMapping {
        let value: YAMLValue
        do throws(CatalogProblem) { value = try YAMLValue.parse(text, file: file) } catch {
            throw CatalogProblems([error])
        }
        return try read(value, forms: forms)
    }

    private static func read(
        _ value: YAMLValue, forms: [FormDefinition]
    ) throws(CatalogProblems) -> DocumentMapping {
        var reader = DocumentMappingReader(forms: forms)
        guard let mapping = reader.noting({ (reader) throws(CatalogProblem) in try reader.mapping(value) }),
            reader.problems.isEmpty
        else { throw CatalogProblems(reader.problems) }
        return mapping
    }
}

/// Turns one file into a mapping, and checks it against its form.
private struct DocumentMappingReader: YAMLDecoding {
    let forms: [FormDefinition]
    var problems: [CatalogProblem] = []
    private var form: FormDefinition?
    private var elements: Set<String> = []

    /// Printed twice in the copies of the standard that are public, for two things each: neither can be trusted.
    private static let doubtful: Set = ["DE04.30.009.00", "DE04.50.128.00"]

    init(forms: [FormDefinition]) { self.forms = forms }

    mutating func mapping(_ value: YAMLValue) throws(CatalogProblem) -> DocumentMapping {
        let keys = try value.mapping(keys: [
            "form", "version", "code", "template", "title", "sections", "leftOut",
        ])
        let name = try keys.required("form")
        let id = try name.string()
        form = forms.first { $0.id == id }
        guard form != nil else { throw name.problem(YAMLValue.unknown(id, "is none of the forms", forms.map(\.id))) }
        return DocumentMapping(
            version: try keys.required("version").int(), form: id, code: try keys.required("code").string(),
            template: try oid(keys.required("template")), title: try keys.required("title").string(),
            sections: try each(keys.required("sections")) { (reader, value) throws(CatalogProblem) in
                try reader.section(value)
            },
            left: try each(keys["leftOut"]) { (reader, value) throws(CatalogProblem) in
                let keys = try value.mapping(keys: ["element", "name", "why"])
                // One code may be printed for two elements, and both are left out.
                return DocumentMapping.LeftOut(
                    element: try keys.required("element").string(), name: try keys.required("name").string(),
                    why: try keys.required("why").string())
            })
    }

    private mutating func section(_ value: YAMLValue) throws(CatalogProblem) -> DocumentMapping.Section {
        let keys = try value.mapping(keys: ["code", "name", "title", "entries"])
        return DocumentMapping.Section(
            code: try loinc(keys.required("code")), name: try keys.required("name").string(),
            title: try keys.required("title").string(),
            entries: try each(keys.required("entries")) { (reader, value) throws(CatalogProblem) in
                try reader.entry(value)
            })
    }

    private mutating func entry(_ value: YAMLValue) throws(CatalogProblem) -> DocumentMapping.Entry {
        let keys = try value.mapping(keys: [
            "element", "name", "kind", "items", "unit", "estimatedBy", "system", "intended", "dangers", "parts",
        ])
        let kind = try keys.required("kind").oneOf(DocumentMapping.Kind.self)
        let element = try element(keys.required("element"))
        var items: [String] = []
        for item in try keys.required("items").list() { items.append(try checked(item, for: kind)) }
        let unit = try keys["unit"]?.string()
        guard (unit != nil) == (kind == .quantity) else {
            throw value.problem("A quantity has a unit, and nothing else has.")
        }
        let estimatedBy = try keys["estimatedBy"]?.string()
        if let estimatedBy {
            guard kind == .quantity,
                form?.item(estimatedBy)?.kind.choices.contains(where: { $0.code == items[0] }) == true
            else { throw value.problem("estimatedBy names an item whose choices name the quantity’s item.") }
        }
        guard !items.isEmpty, ![.quantity, .normal].contains(kind) || items.count == 1 else {
            throw value.problem("An element has at least one item, a quantity and a normal exactly one.")
        }
        let isCoded = kind == .coded || kind == .procedure
        guard (keys["system"] != nil) == isCoded, !isCoded || items.count == 2 else {
            throw value.problem(
                "What is coded has two items, the code's and the words', and a system; nothing else has.")
        }
        let tellsDangers = try keys["dangers"]?.bool() ?? false
        if tellsDangers, kind != .text { throw value.problem("Dangers are told in a text.") }
        return DocumentMapping.Entry(
            element: element, name: try keys.required("name").string(), kind: kind, items: items, unit: unit,
            estimatedBy: estimatedBy, system: try keys["system"].map(system),
            isIntended: try keys["intended"]?.bool() ?? false, tellsDangers: tellsDangers,
            parts: try each(keys["parts"]) { (reader, value) throws(CatalogProblem) in try reader.entry(value) })
    }

    private func system(_ value: YAMLValue) throws(CatalogProblem) -> DocumentMapping.CodeSystem {
        let keys = try value.mapping(keys: ["name", "oid"])
        return DocumentMapping.CodeSystem(name: try keys.required("name").string(), oid: try keys["oid"].map(oid))
    }

    private mutating func element(_ value: YAMLValue) throws(CatalogProblem) -> String {
        let code = try value.string()
        guard code.wholeMatch(of: #/DE\d\d\.\d\d\.\d\d\d\.\d\d/#) != nil else {
            throw value.problem("“\(code)” is no data element: it is written DE04.10.188.00.")
        }
        guard !Self.doubtful.contains(code) else {
            throw value.problem("\(code) is printed for two elements, so neither can be sent: put it under leftOut.")
        }
        guard elements.insert(code).inserted else { throw value.problem("\(code) stands twice.") }
        return code
    }

    private func checked(_ value: YAMLValue, for kind: DocumentMapping.Kind) throws(CatalogProblem) -> String {
        let id = try value.string()
        guard let item = form?.item(id) else {
            throw value.problem(YAMLValue.unknown(id, "is no item of the form; it has", form?.items.map(\.id) ?? []))
        }
        switch (kind, item.kind) {
        case (.positives, .tick), (.normal, .tick), (.quantity, .number), (.text, _), (.words, _), (.coded, _),
            (.procedure, _):
            return id
        case (.positives, _), (.normal, _): throw value.problem("\(id) is no tick: \(kind.rawValue) is of ticks.")
        case (.quantity, _): throw value.problem("\(id) is no number: a quantity is one.")
        }
    }

    private func oid(_ value: YAMLValue) throws(CatalogProblem) -> String {
        let text = try value.string()
        guard text.wholeMatch(of: #/\d+(\.\d+)+/#) != nil else { throw value.problem("“\(text)” is no OID.") }
        return text
    }

    /// A LOINC code ends in its check digit (Luhn, modulus 10).
    private func loinc(_ value: YAMLValue) throws(CatalogProblem) -> String {
        let code = try value.string()
        guard let match = code.wholeMatch(of: #/(\d{1,7})-(\d)/#) else {
            throw value.problem("“\(code)” is no LOINC code: it is written 10219-4.")
        }
        let sum = match.output.1.compactMap(\.wholeNumberValue).reversed().enumerated().reduce(0) { sum, digit in
            let doubled = digit.offset.isMultiple(of: 2) ? digit.element * 2 : digit.element
            return sum + doubled / 10 + doubled % 10
        }
        guard (10 - sum % 10) % 10 == Int(match.output.2) else {
            throw value.problem("“\(code)” has a wrong check digit.")
        }
        return code
    }
}
