@testable import FormEngine
import Testing

@Suite struct FormCodeTests {
    /// By the Users' Guide of LOINC, by hand: 2345 is 5·2=10 → 1, 4, 3·2=6, 2, together 13, and 7 make 20.
    @Test(arguments: ["2345-7", "8302-2", "29463-7", "39156-5", "97816-3", "12345-5", "718-7"])
    func `a LOINC code with its check digit can be used`(code: String) {
        #expect(FormCode(system: FormCode.loinc, code: code).problem == nil)
    }

    @Test(arguments: [
        ("8302-3", "2"), ("97816-7", "3"), ("29643-7", "9"), ("8302", "8302-2"), ("8302-22", "8302-2"),
        ("LP8302-2", "8302-2"), ("-2", "8302-2"), ("８302-2", "ASCII"),
    ])
    func `a mistyped LOINC code is refused with what would be right`(code: String, right: String) {
        #expect(FormCode(system: FormCode.loinc, code: code).problem?.description.contains(right) == true)
    }

    /// Verhoeff's rule by hand, on 236: 6 turned once is 3, 3 turned twice is 3, 2 turned three times is 1. In the group
    /// 0·3 = 3, 3·3 = 1 and 1·1 = 2, and what brings 2 back to 0 is 3.
    @Test func `the check digit of 236 is 3`() { #expect(CheckDigits.snomed([2, 3, 6]) == 3) }

    /// ASA class, classes 1 and 5 of it, diabetes mellitus, myocardial infarction.
    @Test(arguments: ["302132005", "413495001", "413499007", "73211009", "22298006"])
    func `a SNOMED CT id with its check digit can be used`(code: String) {
        #expect(FormCode(system: FormCode.snomed, code: code).problem == nil)
    }

    /// Each digit changed, and each two neighbours swapped.
    @Test func `every single slip in a SNOMED CT id is noticed`() {
        let id = Array("302132005".unicodeScalars)
        for place in id.indices {
            for digit in "0123456789".unicodeScalars where digit != id[place] {
                var changed = id
                changed[place] = digit
                #expect(FormCode(system: FormCode.snomed, code: text(changed)).problem != nil, "\(text(changed))")
            }
            guard place > 0, id[place] != id[place - 1] else { continue }
            var swapped = id
            swapped.swapAt(place, place - 1)
            #expect(FormCode(system: FormCode.snomed, code: text(swapped)).problem != nil, "\(text(swapped))")
        }
        #expect(FormCode(system: FormCode.snomed, code: "302132004").problem?.description.contains("is 5") == true)
    }

    private func text(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }

    @Test(arguments: ["12345", "1234567890123456789", "30213200X", ""])
    func `what cannot be a SNOMED CT id is refused`(code: String) {
        #expect(FormCode(system: FormCode.snomed, code: code).problem != nil)
    }

    @Test func `another terminology is called by its address, and its codes are taken as they are`() {
        #expect(FormCode(system: "urn:oid:2.16.156.10011.2.3.1.1", code: "DE04.10.188.00").problem == nil)
        #expect(FormCode(system: "lonic", code: "8302-2").problem?.description.contains("Did you mean loinc?") == true)
        for system in ["", "http:", "HTTP://x", "a b:c", "urn:\u{202E}x"] {
            #expect(FormCode(system: system, code: "x").problem != nil, "\(system)")
        }
        #expect(FormCode(system: "urn:x", code: "two words").problem != nil)
        #expect(FormCode(system: "urn:x", code: String(repeating: "x", count: 65)).problem != nil)
        #expect(FormCode(system: "urn:x", code: "x", display: "a\u{202E}b").problem != nil)
    }

    @Test func `the check of a form finds a wrong code wherever it stands, and too many of them`() {
        let wrong = FormCode(system: FormCode.loinc, code: "8302-3")
        let right = FormCode(system: FormCode.loinc, code: "8302-2")
        var form = Fixture.form
        form.sections[0].items[0].codes = [right, wrong]
        form.sections[1].items[0].kind = .choice([
            FormChoice(code: "male", text: Fixture.texts("m"), codes: [wrong]),
            FormChoice(code: "female", text: Fixture.texts("f")),
        ])
        form.scores[0].codes = [wrong]
        #expect(form.problems().map(\.place) == [.item("a"), .choice("male", of: "sex"), .score("ratio")])
        form = Fixture.form
        form.sections[0].items[0].codes = Array(repeating: right, count: FormLimits.codes)
        #expect(form.problems().isEmpty)
        form.sections[0].items[0].codes.append(right)
        #expect(form.problems().count == 1)
    }

    @Test func `a code changes nothing for the doctor of a draft`() {
        var coded = Fixture.form
        coded.version = 2
        coded.sections[0].items[0].codes = [FormCode(system: FormCode.loinc, code: "8302-2")]
        #expect(coded.changes(since: Fixture.form, answers: [:]).isEmpty)
    }
}
