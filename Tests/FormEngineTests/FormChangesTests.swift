import FormEngine
import Testing

@Suite struct FormChangesTests {
    private static func item(_ id: String, _ kind: ItemKind = .tick, _ words: String? = nil) -> FormItem {
        FormItem(id: id, kind: kind, text: ["zh": words ?? id, "en": id])
    }

    private static func form(_ version: Int, _ items: [FormItem]) -> FormDefinition {
        FormDefinition(
            id: "f", version: version, title: ["zh": "表", "en": "Form"],
            sections: [FormSection(id: "s", title: ["zh": "节", "en": "Part"], items: items)])
    }

    @Test func `an old draft is told what is new, changed, gone, and which answers have no place any more`() {
        let number = ItemKind.number(NumberRange(unit: "cm", min: 0, max: 300))
        let narrow = ItemKind.number(NumberRange(unit: "cm", min: 40, max: 250))
        let old = Self.form(2, [Self.item("a"), Self.item("b"), Self.item("gone"), Self.item("height", number)])
        let new = Self.form(
            3, [Self.item("new"), Self.item("b", .tick, "改"), Self.item("a"), Self.item("height", narrow)])
        let changes = new.changes(since: old, answers: ["a": .yes, "gone": .no, "height": .number(260)])
        #expect(changes.from == 2 && changes.to == 3)
        #expect(changes.added == ["new"])
        #expect(changes.changed == ["b", "height"])
        #expect(changes.removed.map { $0["zh"] } == ["gone"])
        #expect(changes.lost.map { $0.text["zh"] } == ["gone", "height"])
        #expect(changes.lost.last?.answer["zh"] == "260")
        #expect(new.usable(["a": .yes, "gone": .no, "height": .number(260)]) == ["a": .yes])
    }

    @Test func `the same form changes nothing, whatever its order`() {
        let one = Self.form(2, [Self.item("a"), Self.item("b")])
        let other = Self.form(2, [Self.item("b"), Self.item("a")])
        #expect(other.changes(since: one, answers: ["a": .yes]).isEmpty)
    }
}
