import Catalog
import FormEngine
import Foundation
import Testing

@Suite struct FormsCodeTests {
    private static let height = "text: {zh: 身高, en: Height}"

    @Test func `an item says what terminologies call it`() throws {
        let coded = """
            text: {zh: 身高, en: Height}
                    codes:
                      - {system: loinc, code: "8302-2", display: Body height}
                      - {system: "urn:oid:2.16.156.10011", code: DE04.10.167.00}
            """
        let text = FormsFixture.small.replacingOccurrences(of: Self.height, with: coded)
        let form = try Forms.load(yaml: text, file: "small.yaml")
        #expect(
            form.item("height")?.codes == [
                FormCode(system: "http://loinc.org", code: "8302-2", display: "Body height"),
                FormCode(system: "urn:oid:2.16.156.10011", code: "DE04.10.167.00"),
            ])
        let again = try Forms.load(yaml: FormsWriter.yaml(form), file: "again.yaml")
        #expect(again.items.map(\.codes) == form.items.map(\.codes))
    }

    @Test(arguments: [
        (#"{system: loinc, code: "8302-3"}"#, "check digit is 2"),
        (#"{system: snomed, code: "302132006"}"#, "check digit is 5"),
        (#"{system: lonic, code: "8302-2"}"#, "Did you mean loinc?"),
        (#"{system: loinc}"#, "The key code is missing."),
        (#"{sistem: loinc, code: "8302-2"}"#, "Did you mean system?"),
    ])
    func `a wrong code is told on its line, with what would be right`(code: String, told: String) {
        let problems = FormsFixture.problems(
            replacing: Self.height, with: Self.height + "\n        codes:\n          - \(code)")
        #expect(problems.map(\.line) == [19])
        #expect(problems.first?.message.contains(told) == true, "\(problems)")
    }

    @Test func `codes of a choice and of a score are read and checked too`() {
        let choice = FormsFixture.problems(
            replacing: "{code: go, text: {zh: 去, en: Go}}",
            with: #"{code: go, text: {zh: 去, en: Go}, codes: [{system: loinc, code: "1-1"}]}"#)
        #expect(choice.map(\.line) == [24])
        let score = FormsFixture.problems(
            replacing: "source: Nobody 1900", with: "source: Nobody 1900\n    codes: [{system: loinc, code: \"1-1\"}]")
        #expect(score.map(\.line) == [29])
    }

    /// Each shipped code is listed here with what it means, so that nobody adds one without a second look. Where a quantity
    /// has a code per unit, it is the one of the item's unit.
    @Test func `every shipped code is one that was looked up`() throws {
        var shipped: [String: Set<String>] = [:]
        for form in try Forms.load(folder: FormsFixture.folder) {
            for item in form.items {
                for code in item.codes { shipped[code.code, default: []].insert(item.id) }
                for choice in item.kind.choices {
                    for code in choice.codes ?? [] {
                        shipped[code.code, default: []].insert("\(item.id).\(choice.code)")
                    }
                }
            }
            for score in form.scores {
                for code in score.codes ?? [] { shipped[code.code, default: []].insert(score.id) }
            }
        }
        #expect(shipped == Self.meanings)
    }

    private static let meanings: [String: Set<String>] = [
        "30525-0": ["age"], "46098-0": ["sex"], "male": ["sex.male"], "female": ["sex.female"],
        "8302-2": ["height"], "29463-7": ["weight"], "39156-5": ["bmi"], "8480-6": ["systolic"],
        "8462-4": ["diastolic"], "8867-4": ["heartRate"], "59408-5": ["spo2"], "2708-6": ["spo2"],
        "8310-5": ["temperature"], "9279-1": ["respiratoryRate"], "718-7": ["haemoglobin", "haemoglobinGdl"],
        "14682-9": ["creatinine"], "2160-0": ["creatinineMgDl"], "2823-3": ["potassium"], "4548-4": ["hba1c"],
        "1751-7": ["albumin"], "14631-6": ["bilirubin"], "26515-7": ["platelets"], "6301-6": ["inr"],
        "14979-9": ["aptt"], "5902-2": ["prothrombinTime"], "883-9": ["bloodGroup"], "10331-7": ["rhesus"],
        "98979-8": ["ckd-epi-2021"], "97816-3": ["asaClass"], "302132005": ["asaClass"],
        "413495001": ["asaClass.I"], "413496000": ["asaClass.II"], "413497009": ["asaClass.III"],
        "413498004": ["asaClass.IV"], "413499007": ["asaClass.V"],
    ]
}
