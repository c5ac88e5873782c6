import Clinic
import Foundation
import PrintRoom
import Printing
import QueueEngine
import Slip
import Testing

@Suite struct `Rendering` {
    private let renderer = SlipRenderer()
    private let moment = Instant(milliseconds: 1_795_000_000_000)

    @Test func `the same slip and moment give the same bytes, also from another renderer`() async throws {
        let first = try await renderer.render(Samples.slip(), createdAt: moment)
        let again = try await renderer.render(Samples.slip(), createdAt: moment)
        let other = try await SlipRenderer().render(Samples.slip(), createdAt: moment)
        let later = try await renderer.render(Samples.slip(), createdAt: moment.adding(seconds: 1))
        #expect(first.bytes == again.bytes)
        #expect(first.bytes == other.bytes)
        #expect(first.bytes != later.bytes)
    }

    @Test func `what was rendered before changes no byte`() async throws {
        let alone = try await SlipRenderer().render(Samples.slip(), createdAt: moment)
        for name in ["婷婷", "龚䶮", "张𠅤", "Ngô Thị Ánh"] {
            _ = try await renderer.render(Samples.slip(name: name), createdAt: moment)
        }
        #expect(try await renderer.render(Samples.slip(), createdAt: moment).bytes == alone.bytes)
    }

    @Test func `another process gives the same bytes`() async throws {
        let program = try #require(Self.papers)
        let file = FileManager.default.temporaryDirectory.appending(path: "same-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = await Command.run(program, ["--same", file.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let here = try await renderer.render(Samples.slip(), createdAt: Samples.moment)
        #expect([UInt8](try Data(contentsOf: file)) == here.bytes)
    }

    /// Beside the tests' own program.
    private static var papers: String? {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        var folder = URL(filePath: own).deletingLastPathComponent()
        for _ in 0..<4 {
            let file = folder.appending(path: "papers").path
            if FileManager.default.isExecutableFile(atPath: file) { return file }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    @Test func `a slip fills one A5 page, its fonts embedded and its Chinese readable by programs`() async throws {
        let slip = try await renderer.render(Samples.slip(), createdAt: moment)
        #expect(slip.media == .a5)
        #expect(slip.pages == 1)
        try await Look.with(slip.bytes) { file in
            let information = try await Look.information(file)
            #expect(information.contains("419.528 x 595.276 pts"))
            #expect(!information.contains("买买提"), "the file's properties hold no patient")
            let fonts = try await Look.fonts(file)
            #expect(fonts.count > 4)
            for font in fonts { #expect(font.contains("yes yes yes"), "not embedded: \(font)") }
            let text = try await Look.text(file)
            for words in ["麻醉前评估单", "阿卜杜热合曼·买买提依明", "青霉素过敏：喉头水肿（2019）", "STOP-BANG", "1 / 1 页"] {
                #expect(text.contains(words), "not on the page: \(words)")
            }
        }
    }

    @Test func `a ticket is as long as what stands on it, and says no name that it was not given`() async throws {
        let ticket = try await renderer.render(Samples.ticket(), createdAt: moment)
        #expect(ticket.media.width == 80)
        #expect((100...140).contains(ticket.media.height))
        var longer = Samples.ticket()
        longer.body += [.space(10)]
        let long = try await renderer.render(longer, createdAt: moment)
        #expect(long.media.height > ticket.media.height + 9)
    }

    @Test(arguments: [Samples.slip(), Samples.slip(paper: .a4)])
    func `the slip's QR code is read back at the density of an office printer`(slip: Document) async throws {
        let rendered = try await renderer.render(slip, createdAt: moment)
        try await Look.with(rendered.bytes) { file in
            let codes = try await Look.codes(file, dotsPerInch: 203)
            #expect(codes.contains("QR-Code:http://192.168.10.2:8080/t/Zr7Qk2mX9c"))
        }
    }

    @Test func `the ticket's QR code and a Code 128 are read back at 203 dots an inch`() async throws {
        var document = Samples.ticket()
        document.body.append(.barcode(Barcode("S20261120-0012")))
        let ticket = try await renderer.render(document, createdAt: moment)
        try await Look.with(ticket.bytes) { file in
            let codes = try await Look.codes(file, dotsPerInch: 203)
            #expect(codes.contains("QR-Code:\(Samples.ticketLink)"))
            #expect(codes.contains("CODE-128:S20261120-0012"))
        }
    }
}
