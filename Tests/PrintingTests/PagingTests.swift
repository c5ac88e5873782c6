import Clinic
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

@Suite struct `More than one page` {
    private let renderer = SlipRenderer()
    private let moment = Instant(milliseconds: 1_795_000_000_000)

    private func slip(drugs: Int) -> Document {
        var document = Samples.slip()
        let rows = (1...drugs).map { Row(Text("药物 \($0)"), "每日一次，手术当天早上停用，术后遵医嘱恢复") }
        document.body.insert(contentsOf: [.heading("用药"), .rows(rows)], at: 7)
        return document
    }

    @Test func `what does not fit goes on overleaf, and each page names the patient and its number`() async throws {
        let rendered = try await renderer.render(slip(drugs: 30), createdAt: moment)
        #expect(rendered.pages >= 2)
        try await Look.with(rendered.bytes) { file in
            let pages = try await Look.text(file).split(separator: "\u{0C}").map(String.init)
            #expect(pages.count == rendered.pages)
            for (index, page) in pages.enumerated() {
                #expect(page.contains("阿卜杜热合曼·买买提依明"))
                #expect(page.contains("\(index + 1) / \(pages.count) 页"))
            }
            for drug in 1...30 { #expect(pages.joined().contains("药物 \(drug)"), "drug \(drug) is lost") }
            #expect(pages.last?.contains("患者或家属") == true, "signatures stand on the last page")
        }
    }

    @Test func `a long paragraph leaves two lines at least on either page`() async throws {
        for filler in stride(from: 160, through: 190, by: 3) {
            let long = Text(String(repeating: "术前用药与既往史。", count: 30))
            let document = Document(
                paper: .a5, title: "t", body: [.space(filler), .heading("题目"), .paragraph(Paragraph(long))])
            let rendered = try await renderer.render(document, createdAt: moment)
            try await Look.with(rendered.bytes) { file in
                let pages = try await Look.text(file).split(separator: "\u{0C}", omittingEmptySubsequences: false)
                for page in pages.dropLast() {
                    let lines = page.split(separator: "\n").filter { $0.contains("术前") || $0.contains("既往") }
                    #expect(lines.count != 1, "a single line after \(filler) mm")
                    #expect(!(lines.isEmpty && page.contains("题目")), "a heading alone after \(filler) mm")
                }
            }
        }
    }

    @Test func `what was decided never stands alone at the foot of a page`() async throws {
        let decided = Block.choices(Choices(label: "结论", options: [Tick(.checked, "可以麻醉")]))
        for filler in stride(from: 160, through: 196, by: 2) {
            let document = Document(
                paper: .a5, title: "t", body: [.space(filler), decided, .paragraph(Paragraph("拟行麻醉"))])
            let rendered = try await renderer.render(document, createdAt: moment)
            try await Look.with(rendered.bytes) { file in
                let pages = try await Look.text(file).split(separator: "\u{0C}")
                let page = try #require(pages.first { $0.contains("结论") })
                #expect(page.contains("拟行麻醉"), "alone after \(filler) mm")
            }
        }
    }

    @Test func `the limits hold, and one past each is refused by name`() async throws {
        let full = Document(paper: .a5, title: "t", body: Array(repeating: .space(0), count: Limit.blocks))
        _ = try await renderer.render(full, createdAt: moment)
        var over = full
        over.body.append(.space(0))
        await #expect(throws: RenderProblem.tooLarge(limit: "blocks")) {
            try await renderer.render(over, createdAt: moment)
        }
        let pages = Document(paper: .a5, title: "t", body: Array(repeating: .space(150), count: Limit.pages))
        let filled = try await renderer.render(pages, createdAt: moment)
        #expect(filled.pages == Limit.pages)
        var another = pages
        another.body.append(.space(150))
        await #expect(throws: RenderProblem.tooLarge(limit: "pages")) {
            try await renderer.render(another, createdAt: moment)
        }
        let roll = Document(paper: .receipt80, title: "t", body: [.space(Limit.receiptMillimetres)])
        await #expect(throws: RenderProblem.tooLarge(limit: "receiptMillimetres")) {
            try await renderer.render(roll, createdAt: moment)
        }
        let text = Text(String(repeating: "字", count: Limit.textLength + 1))
        await #expect(throws: RenderProblem.tooLarge(limit: "textLength")) {
            try await renderer.render(
                Document(paper: .a5, title: "t", body: [.paragraph(Paragraph(text))]), createdAt: moment)
        }
        let code = String(repeating: "x", count: Limit.codeBytes + 1)
        await #expect(throws: RenderProblem.codeUnfit(content: code)) {
            try await renderer.render(Document(paper: .a5, title: "t", body: [.code(Code(code))]), createdAt: moment)
        }
    }

    @Test func `a line never ends between a number and its unit, nor in what is kept together`() async throws {
        let kept = "甲乙丙丁戊己庚辛"
        for filler in 30...60 {
            let text: Text = [Run(String(repeating: "字", count: filler)), Run(" 400 ml，"), Run(kept, unbroken: true)]
            let document = Document(paper: .a5, title: "t", body: [.paragraph(Paragraph(text))])
            let rendered = try await renderer.render(document, createdAt: moment)
            try await Look.with(rendered.bytes) { file in
                let lines = try await Look.text(file).replacing("\u{A0}", with: " ").split(separator: "\n")
                #expect(lines.contains { $0.contains("400 ml") }, "after \(filler)")
                #expect(lines.contains { $0.contains(kept) }, "after \(filler)")
            }
        }
    }

    @Test func `what is kept together but longer than a line is broken, and nothing of it is lost`() async throws {
        let long = Run(String(repeating: "甲乙丙丁戊己庚辛壬癸", count: 20), unbroken: true)
        let document = Document(paper: .a5, title: "t", body: [.paragraph(Paragraph([long]))])
        let rendered = try await renderer.render(document, createdAt: moment)
        try await Look.with(rendered.bytes) { file in
            let lines = try await Look.text(file).split(separator: "\n")
            #expect(lines.count > 3)
            #expect(lines.joined().filter { !$0.isWhitespace } == long.text)
        }
    }

    @Test(arguments: [Paper.a5, .a4])
    func `a long Uyghur name is set whole on every sheet`(paper: Paper) async throws {
        let name = "阿不都热西提·阿卜杜热合曼·买买提依明·吐尔逊江·艾尔肯·麦麦提图尔荪"
        let rendered = try await renderer.render(Samples.slip(paper: paper, name: name), createdAt: moment)
        try await Look.with(rendered.bytes) { file in
            // A name may be broken at the line's end, but nothing of it is lost.
            let text = Set(try await Look.text(file))
            #expect(text.isSuperset(of: name))
            #expect(rendered.pages <= 2)
        }
    }

    @Test(arguments: Paper.allCases)
    func `an empty document is an empty page`(paper: Paper) async throws {
        let rendered = try await renderer.render(Document(paper: paper, title: "t", body: []), createdAt: moment)
        #expect(rendered.pages == 1)
    }
}
