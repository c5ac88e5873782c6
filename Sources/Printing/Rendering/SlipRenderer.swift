import CPangoCairo
package import Clinic
import Foundation
package import QueueEngine
package import Slip

/// Renders on a thread of its own, one document after another, with one font map.
package actor SlipRenderer: SlipRendering {
    private let thread: DedicatedThread
    private let fonts: FontFiles
    private let makesRasters: Bool
    private var common: Typesetter?
    private var whole: Typesetter?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// - Parameter makesRasters: also pictures of receipts, for printers that take no PDF.
    package init(fonts: FontFiles = .debian, makesRasters: Bool = false) {
        self.makesRasters = makesRasters
        self.thread = DedicatedThread(name: "houzhen-render")
        self.fonts = fonts
    }

    deinit { thread.stop() }

    /// Loads the fonts before the first patient waits for it. Throws `RenderProblem.fontMissing`.
    package func warmUp() throws {
        let text = Text([Run("候诊 A012"), Run("نۆۋەت", language: .uyghur, strong: true)])
        _ = try render(
            Document(paper: .a5, title: "", body: [.paragraph(Paragraph(text))]), createdAt: Instant(milliseconds: 0))
    }

    package func render(_ document: Slip.Document, createdAt: Instant) throws -> RenderedSlip {
        guard Self.count(document.body + document.closing) <= Limit.blocks else {
            throw RenderProblem.tooLarge(limit: "blocks")
        }
        // A typesetter of the common characters alone would name a rare one as unknown: the whole fonts decide that.
        if fonts == .debian, let page = try? PageMaker.best(document, typesetter: commonTypesetter()) {
            return try render(page, createdAt: createdAt)
        }
        return try render(PageMaker.best(document, typesetter: wholeTypesetter()), createdAt: createdAt)
    }

    private func commonTypesetter() throws -> Typesetter {
        let typesetter = try common ?? Typesetter(fonts: EmbeddedFonts.common ?? fonts)
        common = typesetter
        return typesetter
    }

    private func wholeTypesetter() throws -> Typesetter {
        let typesetter = try whole ?? Typesetter(fonts: (fonts == .debian ? EmbeddedFonts.whole : nil) ?? fonts)
        whole = typesetter
        return typesetter
    }

    private func render(_ page: PageMaker, createdAt: Instant) throws -> RenderedSlip {
        try page.render(created: Self.iso8601(createdAt), makesRaster: makesRasters)
    }

    private static func count(_ blocks: [Block]) -> Int {
        blocks.reduce(0) { sum, block in
            if case .columns(let columns) = block { return sum + 1 + count(columns.left) + count(columns.right) }
            return sum + 1
        }
    }

    private static func iso8601(_ instant: Instant) -> String {
        // Floored to the second: PDF dates have no fraction.
        let seconds = (Double(instant.milliseconds) / 1000).rounded(.down)
        return Date(timeIntervalSince1970: seconds).formatted(.iso8601)
    }
}
