/// One thing on a page, from top to bottom.
package indirect enum Block: Codable, Hashable, Sendable {
    /// The top of a slip: institution, title, number, QR code, Code 128.
    case masthead(Masthead)
    /// A section's title, with a line under it.
    case heading(Text)
    case paragraph(Paragraph)
    /// One text at each side of the same line.
    case spread(Spread)
    /// Names and values, one pair a line.
    case rows([Row])
    /// What belongs together, in a frame with its label.
    case box(Box)
    case ticks(TickList)
    /// One line of boxes, of which usually one is ticked.
    case choices(Choices)
    case scores([ScoreRow])
    case columns(Columns)
    /// What the patient must do: own language, time, second language.
    case instructions(InstructionTable)
    case signatures([Signature])
    /// A ticket's number, as large as the paper allows.
    case number(Text)
    case lane(LaneChip)
    /// A frame of rows: name, large value, second language.
    case facts([Fact])
    case code(Code)
    case barcode(Barcode)
    case rule(Rule)
    /// Empty paper, in millimetres.
    case space(Int)
}

/// The top of a slip: who made it, what it is, whose number.
package struct Masthead: Codable, Hashable, Sendable {
    package var institution: Text
    package var title: Text
    /// The ticket's label: `A012`.
    package var label: Text
    /// Below the label: day, room.
    package var lines: [Text]
    /// What the QR code says; nil for none.
    package var code: String?
    /// A Code 128 below the lines; nil for none.
    package var barcode: Barcode?

    package init(
        institution: Text, title: Text, label: Text, lines: [Text] = [], code: String? = nil, barcode: Barcode? = nil
    ) {
        self.institution = institution
        self.title = title
        self.label = label
        self.lines = lines
        self.code = code
        self.barcode = barcode
    }
}

/// A text that fills as many lines as it needs.
package struct Paragraph: Codable, Hashable, Sendable {
    package var text: Text
    package var size: Size
    package var alignment: Alignment

    package init(_ text: Text, size: Size = .body, alignment: Alignment = .start) {
        self.text = text
        self.size = size
        self.alignment = alignment
    }
}

/// Two texts on one line, one at each margin.
package struct Spread: Codable, Hashable, Sendable {
    package var left: Text
    package var right: Text
    package var size: Size

    package init(_ left: Text, _ right: Text, size: Size = .body) {
        self.left = left
        self.right = right
        self.size = size
    }
}

/// A name and its value.
package struct Row: Codable, Hashable, Sendable {
    package var name: Text
    package var value: Text

    package init(_ name: Text, _ value: Text) {
        self.name = name
        self.value = value
    }
}

/// A frame with a label at its left; never cut, it grows instead.
package struct Box: Codable, Hashable, Sendable {
    package enum Weight: String, Codable, Hashable, Sendable {
        /// What must be seen before anything else: large, a heavy frame, the label white on black.
        case danger
        case plain
    }

    package var weight: Weight
    /// 警示, 气道.
    package var label: Text
    package var items: [Text]

    package init(_ weight: Weight, label: Text, items: [Text]) {
        self.weight = weight
        self.label = label
        self.items = items
    }
}

/// What a box says. The renderer draws it: no font has all three on one line.
package enum Mark: String, Codable, Hashable, Sendable {
    case checked
    case unchecked
    /// Asked, and not known.
    case unknown
    /// Not asked, or not answered: a dashed box, which nobody can read as "no".
    case unanswered
}

/// A box and what it stands for.
package struct Tick: Codable, Hashable, Sendable {
    package var mark: Mark
    package var text: Text

    package init(_ mark: Mark, _ text: Text) {
        self.mark = mark
        self.text = text
    }
}

/// Boxes in columns.
package struct TickList: Codable, Hashable, Sendable {
    package var items: [Tick]
    /// 1 to 3; filled row by row.
    package var columns: Int

    package init(_ items: [Tick], columns: Int = 2) {
        self.items = items
        self.columns = min(max(columns, 1), 3)
    }
}

/// A question and its possible answers on one line.
package struct Choices: Codable, Hashable, Sendable {
    package var label: Text
    package var options: [Tick]

    package init(label: Text, options: [Tick]) {
        self.label = label
        self.options = options
    }
}

/// A score with its meaning and where it comes from.
package struct ScoreRow: Codable, Hashable, Sendable {
    package var name: Text
    package var value: Text
    package var meaning: Text
    /// What made the score, and which publication says so: set small.
    package var source: Text?

    package init(name: Text, value: Text, meaning: Text, source: Text? = nil) {
        self.name = name
        self.value = value
        self.meaning = meaning
        self.source = source
    }
}

/// Two columns side by side. On a receipt they follow each other.
package struct Columns: Codable, Hashable, Sendable {
    package var left: [Block]
    package var right: [Block]
    /// Percent of the width that the left column takes: 20 to 80.
    package var leftShare: Int

    package init(left: [Block], right: [Block], leftShare: Int = 50) {
        self.left = left
        self.right = right
        self.leftShare = min(max(leftShare, 20), 80)
    }
}
