import Foundation
import PrintRoom

/// Looks at a PDF with the programs that people have.
enum Look {
    struct Failure: Error {
        let words: String
    }

    static func with<Result>(_ pdf: [UInt8], _ body: (URL) async throws -> Result) async throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await body(file)
    }

    static func information(_ file: URL) async throws -> String {
        try await Command.run("pdfinfo", from: "poppler-utils", file.path).output
    }

    /// One line for each font.
    static func fonts(_ file: URL) async throws -> [String] {
        let output = try await Command.run("pdffonts", from: "poppler-utils", file.path).output
        return output.split(separator: "\n").dropFirst(2).map(String.init)
    }

    /// As it stands on the page, or (`inOrder`) as it was drawn, a column after the other.
    static func text(_ file: URL, inOrder: Bool = false) async throws -> String {
        try await Command.run("pdftotext", from: "poppler-utils", inOrder ? "-raw" : "-layout", file.path, "-").output
    }

    /// The first page's grey values, row by row.
    static func pixels(_ file: URL, dotsPerMillimetre: Double) async throws -> (width: Int, height: Int, grey: [UInt8])
    {
        try await pixels(file, dotsPerInch: dotsPerMillimetre * 25.4)
    }

    /// The first page's grey values, row by row.
    static func pixels(_ file: URL, dotsPerInch: Double) async throws -> (width: Int, height: Int, grey: [UInt8]) {
        let root = file.deletingPathExtension().path + "-page"
        let result = try await Command.run(
            "pdftoppm", from: "poppler-utils", "-r", String(dotsPerInch), "-gray", "-singlefile", file.path, root)
        defer { try? FileManager.default.removeItem(atPath: root + ".pgm") }
        guard result.status == 0 else { throw Failure(words: result.errors) }
        let data = [UInt8](try Data(contentsOf: URL(filePath: root + ".pgm")))
        // "P5", width, height, depth, one white space, pixels.
        let head = data.prefix(64).split(maxSplits: 4) { $0 == 10 || $0 == 32 }
        let numbers = head.dropFirst().prefix(2).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        return (numbers[0], numbers[1], Array(data.suffix(numbers[0] * numbers[1])))
    }

    /// Every code on the first page, as "QR-Code:…".
    static func codes(_ file: URL, dotsPerInch: Int) async throws -> String {
        let root = file.deletingPathExtension().path + "-codes"
        let drawn = try await Command.run(
            "pdftoppm", from: "poppler-utils", "-r", String(dotsPerInch), "-gray", "-singlefile", "-png", file.path,
            root)
        defer { try? FileManager.default.removeItem(atPath: root + ".png") }
        guard drawn.status == 0 else { throw Failure(words: drawn.errors) }
        return try await Command.run("zbarimg", from: "zbar-tools", "-q", "--nodbus", root + ".png").output
    }

    /// The first page's width and height in dots, from Apple raster (`UNIRAST`); nil when the file is none.
    static func rasterSize(_ file: URL) -> (width: Int, height: Int)? {
        guard let data = try? Data(contentsOf: file), data.count > 44, data.starts(with: Data("UNIRAST".utf8)) else {
            return nil
        }
        func number(at offset: Int) -> Int { data[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(at: 24), number(at: 28))
    }
}
