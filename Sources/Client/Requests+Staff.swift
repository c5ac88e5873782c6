package import API

extension Request<SessionResponse> {
    /// Signs in. It has no key: signing in twice is harmless.
    package static func signIn(_ credentials: SessionRequest) throws -> Self {
        try act("POST", "/sessions", body: credentials, key: nil)
    }
}

extension Request<NoAnswer> {
    /// Ends this session.
    package static func signOut() throws -> Self {
        try act("DELETE", "/sessions/current", key: nil)
    }
}

extension Request<ClinicResponse> {
    /// What there is here, and the clinic's own time.
    package static func clinic() -> Self { get("/clinic") }
}

extension Request<PrinterListResponse> {
    /// The printers, each with what is wrong with it.
    package static func printers() -> Self { get("/printers") }
}
