import Clinic
import Printing
import QueueEngine
import Slip
import Testing

@Suite struct `Unknown glyphs` {
    private let renderer = SlipRenderer()

    private func render(_ text: Text) async throws -> RenderedSlip {
        let document = Document(paper: .a5, title: "t", body: [.paragraph(Paragraph(text))])
        return try await renderer.render(document, createdAt: Instant(milliseconds: 0))
    }

    @Test func `a character that no font has stops the print, and is named with its field`() async throws {
        let name = Run("王\u{1F600}明", field: "patient.name")
        await #expect(throws: RenderProblem.unknownGlyph(character: "\u{1F600}", field: "patient.name")) {
            try await render([Run("姓名 ", field: "label"), name])
        }
    }

    @Test func `without a field the block is named`() async throws {
        await #expect(throws: RenderProblem.unknownGlyph(character: "\u{13000}", field: "paragraph")) {
            try await render(Text("\u{13000}"))
        }
    }

    @Test(arguments: ["䶮", "𠅤", "㛃", "阿卜杜热合曼·买买提依明", "欧阳娜娜", "Jean-Luc O’Neill", "Müller", "℃ µg SpO₂ ≥ ½ → ×"])
    func `rare and foreign names are set`(name: String) async throws {
        _ = try await render(Text(name, field: "patient.name"))
    }

    @Test func `every Uyghur letter is set, plain and bold`() async throws {
        let letters = "ئا ئە ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ك گ ڭ ل م ن ھ ئو ئۇ ئۆ ئۈ ۋ ئې ئى ي ، ؛ ؟ « »"
        _ = try await render([Run(letters, language: .uyghur), Run(letters, language: .uyghur, strong: true)])
    }

    @Test func `a missing font is an error that names the Debian package`() async throws {
        var fonts = FontFiles.debian
        fonts.files.append(FontFiles.File(path: "/nowhere/Gone.ttf", package: "fonts-gone"))
        let renderer = SlipRenderer(fonts: fonts)
        await #expect(throws: RenderProblem.fontMissing(file: "/nowhere/Gone.ttf", package: "fonts-gone")) {
            try await renderer.warmUp()
        }
    }
}
