package import QueueEngine
package import Slip

/// What is printed.
package enum PrintPurpose: String, Codable, Hashable, Sendable, CaseIterable {
    case slip
    case ticket
    /// Says that a printer works, and shows nobody.
    case test
}

/// How far a print job is. The order of the first five is the order in which they happen.
package enum PrintState: String, Codable, Hashable, Sendable, CaseIterable {
    /// Nothing was asked of the print service yet.
    case queued
    /// The print service may hold a job of this name, which prints nothing before it is released.
    case creating
    /// The release was decided: from here on paper may exist.
    case releasing
    /// The print service has it.
    case submitted
    /// The printer has it.
    case printing
    /// The printer says that it is done.
    case printed
    /// All of it was handed to a machine that never says what became of it.
    case sent
    /// It did not print, and will not by itself.
    case failed
    /// It was stopped because somebody here asked.
    case cancelled
    /// It may have been printed or not: a person must look.
    case unknown
    /// It came out more than once: a person must take back what is too much.
    case doubled
    /// No printer is set: the PDF is in the data folder.
    case kept
    /// It could not be rendered.
    case blocked

    /// The outbox still has something to do.
    package var isUnfinished: Bool {
        switch self {
        case .queued, .creating, .releasing, .submitted, .printing: true
        case .printed, .sent, .failed, .cancelled, .unknown, .doubled, .kept, .blocked: false
        }
    }

    /// Paper may exist: such a job is never sent a second time.
    package var mayHavePrinted: Bool { self == .releasing || self == .submitted || self == .printing }
}

/// What is wrong, for a program: a stable code and its arguments. The sentence is made by whoever shows it.
package struct PrintProblem: Codable, Hashable, Sendable {
    /// `print.…`; each is named where it arises.
    package var code: String
    package var arguments: [String: String]

    package init(_ code: String, _ arguments: [String: String] = [:]) {
        self.code = code
        self.arguments = arguments
    }
}

/// One paper to print, and how far it is. A row of the store, written in the transaction of what it prints.
package struct PrintJob: Codable, Hashable, Sendable {
    /// A UUID, lower case.
    package let id: String
    package let purpose: PrintPurpose
    /// The assessment's or the ticket's id.
    package let subject: String
    /// The ticket's label or the slip's number: `A012`.
    package let label: String
    /// 1 for the original.
    package let copy: Int
    /// A slip that shows every answer, also each "no".
    package let showsAll: Bool
    /// Which signed revision a slip is of; copies are counted for each. Nil for a ticket.
    package let revision: Int?
    package var media: Media
    /// Of the PDF; nil until it is rendered.
    package var documentSHA256: String?
    /// Of the picture for receipt printers, where there is one.
    package var rasterSHA256: String?
    /// The printer's id; nil when none is set.
    package var printer: String?
    package var state: PrintState
    /// Somebody asked to stop it. Once true it stays true.
    package var cancelRequested: Bool
    /// The printer that somebody chose instead, until the job is there.
    package var moveTo: String?
    package var cupsJobID: Int?
    package var cupsJobUUID: String?
    package var printerJobID: Int?
    /// Times in a row that the printer could not be reached.
    package var attempts: Int
    package var problem: PrintProblem?
    package let createdAt: Instant
    package var updatedAt: Instant

    /// The job's name at the print service and at the printer: `A012:<id>`. It is how a job is found again, so it is
    /// unique; it says nothing about the patient; and it fits IPP's 127 bytes.
    package var name: String {
        let plain = label.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F && $0 != ":" }
        return String(String.UnicodeScalarView(plain.prefix(Self.nameLabelLength))) + ":" + id
    }

    /// Characters of the label that a job's name keeps.
    package static let nameLabelLength = 64

    /// The hash of what a printer of that kind takes; nil when there is no such document.
    package func document(_ kind: DocumentKind) -> String? { kind == .pdf ? documentSHA256 : rasterSHA256 }

    package init(
        id: String, purpose: PrintPurpose, subject: String, label: String, copy: Int = 1, revision: Int? = nil,
        showsAll: Bool = false, media: Media, documentSHA256: String?, rasterSHA256: String? = nil, printer: String?,
        state: PrintState = .queued, problem: PrintProblem? = nil,
        createdAt: Instant
    ) {
        self.id = id
        self.purpose = purpose
        self.subject = subject
        self.label = label
        self.copy = copy
        self.showsAll = showsAll
        self.revision = revision
        self.media = media
        self.documentSHA256 = documentSHA256
        self.rasterSHA256 = rasterSHA256
        self.printer = printer
        self.state = state
        self.cancelRequested = false
        self.attempts = 0
        self.problem = problem
        self.createdAt = createdAt
        self.updatedAt = createdAt
    }
}
