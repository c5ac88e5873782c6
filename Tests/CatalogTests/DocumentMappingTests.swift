@testable import Catalog
import Clinic
import FormEngine
import Foundation
import Testing

@Suite("Where answers stand in shared documents") struct DocumentMappingTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

    private static let form = FormDefinition(
        id: "f", version: 1, title: ["zh": "表"],
        sections: [
            FormSection(
                id: "s", title: ["zh": "节"],
                items: [
                    FormItem(id: "tick", kind: .tick, text: ["zh": "项"]),
                    FormItem(id: "weight", kind: .number(NumberRange(min: 0, max: 9)), text: ["zh": "体重"]),
                ])
        ])

    private static func yaml(_ entry: String, section: String = "10219-4") -> String {
        """
        form: f
        version: 1
        code: C0010
        template: 2.16.156
        title: 记录
        sections:
          - code: \(section)
            name: Dx
            title: 节
            entries:
              - \(entry)
        """
    }

    private static func problems(_ text: String) -> [CatalogProblem] {
        do throws(CatalogProblems) {
            _ = try DocumentMappings.load(yaml: text, file: "m.yaml", forms: [form])
            return []
        } catch {
            return error.problems
        }
    }

    @Test("The shipped one fits its form, sends no code twice, and names all that it leaves out")
    func shipped() throws {
        let forms = try FormsFixture.shipped()
        let all = try DocumentMappings.load(folder: Self.root.appending(path: "Forms/wst-500-10").path, forms: forms)
        let mapping = try #require(all["anesthesia-assessment"])
        let sent = mapping.sections.flatMap(\.entries).map(\.element)
        #expect(sent.count == Set(sent).count && sent.contains("DE04.10.188.00"))
        let left = Set(mapping.left.map(\.element))
        #expect(left.isSuperset(of: ["DE04.30.009.00", "DE04.50.128.00"]) && left.isDisjoint(with: sent))
        #expect(mapping.left.allSatisfy { !$0.why.isEmpty })
    }

    @Test("What fits is read")
    func fits() {
        let entries = [
            "{element: DE01.02.003.00, name: a, kind: positives, items: [tick]}",
            "{element: DE01.02.003.00, name: a, kind: quantity, items: [weight], unit: kg}",
            "{element: DE01.02.003.00, name: a, kind: text, items: [tick, weight]}",
            "{element: DE01.02.003.00, name: a, kind: normal, items: [tick]}",
            "{element: DE01.02.003.00, name: a, kind: coded, items: [tick, weight], system: {name: ICD, oid: 1.2}}",
        ]
        for entry in entries { #expect(Self.problems(Self.yaml(entry)) == [], "\(entry)") }
    }

    @Test(
        "What does not fit is told with its line",
        arguments: [
            ("{element: DE1.2, name: a, kind: text, items: [tick]}", "is no data element"),
            ("{element: DE04.30.009.00, name: a, kind: text, items: [tick]}", "put it under leftOut"),
            ("{element: DE04.50.128.00, name: a, kind: text, items: [tick]}", "put it under leftOut"),
            ("{element: DE01.02.003.00, name: a, kind: text, items: [tik]}", "Did you mean tick?"),
            ("{element: DE01.02.003.00, name: a, kind: positives, items: [weight]}", "is no tick"),
            ("{element: DE01.02.003.00, name: a, kind: quantity, items: [tick], unit: kg}", "is no number"),
            ("{element: DE01.02.003.00, name: a, kind: quantity, items: [weight]}", "A quantity has a unit"),
            ("{element: DE01.02.003.00, name: a, kind: text, items: [tick], unit: kg}", "A quantity has a unit"),
            ("{element: DE01.02.003.00, name: a, kind: text, items: []}", "at least one item"),
            ("{element: DE01.02.003.00, name: a, kind: coded, items: [tick], system: {name: ICD}}", "has two items"),
            ("{element: DE01.02.003.00, name: a, kind: coded, items: [tick, weight]}", "has two items"),
            ("{element: DE01.02.003.00, name: a, kind: text, items: [tick], system: {name: ICD}}", "has two items"),
            ("{element: DE01.02.003.00, name: a, kind: normal, items: [weight]}", "is no tick"),
            ("{element: DE01.02.003.00, name: a, kind: code, items: [tick]}", "is none of"),
            ("{element: DE01.02.003.00, name: a, kind: text, item: [tick]}", "item"),
        ])
    func wrong(_ entry: String, _ message: String) {
        let problems = Self.problems(Self.yaml(entry))
        #expect(problems.count == 1 && problems.first?.line == 11, "\(problems)")
        #expect(problems.first?.message.contains(message) == true, "\(problems)")
    }

    @Test("A section's LOINC code has its check digit, and a form that is not there is told")
    func head() {
        let entry = "{element: DE01.02.003.00, name: a, kind: text, items: [tick]}"
        let section = Self.problems(Self.yaml(entry, section: "10219-5"))
        #expect(section.map(\.line) == [7] && section.first?.message.contains("check digit") == true)
        let form = Self.problems(Self.yaml(entry).replacing("form: f", with: "form: g"))
        #expect(form.map(\.line) == [1] && form.first?.message.contains("none of the forms") == true)
        let twice = Self.problems(Self.yaml("\(entry)\n      - \(entry)"))
        #expect(twice.map(\.line) == [12] && twice.first?.message.contains("stands twice") == true)
    }
}
