import CPangoCairo
import CQREncode
import Clinic
import Slip

/// A QR code's modules, a bit each.
final class QRModules {
    let side: Int
    /// `CAIRO_FORMAT_A1`: dark modules are set.
    fileprivate let bits: OpaquePointer

    /// Error correction M. Throws `codeUnfit` for an empty or a too long content.
    init(_ content: String) throws(RenderProblem) {
        guard !content.isEmpty, content.utf8.count <= Limit.codeBytes,
            let code = QRcode_encodeString8bit(content, 0, QR_ECLEVEL_M)
        else { throw .codeUnfit(content: content) }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        guard let bits = cairo_image_surface_create(CAIRO_FORMAT_A1, Int32(side), Int32(side)),
            let rows = cairo_image_surface_get_data(bits)
        else { throw .library("cairo_image_surface_create") }
        self.bits = bits
        let stride = Int(cairo_image_surface_get_stride(bits))
        for row in 0..<side {
            // The lowest bit of each byte is the module's colour.
            for column in 0..<side where code.pointee.data[row * side + column] & 1 == 1 {
                rows[row * stride + column / 8] |= Self.bit(of: column)
            }
        }
        cairo_surface_mark_dirty(bits)
    }

    deinit { cairo_surface_destroy(bits) }

    /// Cairo has the leftmost pixel in the lowest bit where numbers have their lowest byte first, else in the highest.
    private static func bit(of column: Int) -> UInt8 {
        1.littleEndian == 1 ? 1 << (column % 8) : 0x80 >> (column % 8)
    }
}

extension Canvas {
    /// Draws the modules `module` points wide, the top left corner at (x, y): as a picture, since their thousand edges as
    /// a path are a third of a page's bytes.
    func draw(_ code: QRModules, x: Double, y: Double, module: Double) {
        cairo_save(context)
        cairo_translate(context, x, y)
        cairo_scale(context, module, module)
        if let pattern = cairo_pattern_create_for_surface(code.bits) {
            // A module is black or it is not: nothing grey between two.
            cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
            cairo_mask(context, pattern)
            cairo_pattern_destroy(pattern)
        }
        cairo_restore(context)
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
