import API
import Clinic
import Foundation
import Testing

@Suite("FHIR R4", .serialized)
struct FHIRTests {
    private func linkIds(_ items: [JSONValue]) -> [String] {
        items.flatMap { item -> [String] in
            guard case .object(let members) = item else { return [] }
            var ids: [String] = []
            if case .string(let id)? = members["linkId"] { ids.append(id) }
            if case .array(let below)? = members["item"] { ids += linkIds(below) }
            return ids
        }
    }

    private func items(_ resource: [String: JSONValue]) -> [JSONValue] {
        if case .array(let items)? = resource["item"] { items } else { [] }
    }

    @Test("a draft is a response in progress to the Questionnaire, and holds only what was answered")
    func draft() async throws {
        try await World.with { world in
            try await world.openRoom()
            _ = try await world.ask(
                "POST", "/api/v1/queues/anesthesia/tickets", as: .desk, #"{"patient": {"name": "张三", "sex": "male"}}"#)
            let assessment = try await world.openAssessment(try await world.call())
            let base = "/api/v1/fhir/R4"
            let asked = try await world.ask("GET", "\(base)/Questionnaire/anesthesia-assessment", as: .doctor)
            // What a finding quotes of an answer is nothing here: its question stands there.
            #expect(asked.text.firstMatch(of: /\{[a-z][A-Za-z0-9]*\}/) == nil)
            #expect(asked.status == 200)
            let questionnaire = try asked.decoded([String: JSONValue].self)
            let known = linkIds(items(questionnaire))
            #expect(known.count == Set(known).count && known.contains("score.rcri"))
            let answer = try await world.ask("GET", "\(base)/QuestionnaireResponse/\(assessment)", as: .doctor)
            let response = try answer.decoded([String: JSONValue].self)
            #expect(response["status"] == .string("in-progress") && response["extension"] == nil)
            guard case .string(let url)? = questionnaire["url"], case .string(let version)? = questionnaire["version"]
            else {
                Issue.record("the Questionnaire has no address of its version")
                return
            }
            #expect(response["questionnaire"] == .string("\(url)|\(version)"))
            #expect(linkIds(items(response)) == ["section.vitals", "sex"])
            // It refers to nothing that cannot be read: its patient is in it.
            #expect(response["subject"] == .object(["reference": .string("#patient"), "type": .string("Patient")]))
            guard case .array(let contained)? = response["contained"], case .object(let patient)? = contained.first
            else {
                Issue.record("no patient is contained")
                return
            }
            #expect(contained.count == 1 && patient["id"] == .string("patient"))
            #expect(patient["name"] == .array([.object(["text": .string("张三")])]))
            #expect(patient["gender"] == .string("male") && patient["birthDate"] == nil)
            for role in [Role.desk, .admin, .auditor, .display] {
                let refused = try await world.ask("GET", "\(base)/QuestionnaireResponse/\(assessment)", as: role)
                #expect(refused.status == 403 && !refused.text.contains("张三"), "\(role)")
            }
        }
    }

    @Test("every code of a Questionnaire is explained by a CodeSystem, which can be read alone")
    func codeSystems() async throws {
        try await World.with { world in
            let base = "/api/v1/fhir/R4"
            let bundle = try await world.ask("GET", "\(base)/CodeSystem", as: .desk).decoded([String: JSONValue].self)
            #expect(bundle["resourceType"] == .string("Bundle"))
            for id in ["houzhen.tick", "anesthesia-assessment", "anesthesia-assessment.asaClass"] {
                let answer = try await world.ask("GET", "\(base)/CodeSystem/\(id)", as: .doctor)
                #expect(answer.status == 200)
                #expect(try answer.field("resourceType") == "CodeSystem" && answer.field("id") == id)
            }
            #expect(try await world.ask("GET", "\(base)/CodeSystem/none", as: .desk).status == 404)
        }
    }

    @Test("the statement names what there is, and the Bundle holds every form")
    func statement() async throws {
        try await World.with { world in
            let metadata = try await world.ask("GET", "/api/v1/fhir/R4/metadata", as: .auditor)
            #expect(try metadata.field("fhirVersion") == "4.0.1")
            let bundle = try await world.ask("GET", "/api/v1/fhir/R4/Questionnaire", as: .desk)
                .decoded([String: JSONValue].self)
            #expect(bundle["total"] == .number(Double(world.service.forms.count)) && world.service.forms.count > 1)
            #expect(try await world.ask("GET", "/api/v1/fhir/R4/Questionnaire/none", as: .desk).status == 404)
        }
    }
}
