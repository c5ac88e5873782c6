import API
import Desk
import Foundation
import Testing

@Suite("Sittings are opened, paused and closed at the desk")
struct SittingsTests {
    private func acts(_ effects: [DeskEffect]) -> [DeskAct] {
        effects.compactMap { if case .act(let sent) = $0 { sent.act } else { nil } }
    }

    /// World's rooms, with a sixth in which nobody sits.
    private func desk(wide: Bool = true) -> DeskState {
        var desk = World.desk(wide: wide)
        var picture = World.picture
        picture.rooms.append(World.room("6", nil, sitting: nil))
        _ = desk.update(.picture(picture, World.clinic, at: World.now))
        return desk
    }

    @Test("A word and a room's number is one act", arguments: ["/停诊 3", "/tz 3 诊室", "/close 3"])
    func close(typed: String) {
        var desk = desk()
        _ = desk.type(typed)
        guard case .closeSitting("3", nil)? = acts(desk.press(.enter)).first else {
            Issue.record("Nothing was closed.")
            return
        }
    }

    @Test("Pausing and going on")
    func pause() {
        var desk = desk()
        _ = desk.type("/暂停 1")
        guard case .pauseSitting("1")? = acts(desk.press(.enter)).first else {
            Issue.record("Nothing was paused.")
            return
        }
        _ = desk.update(.answered(act: 1, .done(ActResponse(event: "e1", ticket: nil))))
        #expect(desk.shown.contains("暂停叫号。") && desk.lastUndoable?.event == "e1")
        _ = desk.type("/恢复 5")
        guard case .resumeSitting("5")? = acts(desk.press(.enter)).first else {
            Issue.record("Nothing went on.")
            return
        }
    }

    @Test("A room that is not there is said")
    func unknown() {
        var desk = desk()
        _ = desk.type("/停诊 9")
        #expect(acts(desk.press(.enter)).isEmpty)
        #expect(desk.shown.contains("没有“9”诊室"))
    }

    @Test("Those who wait for the doctor alone are listed, and the nurse says who sees them", arguments: [true, false])
    func spread(wide: Bool) {
        var desk = desk(wide: wide)
        _ = desk.type("/停诊 3")
        _ = desk.press(.enter)
        _ = desk.update(
            .refused(
                act: 1, code: "sitting.patients-waiting",
                "还有 3 位只等这位医生：A018、A021、A024。请选由谁来看他们。"))
        let shown = desk.shown
        #expect(shown.contains("停诊 3 诊室  d：由谁来看他们？") && shown.contains("A018、A021、A024"))
        #expect(shown.contains(" > 停诊，他们由有空的医生看") && shown.contains("停诊，平均分给别的医生"))
        #expect(DeskLayout.lines(desk).allSatisfy { $0.width == (wide ? 120 : 80) })
        _ = desk.press(.down)
        guard case .closeSitting("3", "evenly")? = acts(desk.press(.enter)).first else {
            Issue.record("Nothing was spread.")
            return
        }
    }

    @Test(
        "Whom a closing moved is named with the new place, so that the nurse can tell them", arguments: [true, false])
    func moved(wide: Bool) {
        var desk = desk(wide: wide)
        _ = desk.type("/停诊 3")
        _ = desk.press(.enter)
        let estimate = Estimate(fromMinutes: 30, toMinutes: 50)
        let closed = ClosedSittingItem(
            moved: [
                .init(ticket: "t1", label: "A018", doctor: "doctor", position: 6, estimate: estimate),
                .init(ticket: "t2", label: "A021", doctor: nil),
            ], left: [])
        _ = desk.update(.answered(act: 1, .done(ActResponse(event: "e1", ticket: nil, closed: closed))))
        #expect(desk.shown.contains("请告诉改由别的医生看的 1 位：A018 前面 5 位，大约 30–50 分钟"))
        #expect(DeskLayout.lines(desk).allSatisfy { $0.width == (wide ? 120 : 80) })
    }

    @Test("Any other refusal is said and asks for nothing")
    func refused() {
        var desk = desk()
        _ = desk.type("/停诊 3")
        _ = desk.press(.enter)
        _ = desk.update(.refused(act: 1, code: "room.occupied", "A012 还在 3 诊室里。"))
        #expect(desk.shown.contains("A012 还在 3 诊室里。") && desk.shown.contains("计划顺序"))
    }

    @Test("F11 lists the rooms; a closed one is opened for a doctor who sits nowhere")
    func open() {
        var desk = desk()
        _ = desk.press(.function(11))
        for room in ["> 1 诊室  d", "2 诊室  d", "3 诊室  d", "5 诊室  d", "6 诊室"] { #expect(desk.shown.contains(room)) }
        #expect(desk.shown.contains("出诊中") && desk.shown.contains("暂停") && desk.shown.contains("哪个诊室？"))
        for _ in 1...4 { _ = desk.press(.down) }
        _ = desk.press(.enter)
        #expect(desk.shown.contains("6 诊室：做什么？"))
        guard case .openSitting("6", let sitting)? = acts(desk.press(.enter)).first else {
            Issue.record("Nothing was opened.")
            return
        }
        #expect(sitting.doctor == "doctor" && sitting.queues == ["anesthesia", "endoscopy", "day-surgery"])
    }

    @Test("Esc does nothing")
    func escape() {
        var desk = desk()
        _ = desk.press(.function(11))
        _ = desk.press(.enter)
        #expect(acts(desk.press(.escape)).isEmpty)
        #expect(desk.shown.contains("计划顺序"))
    }
}
