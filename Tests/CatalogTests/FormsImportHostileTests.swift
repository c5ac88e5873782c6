import Catalog
import FormEngine
import Foundation
import Testing

/// Questionnaires that are wrong, or meant to do harm: a clear sentence, in bounded time.
@Suite struct FormsImportHostileTests {
    private static func reasons(_ json: String) -> [String] {
        do throws(ImportRefused) {
            _ = try Forms.imported(json: Data(json.utf8))
            return []
        } catch {
            return error.reasons.map(\.description)
        }
    }

    private static func questionnaire(_ items: String) -> String {
        #"{"resourceType": "Questionnaire", "status": "draft", "item": [\#(items)]}"#
    }

    @Test(
        arguments: [
            ("", "not JSON"), ("[]", "one JSON object"), ("{}", "resourceType is nothing"),
            (#"{"resourceType": "Patient"}"#, "resourceType is Patient"),
            (#"{"resourceType": "Questionnaire", "item": []}"#, "no items"),
            (#"{"resourceType": "Questionnaire", "item": {"linkId": "a"}}"#, "must be a list"),
            (questionnaire(#"{"type": "string"}"#), "no linkId"),
            (questionnaire(#"{"linkId": "a"}"#), "no type"),
            (questionnaire(#"{"linkId": "a", "type": "coding"}"#), "FHIR R5"),
            (questionnaire(#"{"linkId": "a", "type": "string", "disabledDisplay": "hidden"}"#), "FHIR R5"),
            (questionnaire(#"{"linkId": "a", "type": "number"}"#), "no item type of R4"),
            (questionnaire(#"{"linkId": "a", "type": "string", "required": "yes"}"#), "true or false"),
            (questionnaire(#"{"linkId": "a", "type": "string", "text": 5}"#), "must be a text"),
            (questionnaire(#"{"linkId": "a", "type": "choice", "answerOption": {}}"#), "must be a list"),
            (questionnaire(#"{"linkId": "a", "type": "date"}, {"linkId": "a", "type": "date"}"#), "stands twice"),
            (questionnaire("5"), "JSON object"),
        ])
    func `what is no R4 Questionnaire is refused with the reason`(json: String, words: String) {
        let reasons = Self.reasons(json)
        #expect(reasons.contains { $0.contains(words) }, "\(reasons)")
    }

    @Test func `items may stand as deep as the limit and no deeper, and not endlessly deep`() {
        func nested(_ depth: Int) -> String {
            let groups = (1..<depth).map { #"{"linkId": "g\#($0)", "type": "group", "item": ["# }.joined()
            let ends = String(repeating: "]}", count: depth - 1)
            return Self.questionnaire(groups + #"{"linkId": "leaf", "type": "date"}"# + ends)
        }
        #expect(Self.reasons(nested(ImportLimits.depth)).isEmpty)
        #expect(Self.reasons(nested(ImportLimits.depth + 1)).first?.contains("deep") == true)
        #expect(Self.reasons(nested(5_000)).first?.contains("deep") == true)
    }

    @Test func `a Questionnaire may have as many items and bytes as the limits and no more`() {
        func many(_ count: Int) -> String {
            Self.questionnaire((0..<count).map { #"{"linkId": "i\#($0)", "type": "display"}"# }.joined(separator: ","))
        }
        #expect(Self.reasons(many(ImportLimits.items)).isEmpty)
        #expect(Self.reasons(many(ImportLimits.items + 1)).first?.contains("more than 2000 items") == true)
        let small = Self.questionnaire(#"{"linkId": "a", "type": "date"}"#)
        let full = small + String(repeating: " ", count: ImportLimits.bytes - small.utf8.count)
        #expect(Self.reasons(full).isEmpty)
        #expect(Self.reasons(full + " ").first?.contains("larger than") == true)
    }

    @Test func `variables that need one another in a circle, or grow without end, are told and end`() throws {
        func variable(_ name: String, _ expression: String) -> String {
            #"{"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": {"name": "\#(name)", "language": "text/fhirpath", "expression": "\#(expression)"}}"#
        }
        func score(_ expression: String) -> String {
            #"{"linkId": "s", "type": "decimal", "extension": [{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression", "valueExpression": {"language": "text/fhirpath", "expression": "\#(expression)"}}]}, {"linkId": "a", "type": "date"}"#
        }
        func notes(_ variables: [String], _ expression: String) throws -> [String] {
            let json =
                #"{"resourceType": "Questionnaire", "extension": [\#(variables.joined(separator: ","))], "item": [\#(score(expression))]}"#
            return try Forms.imported(json: Data(json.utf8)).notes.map(\.description)
        }
        let circle = try notes([variable("x", "%y + 1"), variable("y", "%x + 1")], "%x + 0")
        #expect(circle.contains { $0.hasPrefix("s:") && $0.contains("needs itself") })
        let doubled = (1...30).map { variable("v\($0)", $0 == 1 ? "1" : "%v\($0 - 1) + %v\($0 - 1)") }
        let started = ContinuousClock.now
        #expect(try notes(doubled, "%v30 + 0").contains { $0.hasPrefix("s:") })
        #expect(ContinuousClock.now - started < .seconds(20))
        let deep = String(repeating: "(", count: 900) + "1" + String(repeating: ")", count: 900)
        #expect(try notes([], deep).contains { $0.contains("nests deeper") })
        #expect(try notes([], "%resource.item.where(linkId = 'a").contains { $0.hasPrefix("s:") })
    }

    @Test func `texts that could deceive are cleaned, and long ones cut`() throws {
        let long = String(repeating: "长", count: 100_000)
        let imported = try Forms.imported(
            json: Data(
                Self.questionnaire(#"{"linkId": "a\u202e", "type": "string", "text": "\u202eevil {b} \#(long)"}"#).utf8)
        )
        let text = try #require(imported.form.items.first?.text["zh"])
        #expect(text.unicodeScalars.count == FormLimits.wordingLength)
        #expect(!text.unicodeScalars.contains("\u{202E}") && text.hasPrefix("evil (b)"))
        #expect(imported.form.items.first?.id == "a")
        #expect(imported.form.problems().isEmpty)
    }
}
