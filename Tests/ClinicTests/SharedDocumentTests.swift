@testable import Clinic
import ClinicFixture
import FormEngine
import Foundation
import QueueEngine
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("The shared document of WS/T 500.10") struct SharedDocumentTests {
    /// The document of somebody's signed assessment, parsed.
    private func document(
        of name: String = "张三", in world: World? = nil, _ change: (inout Answers) -> Void = { _ in }
    ) async throws -> (text: String, parsed: Parsed) {
        let world = if let world { world } else { try await World() }
        let (id, _) = try await world.signedAssessment(of: name, change)
        let text = try await world.service.sharedDocument(ofAssessment: id, by: World.doctor)
        return (text, try Parsed(text))
    }

    @Test("Has the head of the template: kind, patient, doctor, custodian, signature")
    func head() async throws {
        let (text, parsed) = try await document(of: "阿卜杜热合曼·买买提依明")
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
        #expect(parsed.root == "ClinicalDocument" && parsed.namespace == "urn:hl7-org:v3")
        let head = Array(parsed.children.prefix(10))
        #expect(
            head == [
                "realmCode", "typeId", "templateId", "id", "code", "title", "effectiveTime", "confidentialityCode",
                "languageCode", "setId",
            ])
        #expect(parsed.attribute("root", of: "templateId") == "2.16.156.10011.2.1.1.30")
        #expect(parsed.attribute("code", of: "code") == "C0010")
        #expect(parsed.texts(of: "name").first == "阿卜杜热合曼·买买提依明")
        #expect(parsed.attribute("code", of: "administrativeGenderCode") == "1")
        #expect(parsed.attribute("value", of: "birthTime") == "19680417")
        #expect(parsed.attribute("value", of: "age") == "57")
        #expect(parsed.attribute("value", of: "effectiveTime") == "20260302080000")
        #expect(parsed.texts(of: "name").contains("王医生"))
        #expect(!parsed.children.contains("relatedDocument"))
        // What was not verified, and what is left out, is said in the document itself.
        #expect(text.contains("WS/T 500.10-2016 原文没有核对过") && text.contains("DE04.30.009.00"))
    }

    @Test("Sends what is there, and what is not asked is never no")
    func states() async throws {
        let (_, parsed) = try await document { answers in
            answers["weight"] = .number(68.5)
            answers["hypertension"] = .yes
            answers["copd"] = .unknown
            answers["ecg"] = nil
            answers["drugAllergy"] = .yes
            answers["drugAllergyDetail"] = .string("青霉素")
            answers["plannedOperation"] = .string("腹腔镜胆囊切除术")
            answers["plannedAnaesthesia"] = .list(["general"])
            answers["preoperativeDiagnosis"] = .string("胆囊结石")
            answers["diagnosisCode"] = .string("K80.2")
            answers["mentalStateAbnormal"] = .no
            answers["limbsAbnormal"] = .unknown
        }
        #expect(parsed.value(of: "DE04.10.188.00") == Parsed.Value(type: "PQ", value: "68.5", unit: "kg"))
        #expect(parsed.value(of: "DE05.01.076.00")?.text == "高血压、慢阻肺（不详）")
        #expect(parsed.value(of: "DE02.10.022.00")?.text.contains("青霉素") == true)
        #expect(parsed.value(of: "DE04.30.043.00") == Parsed.Value(type: "ST", nullFlavor: "NASK"))
        #expect(parsed.value(of: "DE06.00.073.00") == Parsed.Value(type: "CD", nullFlavor: "OTH", text: "全身麻醉"))
        #expect(parsed.texts(of: "originalText").contains("腹腔镜胆囊切除术"))
        #expect(parsed.attributes(of: "value").contains { $0["code"] == "K80.2" && $0["displayName"] == "胆囊结石" })
        #expect(parsed.value(of: "DE05.10.142.00") == Parsed.Value(type: "BL", value: "true"))
        #expect(parsed.value(of: "DE04.10.179.00") == Parsed.Value(type: "ST", nullFlavor: "ASKU"))
        #expect(parsed.elements.isDisjoint(with: ["DE04.30.009.00", "DE04.50.128.00"]))
    }

    @Test("No disease is said only when every one was asked and denied")
    func nothing() async throws {
        let (_, all) = try await document()
        #expect(all.value(of: "DE05.01.076.00")?.text == "无")
        let (_, some) = try await document {
            $0["hypertension"] = nil; $0["gout"] = .unknown
        }
        #expect(some.value(of: "DE05.01.076.00")?.text != "无")
        for (item, name) in [("dialysis", "透析"), ("stent", "冠脉支架"), ("transplant", "器官移植"), ("marfan", "马凡综合征")] {
            let (_, one) = try await document { $0[item] = .yes }
            #expect(one.value(of: "DE05.01.076.00")?.text == name)
        }
    }

    @Test("Every danger is told among the precautions, those of earlier visits and what is denied of them too")
    func dangers() async throws {
        let precautions = "DE09.00.119.00"
        let world = try await World()
        let (id, _) = try await world.signedAssessment {
            $0["difficultIntubation"] = .yes
            $0["foodAllergy"] = .yes
            $0["foodAllergyDetail"] = .string("花生，休克")
            $0["precautions"] = .string("备血")
        }
        func told(_ id: String) async throws -> String {
            let text = try await world.service.sharedDocument(ofAssessment: id, by: World.doctor)
            return try #require(try Parsed(text).value(of: precautions)?.text)
        }
        #expect(try await told(id).hasPrefix("备血；"))
        #expect(try await told(id).contains("困难插管"))
        let first = try await world.service.assessment(id).assessment
        try await world.leave(first.ticket)
        let denying = first.answers.filter { $0.key != "foodAllergyDetail" }
            .merging(["difficultIntubation": .no, "foodAllergy": .no]) { $1 }
        let (second, _) = try await world.sign(try await world.back(first.person), denying)
        #expect(try await told(second).contains("上次（\(world.service.today)）：既往困难插管"))
        #expect(try await told(second).contains("食物过敏：花生，休克"))
    }

    @Test("A weight that was estimated says so")
    func estimated() async throws {
        #expect(try await document().text.contains("估计值") == false)
        let (text, _) = try await document { $0["measuresEstimated"] = .list(["weight", "height"]) }
        #expect(text.contains("<originalText>估计值，不是量的</originalText>"))
        #expect(try await document { $0["measuresEstimated"] = .list(["height"]) }.text.contains("估计值") == false)
    }

    @Test("What people type cannot break it", arguments: ["䶮小雨", "𠅤文", "O'Brien & <Söhne> \"x\"", "]]>--"])
    func hostile(_ typed: String) async throws {
        let (_, parsed) = try await document { $0["plannedOperation"] = .string(typed) }
        #expect(parsed.texts(of: "originalText").contains(typed))
    }

    @Test("What XML forbids, and what turns the direction of text, is left out of it")
    func unprintable() throws {
        let typed = "a\u{202E}b\u{0}c\u{FFFE}d\u{2066}e\u{1B}f"
        var element = Clinic.XMLElement("x", ["y": typed], text: typed)
        #expect(element.document.hasSuffix("<x y=\"abcdef\">abcdef</x>\n"))
        element.children = [.comment("--><z/>" + typed), .element(Clinic.XMLElement("w"))]
        #expect(try Parsed(element.document).children == ["w"])
    }

    @Test("An amended one replaces the one before, by its number")
    func amended() async throws {
        let world = try await World()
        let (id, _) = try await world.signedAssessment()
        _ = try await world.amend(id) { $0["weight"] = .number(71) }
        let parsed = try Parsed(try await world.service.sharedDocument(ofAssessment: id, by: World.doctor))
        #expect(parsed.attribute("extension", of: "id") == "\(id)-2")
        #expect(parsed.attribute("typeCode", of: "relatedDocument") == "RPLC")
        #expect(parsed.attributes(of: "versionNumber").map { $0["value"] } == ["2", "1"])
        #expect(parsed.attributes(of: "id").contains { $0["extension"] == "\(id)-1" })
    }

    @Test("A draft has none")
    func draft() async throws {
        let world = try await World()
        let draft = try await world.completeDraft()
        await #expect(throws: Conflict("assessment.not-signed")) {
            try await world.service.sharedDocument(ofAssessment: draft.assessment, by: World.doctor)
        }
    }
}

/// A document as a strict parser reads it.
private final class Parsed: NSObject, XMLParserDelegate {
    struct Value: Hashable {
        var type: String?
        var nullFlavor: String?
        var value: String?
        var unit: String?
        var text = ""

        init(type: String?, nullFlavor: String? = nil, value: String? = nil, unit: String? = nil, text: String = "") {
            self.type = type
            self.nullFlavor = nullFlavor
            self.value = value
            self.unit = unit
            self.text = text
        }
    }

    private(set) var root = ""
    private(set) var namespace = ""
    /// The root's children, by name.
    private(set) var children: [String] = []
    private var all: [(name: String, attributes: [String: String], text: String)] = []
    private var open: [Int] = []
    private var values: [String: Value] = [:]
    private var element: String?

    struct NotWellFormed: Error { var line: Int }

    init(_ text: String) throws {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        guard parser.parse() else { throw NotWellFormed(line: parser.lineNumber) }
    }

    var elements: Set<String> { Set(values.keys) }
    func value(of element: String) -> Value? { values[element] }
    func attributes(of name: String) -> [[String: String]] { all.filter { $0.name == name }.map(\.attributes) }
    func attribute(_ attribute: String, of name: String) -> String? { attributes(of: name).first?[attribute] }
    func texts(of name: String) -> [String] { all.filter { $0.name == name }.map(\.text) }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if open.isEmpty {
            root = name
            namespace = attributes["xmlns"] ?? ""
        }
        if open.count == 1 { children.append(name) }
        if name == "code", let code = attributes["code"], code.hasPrefix("DE") { element = code }
        open.append(all.count)
        all.append((name, attributes, ""))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if let last = open.last { all[last].text += string }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard let last = open.popLast() else { return }
        let (attributes, text) = (all[last].attributes, all[last].text)
        guard let element, name == "value" else { return }
        let original = all[last...].first { $0.name == "originalText" }?.text
        values[element] = Value(
            type: attributes["xsi:type"], nullFlavor: attributes["nullFlavor"], value: attributes["value"],
            unit: attributes["unit"], text: original ?? text)
        self.element = nil
    }
}
