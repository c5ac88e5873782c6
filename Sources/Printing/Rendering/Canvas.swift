import CPangoCairo
import Clinic

/// Something to draw on, in points from the top left corner: a PDF in the making, page after page, or one picture.
final class Canvas {
    let context: OpaquePointer
    private let surface: OpaquePointer
    /// Of a PDF.
    private let output: Output?

    /// Collects what Cairo writes.
    private final class Output {
        var bytes: [UInt8] = []
    }

    /// A picture. Takes over the surface.
    init(taking surface: OpaquePointer) throws(RenderProblem) {
        guard let context = cairo_create(surface) else { throw .library("cairo_create") }
        self.surface = surface
        self.context = context
        output = nil
    }

    /// A PDF, all pages of one size.
    /// - Parameters:
    ///   - width, height: the page, in points.
    ///   - created: ISO 8601, to the second: the only moment that the file holds.
    init(width: Double, height: Double, title: String, created: String) throws(RenderProblem) {
        let output = Output()
        let surface = cairo_pdf_surface_create_for_stream(
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
                output.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(output).toOpaque(), width, height)
        guard let surface, let context = cairo_create(surface) else { throw .library("cairo_create") }
        self.output = output
        self.surface = surface
        self.context = context
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created)
    }

    deinit {
        cairo_destroy(context)
        // The surface writes its end when it is finished, into `output`, which is still there.
        cairo_surface_destroy(surface)
    }

    func endPage() { cairo_show_page(context) }

    /// Ends the PDF and returns it.
    func finish() throws(RenderProblem) -> [UInt8] {
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw .library(String(cString: cairo_status_to_string(status))) }
        return output?.bytes ?? []
    }
}

// MARK: Lines and shapes

extension Canvas {
    /// A straight line, `thickness` points wide; dashed with dashes and gaps of `dash` points.
    func line(x: Double, y: Double, toX: Double, toY: Double, thickness: Double, dash: Double? = nil) {
        cairo_save(context)
        if let dash { cairo_set_dash(context, [dash, dash], 2, 0) }
        cairo_set_line_width(context, thickness)
        cairo_move_to(context, x, y)
        cairo_line_to(context, toX, toY)
        cairo_stroke(context)
        cairo_restore(context)
    }

    func fill(x: Double, y: Double, width: Double, height: Double) {
        cairo_rectangle(context, x, y, width, height)
        cairo_fill(context)
    }

    /// A frame whose line lies inside the rectangle; round corners of `radius` points.
    func frame(
        x: Double, y: Double, width: Double, height: Double, thickness: Double, radius: Double = 0
    ) {
        let inset = thickness / 2
        cairo_set_line_width(context, thickness)
        roundedPath(
            x: x + inset, y: y + inset, width: width - thickness, height: height - thickness,
            radius: min(radius, height / 2 - inset))
        cairo_stroke(context)
    }

    func roundedPath(x: Double, y: Double, width: Double, height: Double, radius: Double) {
        guard radius > 0 else {
            cairo_rectangle(context, x, y, width, height)
            return
        }
        cairo_new_sub_path(context)
        cairo_arc(context, x + width - radius, y + radius, radius, -.pi / 2, 0)
        cairo_arc(context, x + width - radius, y + height - radius, radius, 0, .pi / 2)
        cairo_arc(context, x + radius, y + height - radius, radius, .pi / 2, .pi)
        cairo_arc(context, x + radius, y + radius, radius, .pi, 3 * .pi / 2)
        cairo_close_path(context)
    }

    /// Draws in white what `body` draws.
    func inWhite(_ body: () -> Void) {
        cairo_set_source_rgb(context, 1, 1, 1)
        body()
        cairo_set_source_rgb(context, 0, 0, 0)
    }
}
