import Foundation
import QueueEngine
import Slip

/// What a printer prints to show that it works: its name, the time, the three scripts, and a code to scan.
struct TestPaper {
    let printer: ClinicLayout.Printer
    let layout: ClinicLayout
    let wording: Wording
    let now: Instant

    init(printer: ClinicLayout.Printer, layout: ClinicLayout, wording: Wording, at now: Instant) {
        self.printer = printer
        self.layout = layout
        self.wording = wording
        self.now = now
    }

    var document: Document {
        let languages: [Language] = [.chinese, .english, .uyghur]
        var body: [Block] = [
            .paragraph(
                Paragraph(
                    Text("\(layout.hospital.best(for: "zh")) \(layout.name.best(for: "zh"))"), size: .body,
                    alignment: .centre)),
            .paragraph(Paragraph(text("test-page.title", .chinese, strong: true), size: .large, alignment: .centre)),
            .paragraph(Paragraph(Text(printer.name.best(for: "zh"), strong: true), size: .large, alignment: .centre)),
            .rule(.heavy),
        ]
        body += languages.map { .paragraph(Paragraph(text("test-page.works", $0), size: .large)) }
        body += [
            .rule(.thin), .code(Code(printer.id, beside: [[Run(wording.text("test-page.code", "zh"))]])),
            .spread(Spread(Text(stamp), Text(printer.id, language: .english), size: .small)),
        ]
        return Document(
            paper: printer.purpose == .ticket ? .receipt80 : printer.paper.paper,
            title: wording.text("test-page.title", "en"),
            body: body)
    }

    private func text(_ key: String, _ language: Language, strong: Bool = false) -> Text {
        Text(wording.text(key, language.rawValue), language: language, strong: strong)
    }

    /// `2026-11-20 10:45`, the clinic's time.
    private var stamp: String { now.text("yyyy-MM-dd HH:mm", in: layout.timeZone) }
}
