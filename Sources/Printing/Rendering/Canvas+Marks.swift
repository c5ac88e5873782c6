import CPangoCairo
import Slip

extension Canvas {
    /// A box to tick, drawn rather than typed: the fonts that have one set it off the line of Chinese text.
    func draw(_ mark: Mark, x: Double, y: Double, side: Double) {
        let thickness = max(side * 0.09, 0.6)
        cairo_save(context)
        if mark == .unanswered { cairo_set_dash(context, [side * 0.2, side * 0.2], 2, 0) }
        frame(x: x, y: y, width: side, height: side, thickness: thickness)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_width(context, thickness * 1.5)
        switch mark {
        case .checked:
            cairo_move_to(context, x + side * 0.22, y + side * 0.52)
            cairo_line_to(context, x + side * 0.43, y + side * 0.75)
            cairo_line_to(context, x + side * 0.79, y + side * 0.25)
            cairo_stroke(context)
        case .unchecked, .unanswered:
            break
        case .unknown:
            questionMark(x: x, y: y, side: side)
        }
        cairo_restore(context)
    }

    private func questionMark(x: Double, y: Double, side: Double) {
        cairo_new_sub_path(context)
        cairo_arc(context, x + side * 0.5, y + side * 0.36, side * 0.16, .pi * 1.05, .pi * 2.25)
        cairo_line_to(context, x + side * 0.5, y + side * 0.62)
        cairo_stroke(context)
        cairo_move_to(context, x + side * 0.5, y + side * 0.79)
        cairo_line_to(context, x + side * 0.5, y + side * 0.8)
        cairo_stroke(context)
    }

    /// A lane's shape in a square of `side` points.
    func draw(_ shape: LaneShape, x: Double, y: Double, side: Double) {
        let middle = (x: x + side / 2, y: y + side / 2)
        cairo_save(context)
        cairo_new_path(context)
        cairo_set_line_width(context, side * 0.2)
        switch shape {
        case .disc:
            cairo_arc(context, middle.x, middle.y, side / 2, 0, 2 * .pi)
            cairo_fill(context)
        case .ring:
            cairo_arc(context, middle.x, middle.y, side * 0.4, 0, 2 * .pi)
            cairo_stroke(context)
        case .cross:
            for (fromX, toX) in [(x, x + side), (x + side, x)] {
                cairo_move_to(context, fromX, y)
                cairo_line_to(context, toX, y + side)
            }
            cairo_stroke(context)
        case .triangle:
            cairo_move_to(context, middle.x, y)
            cairo_line_to(context, x + side, y + side)
            cairo_line_to(context, x, y + side)
            cairo_fill(context)
        case .plus:
            fill(x: x, y: y + side / 3, width: side, height: side / 3)
            fill(x: x + side / 3, y: y, width: side / 3, height: side)
        case .halfDisc:
            cairo_arc(context, middle.x, middle.y, side / 2, .pi / 2, .pi * 1.5)
            cairo_fill(context)
            cairo_set_line_width(context, side * 0.1)
            cairo_arc(context, middle.x, middle.y, side * 0.45, 0, 2 * .pi)
            cairo_stroke(context)
        }
        cairo_restore(context)
    }
}
