import Slip

/// Points (1/72 inch) in a millimetre.
let millimetre = 72 / 25.4

/// The sizes, margins and line widths of one paper, in points.
struct StyleSheet {
    var margin: (top: Double, side: Double, bottom: Double)
    /// Between two blocks.
    var gap: Double
    var small: Double
    var body: Double
    var large: Double
    var display: Double
    var heading: Double
    var title: Double
    var institution: Double
    var label: Double
    var danger: Double
    var choice: Double
    var score: Double
    var instruction: Double
    var instructionHead: Double
    var clock: Double
    var clockNote: Double
    var number: Double
    var factName: Double
    var factValue: Double
    var codeSide: Double
    var thin: Double
    var heavy: Double
    /// The printer's dot in points, where codes must fall on whole dots; nil where the dots are fine enough.
    var dot: Double?

    func points(_ size: Size) -> Double {
        switch size {
        case .small: small
        case .body: body
        case .large: large
        case .display: display
        }
    }

    /// The patient's part a size smaller: still 10.4 points on A5. For papers that save a page by it.
    var compact: StyleSheet {
        var sheet = self
        for size in [\StyleSheet.instruction, \.instructionHead, \.clock, \.clockNote] {
            sheet[keyPath: size] *= 0.905
        }
        return sheet
    }

    static func sheet(for paper: Paper) -> StyleSheet {
        switch paper {
        case .a5: a5
        case .a4: a4
        case .receipt80: receipt80
        }
    }

    static let a5 = StyleSheet(
        margin: (7 * millimetre, 8 * millimetre, 6 * millimetre), gap: 1.9 * millimetre, small: 7.2, body: 8.6,
        large: 10.5, display: 13, heading: 9.2, title: 17, institution: 9.5, label: 15, danger: 10.5, choice: 10,
        score: 11, instruction: 11.5, instructionHead: 12.5, clock: 15, clockNote: 9, number: 62, factName: 10.4,
        factValue: 18, codeSide: 17 * millimetre, thin: 0.5, heavy: 1.2, dot: nil)

    /// The same page with air around it and one size larger: for those who keep A4 in the tray.
    static let a4 = StyleSheet(
        margin: (14 * millimetre, 16 * millimetre, 12 * millimetre), gap: 3 * millimetre, small: 9, body: 11,
        large: 13.5, display: 17, heading: 12, title: 23, institution: 12, label: 20, danger: 13.5, choice: 13,
        score: 14, instruction: 15, instructionHead: 17, clock: 20, clockNote: 11.5, number: 90, factName: 13.5,
        factValue: 24, codeSide: 23 * millimetre, thin: 0.6, heavy: 1.5, dot: nil)

    /// A thermal head of 8 dots a millimetre (203 an inch) and 72 mm: nothing thinner than two dots, nothing grey.
    static let receipt80 = StyleSheet(
        margin: (3 * millimetre, 4 * millimetre, 5 * millimetre), gap: 1.6 * millimetre, small: 9, body: 10.5,
        large: 12, display: 13, heading: 12, title: 14, institution: 12, label: 20, danger: 12, choice: 11,
        score: 12, instruction: 11, instructionHead: 12, clock: 14, clockNote: 9, number: 64, factName: 11,
        factValue: 20, codeSide: 27 * millimetre, thin: 0.3 * millimetre, heavy: 0.5 * millimetre, dot: millimetre / 8)
}
