import CPangoCairo
import CQREncode
import Clinic
import Slip

/// A QR code's modules, row by row.
struct QRModules {
    let side: Int
    private let dark: [Bool]

    /// Error correction M. Throws `codeUnfit` for an empty or a too long content.
    init(_ content: String) throws(RenderProblem) {
        guard !content.isEmpty, content.utf8.count <= Limit.codeBytes,
            let code = QRcode_encodeString8bit(content, 0, QR_ECLEVEL_M)
        else { throw .codeUnfit(content: content) }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        // The lowest bit of each byte is the module's colour.
        dark = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
    }

    subscript(row: Int, column: Int) -> Bool { dark[row * side + column] }
}

extension Canvas {
    /// Draws the modules `module` points wide, the top left corner at (x, y).
    func draw(_ code: QRModules, x: Double, y: Double, module: Double) {
        for row in 0..<code.side {
            var column = 0
            while column < code.side {
                let start = column
                while column < code.side && code[row, column] { column += 1 }
                if column > start {
                    cairo_rectangle(
                        context, x + Double(start) * module, y + Double(row) * module, Double(column - start) * module,
                        module)
                }
                column += 1
            }
        }
        // One path, one fill: no hairlines between the rows.
        cairo_fill(context)
    }

    /// Draws bars and spaces, `module` points the narrowest.
    func draw(bars: [Int], x: Double, y: Double, module: Double, height: Double) {
        var left = x
        for (index, width) in bars.enumerated() {
            let right = left + Double(width) * module
            if index.isMultiple(of: 2) { cairo_rectangle(context, left, y, right - left, height) }
            left = right
        }
        cairo_fill(context)
    }
}
