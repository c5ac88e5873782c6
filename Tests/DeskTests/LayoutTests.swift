import API
import Desk
import Foundation
import Testing

@Suite("The screens look as they were drawn")
struct LayoutTests {
    @Test("The queue", arguments: [true, false])
    func queue(wide: Bool) {
        let desk = World.desk(wide: wide)
        #expect(desk.shown == (wide ? Goldens.queueWide : Goldens.queueNarrow))
    }

    @Test("Finding and issuing", arguments: [true, false])
    func find(wide: Bool) {
        let desk = Self.issuing(wide: wide)
        #expect(desk.shown == (wide ? Goldens.issueWide : Goldens.issueNarrow))
    }

    @Test("The server is away, with an act that has no answer", arguments: [true, false])
    func lost(wide: Bool) {
        let desk = Self.lost(wide: wide)
        #expect(desk.shown == (wide ? Goldens.lostWide : Goldens.lostNarrow))
    }

    @Test(
        "Every line is exactly as wide as the screen, at any size and on any screen",
        arguments: [80, 97, 110, 133, 200])
    func widths(columns: Int) {
        for height in [24, 30, 36, 60] {
            for var desk in [
                World.desk(), Self.issuing(wide: true), Self.lost(wide: true),
                DeskState(wall: World.now, words: World.words),
            ] {
                _ = desk.update(.resized(width: columns, height: height))
                let lines = DeskLayout.lines(desk)
                #expect(lines.count == height)
                #expect(lines.allSatisfy { $0.width == columns })
            }
        }
    }

    @Test("A window that is too small says so")
    func tooSmall() {
        var desk = World.desk()
        _ = desk.update(.resized(width: 79, height: 24))
        #expect(desk.shown.hasPrefix("窗口太小"))
    }

    @Test("Without printers it says that the PDFs are kept")
    func noPrinter() {
        var picture = World.picture
        picture.printers = []
        picture.troubled = []
        var desk = World.desk()
        _ = desk.update(.picture(picture, World.clinic, at: World.now))
        #expect(desk.shown.contains("票机 未设，PDF 留存"))
    }

    @Test("The password is never drawn, not even its length")
    func password() {
        var desk = DeskState(wall: World.now, words: World.words)
        _ = desk.type("desk")
        _ = desk.press(.tab)
        let before = desk.shown
        _ = desk.type("geheim")
        #expect(desk.shown == before)
    }

    /// The first of three found is chosen, the panel is open.
    static func issuing(wide: Bool) -> DeskState {
        var desk = World.desk(wide: wide)
        _ = desk.type("艾尼")
        _ = desk.update(.found(query: "艾尼", PatientSearchResponse(patients: World.patients, more: false)))
        _ = desk.press(.enter)
        return desk
    }

    /// A number was asked for, the server went, and the nurse typed on.
    static func lost(wide: Bool) -> DeskState {
        var desk = issuing(wide: wide)
        _ = desk.press(.enter, after: 2)
        _ = desk.update(.inDoubt(act: 1))
        _ = desk.update(
            .unreachable(since: World.now, tries: 7, next: World.now.addingTimeInterval(41)))
        _ = desk.update(.tick(World.now.addingTimeInterval(38)))
        _ = desk.type("艾尼瓦尔")
        return desk
    }
}
