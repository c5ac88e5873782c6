import FormEngine
import QueueEngine

/// One signed assessment as the shared document 麻醉术前访视记录 of WS/T 500.10-2016, in the shape of HL7 CDA R2.
///
/// The standard's own text was not at hand: its shape and element codes are as two public implementations agree on them,
/// and the mapping file says what is left out. Values are told as they were signed: what was not asked is `NASK`, what
/// nobody knew `ASKU`, what the form has in words where the standard wants a code `OTH` with the words; never a "no".
struct ClinicalDocument {
    let content: SignedContent
    let mapping: DocumentMapping
    let layout: ClinicLayout
    let wording: Wording

    /// OIDs of the national catalogue.
    private enum OID {
        static let documentNumber = "2.16.156.10011.1.1"
        static let documentKinds = "2.16.156.10011.2.4"
        static let staff = "2.16.156.10011.1.4"
        static let author = "2.16.156.10011.1.7"
        static let sexes = "2.16.156.10011.2.3.3.4"
        static let loinc = "2.16.840.1.113883.6.1"
    }

    /// The catalogue of data elements.
    static let catalogue = "2.16.156.10011.2.2.1"

    var xml: String { root.document }

    private var root: XMLElement {
        var root = XMLElement(
            "ClinicalDocument",
            ["xmlns": "urn:hl7-org:v3", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"],
            [
                XMLElement("realmCode", ["code": "CN"]),
                XMLElement("typeId", ["root": "2.16.840.1.113883.1.3", "extension": "POCD_MT000040"]),
                XMLElement("templateId", ["root": mapping.template]), documentID(content.revision),
                XMLElement(
                    "code",
                    ["code": mapping.code, "codeSystem": OID.documentKinds, "codeSystemName": "卫生信息共享文档规范编码体系"]),
                XMLElement("title", text: mapping.title),
                XMLElement("effectiveTime", ["value": moment(content.signedAt)]),
                XMLElement(
                    "confidentialityCode",
                    ["code": "N", "codeSystem": "2.16.840.1.113883.5.25", "codeSystemName": "Confidentiality"]),
                XMLElement("languageCode", ["code": "zh-CN"]),
                XMLElement("setId", ["root": OID.documentNumber, "extension": content.assessment]),
                XMLElement("versionNumber", ["value": "\(content.revision)"]),
                recordTarget, author, custodian, authenticator,
            ] + replaced + [encounter, body])
        root.children.insert(.comment(note), at: 0)
        return root
    }

    /// What a reader must know of where this comes from, and which elements are not in it.
    private var note: String {
        let left = mapping.left.map { "\($0.element) \($0.name)（\($0.why)）" }.joined(separator: "；")
        return wording.text(
            "document.note",
            "zh", ["version": "\(mapping.version)", "form": "\(content.form.id) \(content.form.version)", "left": left])
    }

    private func documentID(_ revision: Int) -> XMLElement {
        XMLElement("id", ["root": OID.documentNumber, "extension": "\(content.assessment)-\(revision)"])
    }

    // MARK: The head

    private var recordTarget: XMLElement {
        func ids(_ system: String) -> [XMLElement] {
            content.patient.identifiers.filter { $0.system == system }.compactMap { identifier in
                identifier.oid.map { XMLElement("id", ["root": $0, "extension": identifier.value]) }
            }
        }
        let (numbers, cards) = (ids(PersonIdentifier.outpatientNumber), ids(PersonIdentifier.identityCard))
        let birth = content.patient.birthDate.map {
            XMLElement("birthTime", ["value": $0.replacing("-", with: "")])
        }
        let person =
            cards + [XMLElement("name", text: content.patient.name), sex] + [birth, age].compactMap(\.self)
        return XMLElement(
            "recordTarget", ["typeCode": "RCT", "contextControlCode": "OP"],
            [
                XMLElement(
                    "patientRole", ["classCode": "PAT"],
                    (numbers.isEmpty
                        ? [XMLElement("id", ["root": PersonIdentifier.outpatientNumberOID, "nullFlavor": "NI"])]
                        : numbers)
                        + [XMLElement("patient", ["classCode": "PSN", "determinerCode": "INSTANCE"], person)])
            ])
    }

    /// GB/T 2261.1.
    private var sex: XMLElement {
        let code =
            switch content.patient.sex {
            case .male: "1"
            case .female: "2"
            case .unknown: "0"
            }
        return XMLElement(
            "administrativeGenderCode",
            [
                "code": code, "displayName": wording.text("sex.\(content.patient.sex.rawValue)", "zh"),
                "codeSystem": OID.sexes, "codeSystemName": "生理性别代码表（GB/T 2261.1）",
            ])
    }

    /// Completed years on the day of signing.
    private var age: XMLElement? {
        content.patient.birthDate.flatMap(LocalDate.init)?.years(
            until: LocalDate(content.signedAt, in: layout.timeZone)
        )
        .map { XMLElement("age", ["value": "\($0)", "unit": "岁"]) }
    }

    private var author: XMLElement {
        XMLElement(
            "author", ["typeCode": "AUT", "contextControlCode": "OP"],
            [
                XMLElement("time", ["value": moment(content.signedAt)]),
                XMLElement(
                    "assignedAuthor", ["classCode": "ASSIGNED"],
                    [XMLElement("id", ["root": OID.author, "extension": content.doctor]), doctor]),
            ])
    }

    private var doctor: XMLElement {
        XMLElement("assignedPerson", [:], [XMLElement("name", text: content.doctorName)])
    }

    private var custodian: XMLElement {
        XMLElement(
            "custodian", ["typeCode": "CST"],
            [
                XMLElement(
                    "assignedCustodian", ["classCode": "ASSIGNED"],
                    [
                        XMLElement(
                            "representedCustodianOrganization", ["classCode": "ORG", "determinerCode": "INSTANCE"],
                            [XMLElement("id", ["nullFlavor": "NI"]), hospital])
                    ])
            ])
    }

    private var hospital: XMLElement { XMLElement("name", text: layout.hospital.best(for: "zh")) }

    private var authenticator: XMLElement {
        XMLElement(
            "authenticator", [:],
            [
                XMLElement("time", ["value": moment(content.signedAt)]), XMLElement("signatureCode", ["code": "S"]),
                XMLElement(
                    "assignedEntity", [:],
                    [
                        XMLElement("id", ["root": OID.staff, "extension": content.doctor]),
                        XMLElement("code", ["displayName": "麻醉医师"]), doctor,
                    ]),
            ])
    }

    /// The document that this one replaces.
    private var replaced: [XMLElement] {
        guard let before = content.replaces else { return [] }
        return [
            XMLElement(
                "relatedDocument", ["typeCode": "RPLC"],
                [
                    XMLElement(
                        "parentDocument", [:],
                        [
                            documentID(before.revision),
                            XMLElement("setId", ["root": OID.documentNumber, "extension": content.assessment]),
                            XMLElement("versionNumber", ["value": "\(before.revision)"]),
                        ])
                ])
        ]
    }

    /// An outpatient has no bed.
    private var encounter: XMLElement {
        let place = XMLElement("serviceProviderOrganization", [:], [hospital])
        return XMLElement(
            "componentOf", [:],
            [
                XMLElement(
                    "encompassingEncounter", [:],
                    [
                        XMLElement("effectiveTime", ["nullFlavor": "NA"]),
                        XMLElement("location", [:], [XMLElement("healthCareFacility", [:], [place])]),
                    ])
            ])
    }

    // MARK: The body

    private var body: XMLElement {
        let entries = ClinicalEntries(content: content, wording: wording)
        let sections = mapping.sections.map { section in
            let code = XMLElement(
                "code",
                [
                    "code": section.code, "displayName": section.name, "codeSystem": OID.loinc,
                    "codeSystemName": "LOINC",
                ])
            let told = section.entries.flatMap(entries.lines).map { XMLElement("item", text: $0) }
            return XMLElement(
                "component", [:],
                [
                    XMLElement(
                        "section", [:],
                        [
                            code, XMLElement("title", text: section.title),
                            XMLElement("text", [:], [XMLElement("list", [:], told)]),
                        ]
                            + section.entries.map(entries.element))
                ])
        }
        return XMLElement("component", [:], [XMLElement("structuredBody", [:], sections)])
    }

    private func moment(_ instant: Instant) -> String { instant.text("yyyyMMddHHmmss", in: layout.timeZone) }
}
