package import API

extension Request<PatientCreated> {
    /// Registers a person, or updates the one whose identifiers are known.
    package static func register(_ patient: PatientRequest, key: String) throws -> Self {
        try act("POST", "/patients", body: patient, key: key)
    }
}

extension Request<PatientSearchResponse> {
    /// Finds people. A search changes nothing, but it is a POST (names stay out of URLs), so it has a key too.
    package static func search(_ search: PatientSearchRequest, key: String) throws -> Self {
        try act("POST", "/patients/searches", body: search, key: key)
    }
}

extension Request<PatientResponse> {
    /// One person.
    package static func patient(_ id: String) -> Self { get("/patients/\(id.escaped)") }
}
