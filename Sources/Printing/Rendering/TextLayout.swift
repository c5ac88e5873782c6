import CPangoCairo
import Clinic
import Slip

/// A text that is shaped and broken into lines. Sizes are in points (1/72 inch).
final class TextLayout {
    private let layout: OpaquePointer

    /// Takes over a `PangoLayout`.
    init(taking layout: OpaquePointer) { self.layout = layout }

    deinit { houzhen_object_unref(UnsafeMutableRawPointer(layout)) }

    var width: Double { size.width }
    var height: Double { size.height }

    /// From the top to the first line's baseline.
    var baseline: Double { Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE) }

    var lineCount: Int { Int(pango_layout_get_line_count(layout)) }

    private var size: (width: Double, height: Double) {
        var width: Int32 = 0
        var height: Int32 = 0
        pango_layout_get_size(layout, &width, &height)
        return (Double(width) / Double(PANGO_SCALE), Double(height) / Double(PANGO_SCALE))
    }

    /// Draws all lines, the top left corner at (x, y).
    func draw(on canvas: Canvas, x: Double, y: Double) {
        cairo_move_to(canvas.context, x, y)
        pango_cairo_show_layout(canvas.context, layout)
    }

    /// One line: its top and height inside the layout, and how to draw it with its top at (x, y).
    struct Line {
        let top: Double
        let height: Double
        let draw: (Canvas, Double, Double) -> Void
    }

    /// The lines one by one, for a paragraph that continues on the next page.
    func lines() -> [Line] {
        guard let iterator = pango_layout_get_iter(layout) else { return [] }
        defer { pango_layout_iter_free(iterator) }
        var lines: [Line] = []
        repeat {
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &logical)
            let left = Double(logical.x) / Double(PANGO_SCALE)
            let top = Double(logical.y) / Double(PANGO_SCALE)
            let rise = Double(pango_layout_iter_get_baseline(iterator)) / Double(PANGO_SCALE) - top
            let index = Int32(lines.count)
            lines.append(
                Line(top: top, height: Double(logical.height) / Double(PANGO_SCALE)) { canvas, x, y in
                    guard let line = pango_layout_get_line_readonly(self.layout, index) else { return }
                    cairo_move_to(canvas.context, x + left, y + rise)
                    pango_cairo_show_layout_line(canvas.context, line)
                })
        } while pango_layout_iter_next_line(iterator) != 0
        return lines
    }

    /// The first character without a glyph, and the byte where its cluster begins; nil when all have one.
    func firstUnknownGlyph() -> (character: String, byte: Int)? {
        guard pango_layout_get_unknown_glyphs_count(layout) > 0, let iterator = pango_layout_get_iter(layout) else {
            return nil
        }
        defer { pango_layout_iter_free(iterator) }
        repeat {
            guard let run = pango_layout_iter_get_run_readonly(iterator) else { continue }
            let offset = Int(run.pointee.item.pointee.offset)
            let glyphs = run.pointee.glyphs.pointee
            for index in 0..<Int(glyphs.num_glyphs) where houzhen_is_unknown_glyph(glyphs.glyphs[index].glyph) != 0 {
                let value = houzhen_unknown_character(glyphs.glyphs[index].glyph)
                let character = Unicode.Scalar(value).map { String(Character($0)) } ?? "U+\(String(value, radix: 16))"
                return (character, offset + Int(glyphs.log_clusters[index]))
            }
        } while pango_layout_iter_next_run(iterator) != 0
        return nil
    }
}
