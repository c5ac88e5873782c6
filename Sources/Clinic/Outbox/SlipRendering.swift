package import QueueEngine
package import Slip

/// A document on its way to paper.
package struct RenderedSlip: Hashable, Sendable {
    /// PDF.
    package var bytes: [UInt8]
    /// What the printer is asked for; a receipt's height is known only now.
    package var media: Media
    package var pages: Int
    /// The same page as a portable bitmap for receipt printers, when the renderer was asked for it.
    package var raster: [UInt8]?

    package init(bytes: [UInt8], media: Media, pages: Int, raster: [UInt8]? = nil) {
        self.bytes = bytes
        self.media = media
        self.pages = pages
        self.raster = raster
    }
}

/// Why a document cannot be put on paper.
package enum RenderProblem: Error, Hashable, Sendable {
    /// No font here has the character. `field` is where it stands (`patient.name`), as the document said.
    case unknownGlyph(character: String, field: String)
    /// A font file is missing; the Debian package has it.
    case fontMissing(file: String, package: String)
    /// More than the named limit of `Slip.Limit`.
    case tooLarge(limit: String)
    /// A QR code or Code 128 that cannot hold its content.
    case codeUnfit(content: String)
    /// The drawing library failed.
    case library(String)

    /// For the print job's row.
    package var problem: PrintProblem {
        switch self {
        case .unknownGlyph(let character, let field):
            PrintProblem("print.unknown-glyph", ["character": character, "field": field])
        case .fontMissing(let file, let package):
            PrintProblem("print.font-missing", ["file": file, "package": package])
        case .tooLarge(let limit): PrintProblem("print.too-large", ["limit": limit])
        case .codeUnfit(let content): PrintProblem("print.code-unfit", ["content": content])
        case .library(let message): PrintProblem("print.render-failed", ["message": message])
        }
    }
}

/// Puts documents on paper. The same document and moment give the same bytes.
package protocol SlipRendering: Sendable {
    /// Throws `RenderProblem`. `createdAt` becomes the PDF's creation date, to the second.
    func render(_ document: Slip.Document, createdAt: Instant) async throws -> RenderedSlip
}
