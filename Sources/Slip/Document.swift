/// A printed page, or several, as a value: what stands on it, in which language, and in which order. It knows
/// nothing about forms, tickets, fonts, PDF or printers.
package struct Document: Codable, Hashable, Sendable {
    package var paper: Paper
    /// The file's own title and language, kept in the PDF's properties: never a patient's name.
    package var title: String
    package var language: Language
    /// What stands on top of the second and later pages, so that no sheet is without its patient.
    package var runningHead: Text?
    package var body: [Block]
    /// Stands at the foot of the last page: signatures.
    package var closing: [Block]
    package var footer: Footer?
    /// The lengths that the printer offers, in millimetres, for paper whose content decides; empty for any.
    package var lengths: [Int]

    package init(
        paper: Paper, title: String, language: Language = .chinese, runningHead: Text? = nil, body: [Block],
        closing: [Block] = [], footer: Footer? = nil, lengths: [Int] = []
    ) {
        self.paper = paper
        self.title = title
        self.language = language
        self.runningHead = runningHead
        self.body = body
        self.closing = closing
        self.footer = footer
        self.lengths = lengths
    }
}

/// The last line of each page: number, version, copy, time printed; form, digest, page.
package struct Footer: Codable, Hashable, Sendable {
    package var left: Text
    package var right: Text
    /// Added after `right` on each page, `{page}` and `{pages}` filled in; nil where pages are not counted.
    package var pagePattern: Run?

    package init(left: Text, right: Text, pagePattern: Run? = nil) {
        self.left = left
        self.right = right
        self.pagePattern = pagePattern
    }
}
