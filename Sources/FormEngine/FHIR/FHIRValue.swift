/// A piece of a FHIR R4 resource: JSON whose members are written only when they are there.
package indirect enum FHIRValue: Hashable, Sendable {
    case string(String)
    case number(Double)
    case integer(Int)
    case boolean(Bool)
    case list([FHIRValue])
    case object([String: FHIRValue])

    /// An object without the members that are absent or empty, which FHIR forbids.
    static func members(_ members: [String: FHIRValue?]) -> FHIRValue {
        .object(
            members.compactMapValues { value in
                switch value {
                case .list(let list)? where list.isEmpty: nil
                default: value
                }
            })
    }

    /// The member of that name, of an object.
    package subscript(name: String) -> FHIRValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The elements, of a list; else none.
    package var elements: [FHIRValue] { if case .list(let list) = self { list } else { [] } }

    /// The text, of a string.
    package var text: String? { if case .string(let text) = self { text } else { nil } }
}

extension FHIRValue: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension FHIRValue: Encodable {
    /// Writes the plain JSON value.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .integer(let number): try container.encode(number)
        case .boolean(let value): try container.encode(value)
        case .list(let list): try container.encode(list)
        case .object(let members): try container.encode(members)
        }
    }
}

/// The names under which the project's own things stand in FHIR.
enum FHIRNames {
    /// The answers of a tick: yes, no, unknown. Not asked is the absence of an answer.
    static let ticks = codeSystem + "tick"
    static let structure = "http://hl7.org/fhir/StructureDefinition/"
    static let sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"

    /// What the CodeSystem of ``ticks`` is called: as no form can be, since a form's id has no point in it.
    static let ticksID = "houzhen.tick"
    /// Letters of a resource's id.
    static let longestID = 64
    /// What precedes every system of this project's own codes.
    static let codeSystem = "urn:houzhen:codesystem:"
    /// The extension that says a finding: `level` (danger, caution) and `text`.
    static let finding = "urn:houzhen:structuredefinition:finding"

    static func questionnaire(_ form: String) -> String { "urn:houzhen:questionnaire:\(form)" }
    /// Of the items and scores of one form. The point keeps a form called tick apart from ``ticks``.
    static func questions(_ form: String) -> String { codeSystem + form + ".items" }
    /// Of the choices of one item. Conditions compare with these codes, so they stand even where others know a choice too.
    static func choices(_ form: String, _ item: String) -> String { codeSystem + form + ":" + item }

    /// Letters and digits, as FHIR asks of a computable name.
    static func computable(_ id: String) -> String {
        id.split { $0 == "-" || $0 == "." }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    static func fhirPath(_ expression: String) -> FHIRValue {
        .object(["language": "text/fhirpath", "expression": .string(expression)])
    }
}
