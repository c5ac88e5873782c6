import Clinic
import ClinicFixture
import Testing

@Suite("A long wait") struct WaitWordsTests {
    private func told(_ from: Int, _ to: Int, _ language: String) throws -> String {
        // No line ends inside a duration: its spaces do not break.
        try Shipped.once.get().wording.wait(from: from, to: to, language).replacing("\u{A0}", with: " ")
    }

    @Test("is told in hours and minutes in each language")
    func hours() throws {
        #expect(try told(200, 340, "zh") == "3 小时 20 分–5 小时 40 分")
        #expect(try told(200, 340, "en") == "3 h 20 min – 5 h 40 min")
        #expect(try told(200, 340, "ug") == "ئەڭ ئاز 3 سائەت 20 مىنۇت، ئەڭ كۆپ 5 سائەت 40 مىنۇت")
    }

    @Test("has no minutes at the full hour, and no hours below one")
    func ends() throws {
        #expect(try told(55, 95, "zh") == "55 分–1 小时 35 分")
        #expect(try told(60, 120, "zh") == "1 小时–2 小时")
    }

    @Test("begins after an hour and a half")
    func limit() throws {
        #expect(try told(50, 90, "zh") == "50–90 分钟")
        #expect(try told(55, 95, "zh") == "55 分–1 小时 35 分")
    }
}
