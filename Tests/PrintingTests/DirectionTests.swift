import Clinic
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

/// Programs that read text out of a PDF turn Uyghur round (lam-alef comes out swapped), so these look at the ink.
@Suite struct `Uyghur on paper` {
    private let renderer = SlipRenderer()

    /// Where ink begins and ends, as shares of the page's width, and how many pieces it falls into from side to side.
    private func ink(_ text: Text) async throws -> (left: Double, right: Double, pieces: Int) {
        let document = Document(paper: .a5, title: "t", body: [.paragraph(Paragraph(text, size: .large))])
        let page = try await renderer.render(document, createdAt: Instant(milliseconds: 0))
        return try await Look.with(page.bytes) { file in
            let pixels = try await Look.pixels(file, dotsPerInch: 300)
            let columns = (0..<pixels.width).filter { x in
                (0..<pixels.height).contains { pixels.grey[$0 * pixels.width + x] < 128 }
            }
            let breaks = zip(columns, columns.dropFirst()).count { $0 + 1 < $1 }
            let width = Double(pixels.width)
            return (Double(columns.first ?? 0) / width, Double(columns.last ?? 0) / width, breaks + 1)
        }
    }

    @Test func `Uyghur begins at the right margin, Chinese at the left`() async throws {
        let uyghur = try await ink([Run("سۇ: ئىچمەڭ", language: .uyghur)])
        #expect(uyghur.right > 0.93)
        #expect(uyghur.left > 0.5)
        let chinese = try await ink(Text("清水 不喝"))
        #expect(chinese.left < 0.07)
        #expect(chinese.right < 0.5)
    }

    @Test func `letters are joined: a word has fewer pieces than its letters apart`() async throws {
        let word = try await ink([Run("ئىچمەڭ", language: .uyghur)])
        let apart = try await ink([Run("ئى\u{200C}چ\u{200C}م\u{200C}ە\u{200C}ڭ", language: .uyghur)])
        #expect(word.pieces < apart.pieces)
    }

    @Test func `a dose inside Uyghur keeps number before unit`() async throws {
        let document = Document(
            paper: .a5, title: "t",
            body: [
                .paragraph(
                    Paragraph([
                        Run("ئەڭ كۆپ ", language: .uyghur), Run("400 ml", language: .english),
                        Run(" ئىچىڭ", language: .uyghur),
                    ]))
            ])
        let page = try await renderer.render(document, createdAt: Instant(milliseconds: 0))
        try await Look.with(page.bytes) { file in
            let text = try await Look.text(file)
            #expect(text.contains("400 ml"))
        }
    }
}
