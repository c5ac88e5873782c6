import Desk
import Testing

@Suite("Text takes the columns that a terminal gives it")
struct ColumnsTests {
    @Test(
        "Widths are those of the terminal",
        arguments: [
            ("A012", 4), ("张三", 4), ("爱新觉罗", 8), ("䶮", 2), ("𠅤", 2), ("阿卜杜热合曼·买买提依明", 23),
            ("ئابدۇراخمان", 11), ("e\u{301}", 1), ("● 初诊", 6), ("50–70", 5), ("（）", 4), ("…", 1), ("", 0),
        ])
    func widths(text: String, columns: Int) {
        #expect(Columns.width(text) == columns)
    }

    @Test("A cut never leaves half a character over the edge", arguments: 1...23)
    func cuts(columns: Int) {
        let name = "阿卜杜热合曼·买买提依明"
        let cut = Columns.cut(name, columns)
        #expect(Columns.width(cut) <= columns)
        #expect(cut == name || cut.hasSuffix("…"))
        #expect(Columns.width(Columns.fit(name, columns)) == columns)
    }

    @Test("What would move the cursor or turn the line around is taken out of names")
    func printable() {
        #expect(Columns.printable("张\u{1b}[2J三\n\u{202e}") == "张[2J三")
        #expect(Columns.printable("ئابدۇراخمان") == "ئابدۇراخمان")
    }

    @Test("A terminal that draws signs two columns wide gets ASCII ones")
    func narrowed() {
        let line = Line("┌─ ● ○ ▲ × 艾尼·吐")
        #expect(line.narrowed.text == "+- * o ^ x 艾尼.吐")
        #expect(line.narrowed.width == line.width)
    }
}
