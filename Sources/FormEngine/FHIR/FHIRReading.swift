extension FHIRValue: Decodable {
    /// Reads any JSON. `null` is an empty object, which is nothing in FHIR. Objects are tried first, since they nest
    /// and a failed try is slow.
    package init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            var object: [String: FHIRValue] = [:]
            for name in members.allKeys { object[name.stringValue] = try members.decode(FHIRValue.self, forKey: name) }
            self = .object(object)
        } else if var elements = try? decoder.unkeyedContainer() {
            var list: [FHIRValue] = []
            while !elements.isAtEnd { list.append(try elements.decode(FHIRValue.self)) }
            self = .list(list)
        } else {
            let scalar = try decoder.singleValueContainer()
            if let text = try? scalar.decode(String.self) {
                self = .string(text)
            } else if let value = try? scalar.decode(Bool.self) {
                self = .boolean(value)
            } else if scalar.decodeNil() {
                self = .object([:])
            } else {
                self = .number(try scalar.decode(Double.self))
            }
        }
    }

    /// Any member's name.
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension FHIRValue {
    /// The number, of a number.
    var number: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }

    var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

    /// The names of an object's members, sorted.
    var names: [String] { if case .object(let members) = self { members.keys.sorted() } else { [] } }

    /// The `value[x]` of an element, whatever its type.
    var anyValue: FHIRValue? { names.first { $0.hasPrefix("value") }.flatMap { self[$0] } }

    /// What an element's extensions of that name say; a name is the last part of the url.
    func extensions(_ name: String) -> [FHIRValue] {
        (self["extension"]?.elements ?? []).filter { $0.extensionName == name }
    }

    /// The value of the first extension of that name.
    func extensionValue(_ name: String) -> FHIRValue? { extensions(name).first?.anyValue }

    /// The last part of an extension's url.
    var extensionName: String? {
        self["url"]?.text.map { url in url.split(separator: "/").last.map(String.init) ?? url }
    }
}
