import CPangoCairo
import Clinic
import Slip

/// Shapes texts. Lives on the rendering thread and never leaves it.
final class Typesetter {
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    private let leftToRight: OpaquePointer
    private let rightToLeft: OpaquePointer
    /// What was shaped before: most words of a slip stand on the next one too, and a name only until `memory` is full.
    private var shaped: [Shape: TextLayout] = [:]

    /// Texts that are remembered.
    private static let memory = 2_000

    private struct Shape: Hashable {
        let text: Text
        let points: Double
        let width: Double?
        let alignment: Alignment
        let lineHeight: Double
        let strong: Bool
    }

    init(fonts: FontFiles) throws(RenderProblem) {
        let fontMap = try fonts.makeFontMap()
        guard let leftToRight = pango_font_map_create_context(fontMap),
            let rightToLeft = pango_font_map_create_context(fontMap)
        else { throw .library("pango_font_map_create_context") }
        self.fontMap = fontMap
        self.leftToRight = leftToRight
        self.rightToLeft = rightToLeft
        Self.prepare(leftToRight, direction: PANGO_DIRECTION_LTR)
        Self.prepare(rightToLeft, direction: PANGO_DIRECTION_RTL)
    }

    deinit {
        houzhen_object_unref(UnsafeMutableRawPointer(leftToRight))
        houzhen_object_unref(UnsafeMutableRawPointer(rightToLeft))
        houzhen_object_unref(UnsafeMutableRawPointer(fontMap))
    }

    /// Paper has no pixels: nothing is hinted or rounded, so that a text is as wide on every printer.
    private static func prepare(_ context: OpaquePointer, direction: PangoDirection) {
        pango_context_set_base_dir(context, direction)
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    /// Shapes `text`.
    /// - Parameters:
    ///   - points: the size.
    ///   - width: in points; lines are broken there, and aligned in it. Nil: one line, as wide as it is.
    ///   - lineHeight: from baseline to baseline, in sizes.
    ///   - strong: all of it bold.
    ///   - field: named for a run that has no field of its own, when a character has no glyph.
    func shape(
        _ text: Text, points: Double, width: Double? = nil, alignment: Alignment = .start, lineHeight: Double = 1.38,
        strong: Bool = false, field: String
    ) throws(RenderProblem) -> TextLayout {
        let key = Shape(
            text: text, points: points, width: width, alignment: alignment, lineHeight: lineHeight, strong: strong)
        if let known = shaped[key] { return known }
        let layout = try makeLayout(key, field: field)
        if shaped.count >= Self.memory { shaped = [:] }
        shaped[key] = layout
        return layout
    }

    private func makeLayout(_ shape: Shape, field: String) throws(RenderProblem) -> TextLayout {
        let (text, points) = (shape.text, shape.points)
        guard text.runs.reduce(0, { $0 + $1.text.unicodeScalars.count }) <= Limit.textLength else {
            throw .tooLarge(limit: "textLength")
        }
        let isRightToLeft = text.language.isRightToLeft
        guard let layout = pango_layout_new(isRightToLeft ? rightToLeft : leftToRight) else {
            throw .library("pango_layout_new")
        }
        let shaped = TextLayout(taking: layout)
        let spans = Self.spans(of: text)
        let bytes = spans.map(\.text).joined()
        pango_layout_set_auto_dir(layout, 0)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_text(layout, bytes, Int32(bytes.utf8.count))
        if let width = shape.width {
            pango_layout_set_width(layout, Int32((max(width, 1) * Double(PANGO_SCALE)).rounded()))
            pango_layout_set_alignment(layout, Self.alignment(shape.alignment, isRightToLeft: isRightToLeft))
        }
        let holds = spans.contains(where: \.run.isUnbroken)
        Self.set(spans, of: shape, on: layout, breaksAnywhere: !holds)
        if holds, let width = shape.width, shaped.width > width + 0.01 {
            // What is longer than a line must be broken after all.
            Self.set(spans, of: shape, on: layout, breaksAnywhere: true)
        }
        if let unknown = shaped.firstUnknownGlyph() {
            let run = spans.last { $0.start <= unknown.byte }?.run
            throw .unknownGlyph(character: unknown.character, field: run?.field ?? field)
        }
        return shaped
    }

    /// Pango does not mirror `LEFT` for a right-to-left text whose direction is told rather than found.
    private static func alignment(_ alignment: Alignment, isRightToLeft: Bool) -> PangoAlignment {
        switch alignment {
        case .start: isRightToLeft ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT
        case .centre: PANGO_ALIGN_CENTER
        case .end: isRightToLeft ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT
        }
    }

    private struct Span {
        let run: Run
        let text: String
        /// In UTF-8 bytes.
        let start: Int
        var end: Int { start + text.utf8.count }
    }

    /// A run of the other direction is isolated (UAX #9), so that it neither turns its neighbours nor is turned.
    private static func spans(of text: Text) -> [Span] {
        var start = 0
        return text.runs.map { run in
            let isTurned = run.language.isRightToLeft != text.language.isRightToLeft
            let opening = run.language.isRightToLeft ? "\u{2067}" : "\u{2066}"
            let kept = Measures.unbroken(run.text)
            let text = run.language.isRightToLeft ? Measures.isolated(kept) : kept
            let span = Span(run: run, text: isTurned ? opening + text + "\u{2069}" : text, start: start)
            start = span.end
            return span
        }
    }

    private static func set(_ spans: [Span], of shape: Shape, on layout: OpaquePointer, breaksAnywhere: Bool) {
        let list = pango_attr_list_new()
        defer { pango_attr_list_unref(list) }
        let lineHeight = shape.points * shape.lineHeight * Double(PANGO_SCALE)
        pango_attr_list_insert(list, pango_attr_line_height_new_absolute(Int32(lineHeight.rounded())))
        for span in spans {
            var attributes = attributes(of: span.run, points: shape.points, strong: shape.strong)
            if span.run.isUnbroken, !breaksAnywhere { attributes.append(pango_attr_allow_breaks_new(0)) }
            for attribute in attributes.compactMap(\.self) {
                attribute.pointee.start_index = guint(span.start)
                attribute.pointee.end_index = guint(span.end)
                pango_attr_list_insert(list, attribute)
            }
        }
        pango_layout_set_attributes(layout, list)
    }

    private static func attributes(
        of run: Run, points: Double, strong: Bool
    ) -> [UnsafeMutablePointer<PangoAttribute>?] {
        let face = Face(run.language, strong: strong || run.isStrong)
        let size = Int32((points * face.scale * Double(PANGO_SCALE)).rounded())
        return [
            pango_attr_family_new(face.families), pango_attr_language_new(pango_language_from_string(face.tag)),
            pango_attr_weight_new(face.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL), pango_attr_size_new(size),
        ]
    }
}

/// The faces that a language is set in.
private struct Face {
    let families: String
    let tag: String
    let isBold: Bool
    /// UKIJ Tuz looks small beside Noto Sans.
    let scale: Double

    init(_ language: Language, strong: Bool) {
        isBold = strong
        switch language {
        case .chinese:
            (families, tag, scale) = ("Noto Sans,Noto Sans CJK SC", "zh-cn", 1)
        case .english:
            (families, tag, scale) = ("Noto Sans,Noto Sans CJK SC", "en", 1)
        case .uyghur:
            // UKIJ Tuz has no bold of the same shape; Noto Naskh Arabic has.
            let arabic = strong ? "Noto Naskh Arabic,UKIJ Tuz" : "UKIJ Tuz,Noto Naskh Arabic"
            // Noto Sans first: it has no Arabic letters, and sets digits and Latin.
            (families, tag, scale) = ("Noto Sans,\(arabic),Noto Sans CJK SC", "ug", 1.1)
        }
    }
}
