import Clinic
import Foundation
import PaperSamples
import PrintRoom
import Printing
import Slip

/// Every paper as a PDF, for eyes to check: `papers FOLDER`. `make papers` turns them into pictures. `papers --same FILE`
/// writes one slip that has nothing by chance in it: a test runs it to see the same bytes from another process.
/// `papers --characters FIRST LAST FILE` writes each character of a range, thin and bold, for a test that reads the glyphs.
@main
enum Papers {
    static func main() async throws {
        if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--same" {
            let slip = try await SlipRenderer().render(Samples.slip(), createdAt: Samples.moment)
            return try Data(slip.bytes).write(to: URL(filePath: CommandLine.arguments[2]))
        }
        if CommandLine.arguments.count == 5, CommandLine.arguments[1] == "--characters",
            let first = UInt32(CommandLine.arguments[2], radix: 16),
            let last = UInt32(CommandLine.arguments[3], radix: 16), first <= last
        {
            let page = try await SlipRenderer().render(characters(first...last), createdAt: Samples.moment)
            return try Data(page.bytes).write(to: URL(filePath: CommandLine.arguments[4]))
        }
        guard CommandLine.arguments.count == 2 else {
            print("usage: papers FOLDER")
            exit(2)
        }
        let folder = URL(filePath: CommandLine.arguments[1])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let renderer = SlipRenderer(makesRasters: true)
        for (name, make) in slips + tickets {
            let printed = try await make(renderer)
            guard !printed.pdf.isEmpty else {
                print("\(name): \(printed.job.problem?.code ?? "not rendered")")
                continue
            }
            try Data(printed.pdf).write(to: folder.appending(path: "\(name).pdf"))
            print(name)
        }
    }

    private static func characters(_ range: ClosedRange<UInt32>) -> Slip.Document {
        let all = range.compactMap(Unicode.Scalar.init).map { String(Character($0)) }
        let lines = stride(from: 0, to: all.count, by: 200).map { all[$0..<min($0 + 200, all.count)].joined() }
        let runs = lines.flatMap { [Run($0), Run($0, strong: true)] }
        let paragraphs = runs.map { Block.paragraph(Paragraph(Text([$0]))) }
        return Document(paper: .a4, title: "", body: paragraphs)
    }

    private typealias Maker = @Sendable (SlipRenderer) async throws -> PaperClinic.Printed

    private static let slips: [(String, Maker)] = [
        (
            "slip-zh",
            {
                try await PaperClinic(renderer: $0).slip(
                    of: .init("欧阳娜娜", isMan: false), answers: PaperAnswers.findings)
            }
        ),
        (
            "slip-en",
            {
                try await PaperClinic(renderer: $0).slip(
                    of: .init("Jean-Luc O’Neill", language: "en"), answers: PaperAnswers.findings)
            }
        ),
        (
            "slip-ug",
            { try await PaperClinic(renderer: $0).slip(of: .init(language: "ug"), answers: PaperAnswers.findings) }
        ),
        (
            "slip-three",
            {
                try await PaperClinic(renderer: $0, languages: ["en", "ug"]).slip(
                    of: .init(), answers: PaperAnswers.findings)
            }
        ),
        (
            "slip-a4",
            {
                try await PaperClinic(renderer: $0, paper: .a4).slip(
                    of: .init(language: "ug"), answers: PaperAnswers.findings)
            }
        ),
        (
            "slip-healthy",
            { try await PaperClinic(renderer: $0).slip(of: young(language: "ug"), answers: PaperAnswers.healthy) }
        ),
        (
            "slip-healthy-zh",
            { try await PaperClinic(renderer: $0).slip(of: young(language: "zh"), answers: PaperAnswers.healthy) }
        ),
        (
            "slip-child",
            {
                try await PaperClinic(renderer: $0).slip(
                    of: .init("古丽努尔·阿不都热西提", language: "ug", isMan: false, birthDate: "2022-03-04"),
                    answers: PaperAnswers.child)
            }
        ),
        (
            "slip-unconscious",
            {
                let clinic = try await PaperClinic(renderer: $0)
                return try await clinic.slip(of: .init("无名氏"), answers: PaperAnswers.unconscious(clinic.form()))
            }
        ),
        (
            "slip-unconscious-all",
            {
                let clinic = try await PaperClinic(renderer: $0)
                return try await clinic.slip(
                    of: .init("无名氏"), answers: PaperAnswers.unconscious(clinic.form()), showsAll: true)
            }
        ),
        (
            "slip-amended",
            {
                try await PaperClinic(renderer: $0, languages: ["en"]).amendedSlip(
                    of: .init(language: "ug"), answers: PaperAnswers.findings,
                    change: PaperAnswers.toldLater, reason: "患者补充：乳胶过敏；体重重新称过")
            }
        ),
        (
            "slip-not-yet",
            { try await PaperClinic(renderer: $0).slip(of: .init(language: "ug"), answers: PaperAnswers.notYet) }
        ),
        ("slip-least", { try await PaperClinic(renderer: $0).slip(of: .init("龚䶮"), answers: PaperAnswers.least) }),
        (
            "slip-all",
            {
                try await PaperClinic(renderer: $0).slip(
                    of: .init(language: "ug"), answers: PaperAnswers.findings, showsAll: true)
            }
        ),
        (
            "slip-drugs",
            {
                try await PaperClinic(renderer: $0).slip(
                    of: .init("阿不都热西提·阿卜杜热合曼·买买提依明·吐尔逊江·艾尔肯·麦麦提图尔荪", language: "ug"), answers: PaperAnswers.thirtyDrugs)
            }
        ),
    ]

    private static let tickets: [(String, Maker)] = [
        ("ticket-zh", { try await PaperClinic(renderer: $0).ticket(for: .init("欧阳娜娜")) }),
        ("ticket-en", { try await PaperClinic(renderer: $0).ticket(for: .init("Jean-Luc O’Neill", language: "en")) }),
        ("ticket-ug", { try await PaperClinic(renderer: $0).ticket(for: .init(language: "ug")) }),
        ("ticket-booked-zh", { try await booked(.init("欧阳娜娜"), $0) }),
        ("ticket-booked-en", { try await booked(.init("Jean-Luc O’Neill", language: "en"), $0) }),
        ("ticket-booked-ug", { try await booked(.init(language: "ug"), $0) }),
    ]

    private static func young(language: String) -> PaperClinic.Patient {
        .init("张𠅤", language: language, birthDate: "1996-05-06")
    }

    /// For Monday.
    private static func booked(
        _ patient: PaperClinic.Patient, _ renderer: SlipRenderer
    ) async throws -> PaperClinic.Printed {
        try await PaperClinic(renderer: renderer).ticket(for: patient, booked: ("2026-11-23", "14:30"))
    }
}
