package import FoundationEssentials

/// When one patient came to each step of the visit; null where that was not reached.
package struct ReportSteps: Codable, Sendable {
    package var ticket: String
    package var label: String
    package var queue: String
    @OrNull package var checkedIn: Date?
    @OrNull package var called: Date?
    @OrNull package var cameIn: Date?
    @OrNull package var formOpened: Date?
    @OrNull package var signed: Date?
    @OrNull package var printed: Date?

    package init(
        ticket: String, label: String, queue: String, checkedIn: Date?, called: Date?, cameIn: Date?,
        formOpened: Date?, signed: Date?, printed: Date?
    ) {
        self.ticket = ticket
        self.label = label
        self.queue = queue
        self.checkedIn = checkedIn
        self.called = called
        self.cameIn = cameIn
        self.formOpened = formOpened
        self.signed = signed
        self.printed = printed
    }
}

/// Minutes from each step to the next one, over all who reached both.
package struct ReportStepMinutes: Codable, Sendable {
    /// To the call after which the patient came in; a call that was missed before it is part of the wait.
    @OrNull package var checkedInToCalled: ReportSample?
    @OrNull package var calledToCameIn: ReportSample?
    @OrNull package var cameInToFormOpened: ReportSample?
    @OrNull package var formOpenedToSigned: ReportSample?
    @OrNull package var signedToPrinted: ReportSample?

    package init(
        checkedInToCalled: ReportSample?, calledToCameIn: ReportSample?, cameInToFormOpened: ReportSample?,
        formOpenedToSigned: ReportSample?, signedToPrinted: ReportSample?
    ) {
        self.checkedInToCalled = checkedInToCalled
        self.calledToCameIn = calledToCameIn
        self.cameInToFormOpened = cameInToFormOpened
        self.formOpenedToSigned = formOpenedToSigned
        self.signedToPrinted = signedToPrinted
    }
}
