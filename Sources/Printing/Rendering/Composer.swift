import Clinic
import Slip

/// Turns a document's blocks into pieces of a given paper.
final class Composer {
    let typesetter: Typesetter
    let sheet: StyleSheet
    /// How much fits on a page, in points; nil for a roll.
    let pageHeight: Double?

    init(typesetter: Typesetter, sheet: StyleSheet, pageHeight: Double?) {
        self.typesetter = typesetter
        self.sheet = sheet
        self.pageHeight = pageHeight
    }

    /// What runs down pages that are `width` points wide.
    func flows(_ blocks: [Block], width: Double, hasColumns: Bool) throws(RenderProblem) -> [Flow] {
        var flows: [Flow] = []
        var previous: Block?
        for block in blocks {
            if case .columns(let columns) = block, hasColumns {
                flows.append(try flow(columns, width: width, gap: gap(from: previous, to: block)))
            } else {
                flows += try spaced(block, after: previous, width: width).map(Flow.piece)
            }
            previous = block
        }
        return flows
    }

    /// The same without columns side by side.
    func pieces(_ blocks: [Block], width: Double) throws(RenderProblem) -> [Piece] {
        var pieces: [Piece] = []
        var previous: Block?
        for block in blocks {
            pieces += try spaced(block, after: previous, width: width)
            previous = block
        }
        return pieces
    }

    private func spaced(_ block: Block, after previous: Block?, width: Double) throws(RenderProblem) -> [Piece] {
        var pieces = try pieces(for: block, width: width)
        if !pieces.isEmpty { pieces[0].gapBefore = gap(from: previous, to: block) }
        return pieces
    }

    private func flow(_ columns: Columns, width: Double, gap: Double) throws(RenderProblem) -> Flow {
        let between = 4.5 * millimetre
        let leftWidth = (width - between) * Double(columns.leftShare) / 100
        let rightX = leftWidth + between
        var left = try pieces(columns.left, width: leftWidth)
        var right = try pieces(columns.right, width: width - rightX)
        if !left.isEmpty { left[0].gapBefore = gap }
        if !right.isEmpty { right[0].gapBefore = gap }
        return .columns(left: left, right: right, rightX: rightX)
    }

    private func pieces(for block: Block, width: Double) throws(RenderProblem) -> [Piece] {
        switch block {
        case .masthead(let masthead): [try piece(masthead, width: width)]
        case .heading(let text): [try heading(text, width: width)]
        case .paragraph(let paragraph): try pieces(paragraph, width: width)
        case .spread(let spread): [try piece(spread, width: width)]
        case .rows(let rows): try pieces(rows, width: width)
        case .box(let box): [try piece(box, width: width)]
        case .ticks(let list): try pieces(list, width: width)
        case .choices(let choices): [try piece(choices, width: width)]
        case .scores(let rows): try pieces(rows, width: width)
        case .columns(let columns): try pieces(columns.left + columns.right, width: width)
        case .instructions(let table): try pieces(table, width: width)
        case .signatures(let signatures): [try piece(signatures, width: width)]
        case .number(let text): [try number(text, width: width)]
        case .lane(let chip): [try piece(chip, width: width)]
        case .facts(let facts): try pieces(facts, width: width)
        case .code(let code): [try piece(code, width: width)]
        case .barcode(let barcode): [try piece(barcode, width: width)]
        case .rule(let rule): [piece(rule, width: width)]
        case .space(let height): [Piece(height: Double(height) * millimetre) { _, _, _ in }]
        }
    }

    /// The paper between two blocks: little inside a group, more between groups.
    private func gap(from previous: Block?, to block: Block) -> Double {
        switch (previous, block) {
        case (nil, _): 0
        case (.spread, .spread), (.rows, .rows): 0
        case (.box(let first), .box(let second)) where first.weight == second.weight: sheet.gap * 0.3
        case (.spread, .paragraph), (.paragraph, .paragraph), (.ticks, .paragraph), (.choices, .paragraph),
            (.ticks, .ticks):
            sheet.gap * 0.3
        case (.heading, _): sheet.gap * 0.35
        case (.rule, _), (_, .rule): sheet.gap * 0.6
        default: sheet.gap
        }
    }
}
