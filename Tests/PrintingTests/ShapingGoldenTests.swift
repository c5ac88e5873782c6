import Clinic
import Foundation
import Printing
import QueueEngine
import Slip
import Testing

/// Uyghur as the head of a receipt printer shows it, beside pictures that were looked at: joined letters, right to left,
/// a dose in its own order. `HOUZHEN_GOLDENS=write` draws them anew, for eyes to check again.
@Suite struct `Uyghur beside its picture` {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

    /// One line's ink, cut out: rows of `#` and `.`.
    private func picture(_ text: Text) async throws -> [String] {
        let document = Document(
            paper: .receipt80, title: "t", body: [.paragraph(Paragraph(text, size: .display, alignment: .start))])
        let rendered = try await SlipRenderer(makesRasters: true).render(document, createdAt: Instant(milliseconds: 0))
        let bitmap = try #require(rendered.raster)
        let dots = bitmap.suffix(rendered.media.height * 8 * 72)
        var rows: [[Character]] = []
        for start in stride(from: dots.startIndex, to: dots.endIndex, by: 72) {
            rows.append(
                dots[start..<start + 72].flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 ? "#" : "." } })
        }
        let inked = rows.indices.filter { rows[$0].contains("#") }
        let columns = (0..<576).filter { column in rows.contains { $0[column] == "#" } }
        guard let top = inked.first, let bottom = inked.last, let left = columns.first, let right = columns.last else {
            return []
        }
        return rows[top...bottom].map { String($0[left...right]) }
    }

    /// Dots that differ, of those that are black; pictures of unlike size are compared from their right top corner.
    private func difference(_ one: [String], _ other: [String]) -> Double {
        let (width, height) = (max(one.first?.count ?? 0, other.first?.count ?? 0), max(one.count, other.count))
        func padded(_ rows: [String]) -> [Character] {
            let wide = rows.map { String(repeating: ".", count: width - $0.count) + $0 }
            let empty = String(repeating: ".", count: width)
            return (wide + Array(repeating: empty, count: height - wide.count)).flatMap(Array.init)
        }
        let pairs = zip(padded(one), padded(other))
        return Double(pairs.count { $0 != $1 }) / Double(max(one.joined().count { $0 == "#" }, 1))
    }

    private static let samples: [(name: String, text: Text)] = [
        ("joined", [Run("ئىچمەڭ", language: .uyghur)]),
        ("lam-alef", [Run("باھالاش", language: .uyghur)]),
        ("dose", [Run("ئەڭ كۆپ 400 ml", language: .uyghur)]),
    ]

    @Test(arguments: samples.indices)
    func `it is shaped and ordered as in the picture`(index: Int) async throws {
        let (name, text) = Self.samples[index]
        let file = Self.folder.appending(path: "\(name).txt")
        let drawn = try await picture(text)
        if ProcessInfo.processInfo.environment["HOUZHEN_GOLDENS"] == "write" {
            try Data((drawn.joined(separator: "\n") + "\n").utf8).write(to: file)
        }
        let golden = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(difference(golden, drawn) < 0.05, "\(name) is \(difference(golden, drawn)) away from its picture")
    }

    @Test func `letters apart, or turned round, are far from it`() async throws {
        let joined = try await picture([Run("ئىچمەڭ", language: .uyghur)])
        let apart = try await picture([Run("ئ\u{200C}ى\u{200C}چ\u{200C}م\u{200C}ە\u{200C}ڭ", language: .uyghur)])
        let turned = try await picture([Run("ڭەمچىئ", language: .uyghur)])
        #expect(difference(joined, apart) > 0.3)
        #expect(difference(joined, turned) > 0.3)
    }
}
