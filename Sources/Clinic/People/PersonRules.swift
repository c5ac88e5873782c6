/// What a person's details must be like. All faults are told at once, each with its field.
enum PersonRules {
    /// Lengths are in Unicode scalars: one character may be a heap of them.
    static let nameLimit = 60
    static let phoneLimit = 30
    static let identifierLimit = 64
    static let identifiersLimit = 10
    static let languages = ["zh", "en", "ug"]

    /// The details with surrounding blanks removed, or `InvalidInput` with every fault.
    static func checked(_ details: PersonDetails, today: LocalDate) throws -> PersonDetails {
        var clean = details
        clean.name = details.name.map(trimmed)
        clean.phone = details.phone.map(trimmed).flatMap { $0.isEmpty ? nil : $0 }
        var faults: [InvalidInput.Fault] = []
        if let name = clean.name {
            if name.isEmpty { faults.append(.init("name", "field.empty")) }
            if name.unicodeScalars.count > nameLimit {
                faults.append(.init("name", "field.too-long", ["limit": "\(nameLimit)"]))
            }
            if name.unicodeScalars.contains(where: isUnprintable) { faults.append(.init("name", "field.unprintable")) }
        }
        if let sex = clean.sex, Person.Sex(rawValue: sex) == nil {
            faults.append(.init("sex", "field.not-one-of", ["values": "male, female, unknown"]))
        }
        if let birth = clean.birthDate {
            if let date = LocalDate(birth), date <= today, date.year >= today.year - 130 {
            } else {
                faults.append(.init("birthDate", "field.birth-date"))
            }
        }
        if let phone = clean.phone,
            phone.count > phoneLimit || phone.contains(where: { !"0123456789+- ()".contains($0) })
        {
            faults.append(.init("phone", "field.phone"))
        }
        if let language = clean.language, !languages.contains(language) {
            faults.append(.init("language", "field.not-one-of", ["values": languages.joined(separator: ", ")]))
        }
        faults += faultsOfIdentifiers(&clean)
        guard faults.isEmpty else { throw InvalidInput(faults) }
        return clean
    }

    private static func faultsOfIdentifiers(_ details: inout PersonDetails) -> [InvalidInput.Fault] {
        guard let given = details.identifiers else { return [] }
        var clean: [PersonIdentifier] = []
        for identifier in given.map({ PersonIdentifier(system: trimmed($0.system), value: trimmed($0.value)) })
        where !clean.contains(identifier) {
            clean.append(identifier)
        }
        details.identifiers = clean
        guard clean.count <= identifiersLimit else {
            return [.init("identifiers", "field.too-many", ["limit": "\(identifiersLimit)"])]
        }
        let bad = clean.contains {
            $0.system.isEmpty || $0.value.isEmpty || $0.system.unicodeScalars.count > identifierLimit
                || $0.value.unicodeScalars.count > identifierLimit
                || ($0.system + $0.value).unicodeScalars.contains(where: isUnprintable)
        }
        return bad ? [.init("identifiers", "field.identifier", ["limit": "\(identifierLimit)"])] : []
    }

    static func trimmed(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }

    /// Control characters, and those that turn the direction of what stands beside them.
    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}

/// What was given is not as it must be: each fault names its field and has a stable code.
package struct InvalidInput: Error, Hashable, Sendable {
    package struct Fault: Hashable, Sendable {
        package var field: String
        package var code: String
        package var arguments: [String: String]

        package init(_ field: String, _ code: String, _ arguments: [String: String] = [:]) {
            self.field = field
            self.code = code
            self.arguments = arguments
        }
    }

    package var faults: [Fault]

    package init(_ faults: [Fault]) { self.faults = faults }
}
