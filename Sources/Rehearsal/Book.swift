/// The ledger and the cast, shared by all faces.
actor Book {
    private(set) var ledger = Ledger()
    private var patients: [String: PlannedPatient] = [:]
    private var issuedAt: [String: Double] = [:]
    private var issuing = 0
    private var absences: Set<String> = []
    private(set) var waits: [Double] = []
    /// Patients of the morning who have not gone in to a doctor yet.
    private(set) var expected: Int

    /// The papers asked for on the way: print job by ticket.
    private(set) var ticketJobs: [String: String] = [:]
    /// Signed assessments, in order.
    private(set) var assessments: [String] = []

    init(patients: Int) { expected = patients }

    /// Writes a fact down.
    func note(_ fact: Fact) {
        ledger.note(fact)
        if case .signed(let assessment, _) = fact { assessments.append(assessment) }
    }

    /// A number is being asked for: until `seat`, a ticket that a doctor calls may be one nobody here knows yet.
    func beginIssue() { issuing += 1 }

    /// The patient holds this ticket now.
    func seat(_ patient: PlannedPatient, ticket: String, printJob: String?, at time: Double) {
        issuing -= 1
        patients[ticket] = patient
        issuedAt[ticket] = time
        ticketJobs[ticket] = printJob
    }

    /// The tickets given out here.
    var tickets: [String] { patients.keys.sorted() }

    /// Who holds the ticket; nobody for one that was there before the rehearsal.
    func holder(of ticket: String) -> PlannedPatient? { patients[ticket] }

    /// Whether the ticket may still turn out to be one of this morning's.
    func isUnsettled(_ ticket: String) -> Bool { patients[ticket] == nil && issuing > 0 }

    /// What the holder does now, being called: who has missed once comes the second time.
    func conduct(of ticket: String) -> PlannedPatient.Conduct {
        guard let patient = patients[ticket], !absences.contains(ticket) else { return .comes(after: 30) }
        return patient.conduct
    }

    /// The holder was called and did not come.
    func noteAbsence(of ticket: String) { absences.insert(ticket) }

    /// The holder goes in.
    func noteEntry(of ticket: String, at time: Double) {
        guard let since = issuedAt.removeValue(forKey: ticket) else { return }
        waits.append(time - since)
        expected -= 1
    }
}
