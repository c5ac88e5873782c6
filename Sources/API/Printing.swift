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
    /// `slip` or `ticket`.
    package var purpose: String
    /// The assessment or the ticket that it shows.
    package var subject: String
    /// The ticket's label: `A012`.
    package var label: String
    /// 1 for the original.
    package var copy: Int
    /// Absent when the PDF is only kept (no printer).
    package var printer: String?
    /// `queued`, `creating`, `releasing`, `submitted`, `printing`, `printed`, `sent` (to a machine that never says what
    /// became of it), `failed`, `cancelled`, `unknown`, `kept` (no printer: the PDF is in the data folder), `blocked` (it could not be rendered).
    package var state: String
    /// What it means and what to do, in the asker's language.
    package var sentence: String
    package var createdAt: Date
    package var updatedAt: Date
    /// Where the PDF is read, when it was rendered.
    package var pdf: String?

    package init(
        id: String, purpose: String, subject: String, label: String, copy: Int, printer: String?,
        state: String, sentence: String, createdAt: Date, updatedAt: Date, pdf: String?
    ) {
        self.id = id
        self.purpose = purpose
        self.subject = subject
        self.label = label
        self.copy = copy
        self.printer = printer
        self.state = state
        self.sentence = sentence
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
    /// `printed` (it is there) or `reprint` (it is not: print it again as a copy).
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
    /// `none` (no printer is set: PDFs are kept), `idle`, `printing`, `stopped`, `unreachable`.
    package var state: String
    /// What is wrong and what to do, in the asker's language; empty when all is well.
    package var reasons: [String]
    /// Jobs of ours that wait for it.
    package var waiting: Int

    package init(
        id: String, name: Texts, purpose: String, state: String, reasons: [String], waiting: Int
    ) {
        self.id = id
        self.name = name
        self.purpose = purpose
        self.state = state
        self.reasons = reasons
        self.waiting = waiting
    }
}
