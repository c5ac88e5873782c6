import FormEngine

extension Person {
    /// The patient as a FHIR R4 resource to be contained in the one that is about them: this server has no Patient to refer
    /// to, and a reference that leads nowhere names nobody. For those only who may read patients.
    ///
    /// An outpatient number is one hospital's own, so it says whose.
    func fhirResource(of hospital: String) -> FHIRValue {
        let own = FHIRValue.object(["system": "urn:houzhen:patient", "value": .string(id)])
        let given = identifiers.map { identifier in
            var members: [String: FHIRValue] = [
                "system": .string(identifier.uri), "value": .string(identifier.value),
            ]
            if identifier.system == PersonIdentifier.outpatientNumber {
                members["assigner"] = .object(["display": .string(hospital)])
            }
            return FHIRValue.object(members)
        }
        var members: [String: FHIRValue] = [
            "resourceType": "Patient", "id": "patient", "identifier": .list(given + [own]),
            "name": .list([.object(["text": .string(name)])]), "gender": .string(sex.rawValue),
        ]
        members["birthDate"] = birthDate.map(FHIRValue.string)
        return .object(members)
    }
}

extension PersonIdentifier {
    static let outpatientNumberOID = "2.16.156.10011.1.11"

    /// What the national catalogue calls its system; nil for a system that it does not know.
    var oid: String? {
        switch system {
        case Self.outpatientNumber: Self.outpatientNumberOID
        case Self.identityCard: "2.16.156.10011.1.3"
        default: nil
        }
    }

    /// Its system as an address: that of the catalogue, else the one that whoever gave the number named.
    fileprivate var uri: String {
        oid.map { "urn:oid:\($0)" } ?? (system.contains(":") ? system : "urn:houzhen:identifier:\(system)")
    }
}
