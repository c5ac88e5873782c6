package import FoundationEssentials

/// `POST /print-jobs`: prints a signed slip or a ticket again, marked as a copy.
package struct PrintJobRequest: Codable, Sendable {
    /// Give one of the two.
    package var assessment: String?
    package var ticket: String?
    /// A printer's id; the one set for the purpose when absent.
    package var printer: String?
    /// Of a slip: every answer, also each "no"; false when absent.
    package var all: Bool?

    package init(assessment: String? = nil, ticket: String? = nil, printer: String? = nil, all: Bool? = nil) {
        self.assessment = assessment
        self.ticket = ticket
        self.printer = printer
        self.all = all
    }
}

package struct PrintJobCreated: Codable, Sendable {
    package var id: String
    package var event: String
    package var copy: Int

    package init(id: String, event: String, copy: Int) {
        self.id = id
        self.event = event
        self.copy = copy
    }
}

/// One paper, and what became of it.
package struct PrintJobResponse: Codable, Sendable {
    package var id: String
    /// `slip`, `ticket` or `test`.
    package var purpose: String
    /// The assessment or the ticket that it shows, or the printer that it tries.
    package var subject: String
    /// The ticket's label: `A012`.
    package var label: String
    /// 1 for the original.
    package var copy: Int
    /// Absent when the PDF is only kept (no printer).
    package var printer: String?
    /// `queued`, `creating`, `releasing`, `submitted`, `printing`, `printed`, `sent` (to a machine that never says what
    /// became of it), `failed`, `cancelled`, `unknown` (a person must look), `doubled` (it came out more than once), `kept`
    /// (no printer: the PDF is in the data folder), `blocked` (it could not be rendered).
    package var state: String
    /// What it means and what to do, in the asker's language.
    package var sentence: String
    /// A stable code of what is wrong, for programs: `print.no-service`.
    package var problem: String?
    /// Its printer has it and cannot go on until somebody helps: IPP's keyword of why, `media-empty`.
    package var obstacle: String?
    /// Somebody asked to stop it, and what became of it is not known yet. Absent otherwise.
    package var stopping: Bool?
    package var createdAt: Date
    package var updatedAt: Date
    /// Where the PDF is read, when it was rendered.
    package var pdf: String?

    package init(
        id: String, purpose: String, subject: String, label: String, copy: Int, printer: String?,
        state: String, sentence: String, problem: String? = nil, obstacle: String? = nil, stopping: Bool? = nil,
        createdAt: Date, updatedAt: Date, pdf: String?
    ) {
        self.id = id
        self.purpose = purpose
        self.subject = subject
        self.label = label
        self.copy = copy
        self.printer = printer
        self.state = state
        self.sentence = sentence
        self.problem = problem
        self.obstacle = obstacle
        self.stopping = stopping
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.pdf = pdf
    }
}

/// `GET /print-jobs?state=unknown,failed`.
package struct PrintJobListResponse: Codable, Sendable {
    package var printJobs: [PrintJobResponse]

    package init(printJobs: [PrintJobResponse]) { self.printJobs = printJobs }
}

/// `POST /print-jobs/{id}/resolutions`: a person looked at the tray.
package struct ResolutionRequest: Codable, Sendable {
    /// `printed` (it is there, once), `reprint` (it is not: print it again as a copy) or `dismiss` (it is not, and nobody
    /// needs it any more).
    package var outcome: String

    package init(outcome: String) { self.outcome = outcome }
}

package struct ResolutionResponse: Codable, Sendable {
    package var id: String
    package var event: String
    package var state: String
    /// The new job, after `reprint`.
    package var printJob: String?

    package init(id: String, event: String, state: String, printJob: String?) {
        self.id = id
        self.event = event
        self.state = state
        self.printJob = printJob
    }
}

/// `PUT /print-jobs/{id}/printer`: another printer for a paper that waits.
package struct PrinterChoice: Codable, Sendable {
    package var printer: String

    package init(printer: String) { self.printer = printer }
}

/// `GET /printers`.
package struct PrinterListResponse: Codable, Sendable {
    package var printers: [PrinterResponse]

    package init(printers: [PrinterResponse]) { self.printers = printers }
}

package struct PrinterResponse: Codable, Sendable {
    package var id: String
    package var name: Texts
    /// `slip` or `ticket`.
    package var purpose: String
    /// `none` (no printer is set: PDFs are kept), `unseen` (not looked at yet), `idle`, `printing`, `stopped` (nothing
    /// comes out until somebody helps), `unreachable`.
    package var state: String
    /// What is wrong and what to do, in the asker's language; empty when all is well.
    package var reasons: [String]
    /// The same for a program, in the same order: IPP's keywords (`media-empty`), and our own codes.
    package var codes: [String]
    /// Since when it has been as it is; absent while it has not been looked at.
    package var since: Date?
    /// Jobs of ours that wait for it.
    package var waiting: Int
    /// Those jobs, the oldest first; no more than `listedLimit`.
    package var papers: [PrintJobResponse]

    package static let listedLimit = 20

    package init(
        id: String, name: Texts, purpose: String, state: String, reasons: [String], codes: [String] = [],
        since: Date? = nil, waiting: Int, papers: [PrintJobResponse] = []
    ) {
        self.id = id
        self.name = name
        self.purpose = purpose
        self.state = state
        self.reasons = reasons
        self.codes = codes
        self.since = since
        self.waiting = waiting
        self.papers = papers
    }
}
