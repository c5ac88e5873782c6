import CPangoCairo
import Clinic

/// A receipt as the dots of a thermal head: 576 across 72 mm, in the middle of the 80 mm roll, 8 dots a millimetre.
enum Raster {
    static let dotsPerMillimetre = 8
    static let width = 576
    /// Millimetres of the roll at either side that the head does not reach.
    static let margin = 4

    /// What `draw` draws on a page of `height` millimetres, as a portable bitmap (`P4`): one bit a dot, 1 is black.
    static func bitmap(height: Int, draw: (Canvas) throws(RenderProblem) -> Void) throws(RenderProblem) -> [UInt8] {
        let rows = height * dotsPerMillimetre
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(rows)) else {
            throw .library("cairo_image_surface_create")
        }
        let canvas = try Canvas(taking: surface)
        cairo_set_source_rgb(canvas.context, 1, 1, 1)
        cairo_paint(canvas.context)
        cairo_set_source_rgb(canvas.context, 0, 0, 0)
        let scale = Double(dotsPerMillimetre) / millimetre
        cairo_scale(canvas.context, scale, scale)
        cairo_translate(canvas.context, -Double(margin) * millimetre, 0)
        try draw(canvas)
        cairo_surface_flush(surface)
        guard let pixels = cairo_image_surface_get_data(surface) else { throw .library("cairo_image_surface_get_data") }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var bytes = Array("P4\n\(width) \(rows)\n".utf8)
        bytes.reserveCapacity(bytes.count + rows * width / 8)
        for row in 0..<rows {
            let line = UnsafeRawPointer(pixels + row * stride)
            for column in 0..<width / 8 {
                var byte: UInt8 = 0
                for bit in 0..<8 {
                    // Any of the three colours says how dark it is: only black and white are drawn.
                    let isDark =
                        line.loadUnaligned(fromByteOffset: (column * 8 + bit) * 4, as: UInt32.self) & 0xFF < 128
                    byte = byte << 1 | (isDark ? 1 : 0)
                }
                bytes.append(byte)
            }
        }
        return bytes
    }
}
