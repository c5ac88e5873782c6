/// A patient. People are in a table of their own: the journal knows only the opaque id.
package struct Person: Codable, Hashable, Sendable {
    /// GB/T 2261.1 in words.
    package enum Sex: String, Codable, Hashable, Sendable, CaseIterable {
        case male
        case female
        case unknown
    }

    package let id: String
    package var name: String
    package var sex: Sex
    /// `1968-04-17`.
    package var birthDate: String?
    package var phone: String?
    /// The language that paper and phone use besides Chinese: `zh`, `en`, `ug`.
    package var language: String
    package var identifiers: [PersonIdentifier]

    package init(
        id: String, name: String, sex: Sex, birthDate: String?, phone: String?, language: String,
        identifiers: [PersonIdentifier]
    ) {
        self.id = id
        self.name = name
        self.sex = sex
        self.birthDate = birthDate
        self.phone = phone
        self.language = language
        self.identifiers = identifiers
    }
}

/// A number that some system knows a person by.
package struct PersonIdentifier: Codable, Hashable, Sendable {
    /// 门诊号
    package static let outpatientNumber = "outpatient-number"
    /// 身份证
    package static let identityCard = "identity-card"

    package var system: String
    package var value: String

    package init(system: String, value: String) {
        self.system = system
        self.value = value
    }
}

/// What somebody says about a person; absent fields stay as they are.
package struct PersonDetails: Codable, Hashable, Sendable {
    package var name: String?
    package var sex: String?
    package var birthDate: String?
    package var phone: String?
    package var language: String?
    package var identifiers: [PersonIdentifier]?

    package init(
        name: String?, sex: String?, birthDate: String?, phone: String?, language: String?,
        identifiers: [PersonIdentifier]?
    ) {
        self.name = name
        self.sex = sex
        self.birthDate = birthDate
        self.phone = phone
        self.language = language
        self.identifiers = identifiers
    }
}
