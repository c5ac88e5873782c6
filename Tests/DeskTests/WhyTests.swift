import API
import Clinic
import Desk
import Foundation
import Testing

@Suite("The panel that says why it is not somebody's turn")
struct WhyTests {
    @Test("It looks as it was drawn, and the sum adds up", arguments: [true, false])
    func golden(wide: Bool) {
        #expect(World.panel(wide: wide).shown == (wide ? WhyGoldens.wide : WhyGoldens.narrow))
    }

    @Test("F6 asks of the chosen one, and ↓ of the next one")
    func asking() {
        var desk = World.desk()
        guard case .explain("A026")? = desk.press(.function(6)).first else {
            Issue.record("Nothing was asked.")
            return
        }
        #expect(desk.shown.contains("正在问"))
        guard case .explain("A013")? = desk.press(.down).first else {
            Issue.record("The next one was not asked of.")
            return
        }
        // An answer that comes late is not shown as another one's.
        _ = desk.update(.explained(ticket: "A026", World.why))
        #expect(desk.shown.contains("正在问") && desk.shown.contains("A013 李**"))
    }

    @Test("A typed label and Enter open it, of whoever stands anywhere", arguments: ["a018", "A005", "A007"])
    func label(_ label: String) {
        var desk = World.desk()
        _ = desk.type(label)
        guard case .explain(label.uppercased())? = desk.press(.enter).first else {
            Issue.record("\(label) was not asked of.")
            return
        }
    }

    @Test("Of somebody who is not waiting it says the state, in the server's words")
    func notWaiting() {
        var desk = World.panel()
        var why = World.why
        (why.ahead, why.state, why.text) = (nil, "on-hold", ["08:51 取号 A018。", "暂放一边；原来的位置留着，请到分诊台。"])
        _ = desk.update(.explained(ticket: "A018", why))
        #expect(desk.shown.contains("暂放一边；原来的位置留着") && !desk.shown.contains("11 位里"))
    }

    @Test("When the server refuses, its sentence stands there")
    func refused() {
        var desk = World.desk()
        _ = desk.press(.function(6))
        _ = desk.update(.explainFailed(ticket: "A026", "没有这张号。"))
        #expect(desk.shown.contains("没有这张号。"))
    }

    @Test("The digits send for tests and put aside, and the panel stays")
    func digits() {
        var desk = World.panel()
        guard case .act(let tests)? = desk.press(.character("1")).first, case .tests("A018") = tests.act,
            case .act(let hold)? = desk.press(.character("2")).first, case .hold("A018") = hold.act
        else {
            Issue.record("Nothing was sent.")
            return
        }
        #expect(desk.shown.contains("为什么还没轮到我"))
        _ = desk.press(.character("3"))
        #expect(desk.shown.contains("转到哪里"))
        _ = desk.press(.escape)
        #expect(desk.shown.contains("为什么还没轮到我"))
    }

    @Test("Of a number that a rule has moved, earlier and later are those of its line, and nobody says that it stayed")
    func moved() {
        var why = World.why
        (why.since, why.unmoved) = (World.time("10:05"), false)
        var desk = World.panel()
        _ = desk.update(.explained(ticket: "A018", why))
        #expect(desk.shown.contains("11 位里：6 位在 10:05 以前就排上了。5 位后排上，但按规则先叫。"))
        #expect(!desk.shown.contains("没有人改动过您的位置"))
    }

    @Test("The first of those whom no room calls is not told to be the next")
    func first() {
        var why = World.why
        (why.ahead, why.earlier, why.later, why.estimate) = (0, 0, [], nil)
        var desk = World.panel()
        _ = desk.update(.explained(ticket: "A018", why))
        #expect(!desk.shown.contains("下一个就叫您") && desk.shown.contains("现在没有诊室叫这个号，估不出时间"))
    }

    @Test("L turns the screen to English and asks the server in English; Esc turns it back")
    func english() {
        var desk = World.panel()
        let effects = desk.press(.character("l"))
        #expect(effects.contains { if case .speak("en") = $0 { true } else { false } })
        #expect(effects.contains { if case .explain("A018") = $0 { true } else { false } })
        #expect(desk.shown.contains("11 ahead of you, about 30–50 minutes more"))
        let back = desk.press(.escape)
        #expect(back.contains { if case .speak("zh") = $0 { true } else { false } } && desk.shown.contains("计划顺序"))
    }

    @Test("It is asked again after an act, and with the pictures once in a while")
    func again() {
        var desk = World.panel()
        #expect(desk.update(.picture(World.picture, World.clinic, at: World.now)).isEmpty)
        _ = desk.update(.tick(World.now.addingTimeInterval(9)))
        let effects = desk.update(.picture(World.picture, World.clinic, at: World.now.addingTimeInterval(9)))
        #expect(effects.contains { if case .explain("A018") = $0 { true } else { false } })
    }

    @Test("In both languages every line is as wide as the screen", arguments: ["zh", "en"], [80, 99, 120, 200])
    func widths(language: String, columns: Int) {
        for height in [24, 30, 50] {
            var panel = World.panel(language: language)
            var course = panel
            _ = course.press(.function(6))
            var grounds = panel
            _ = grounds.press(.function(5))
            var away = World.desk(language: language)
            _ = away.update(.picture(World.withAway, World.clinic, at: World.now))
            var help = away
            _ = help.press(.function(1))
            _ = panel.press(.pageDown)
            for var desk in [panel, course, grounds, away, help] {
                _ = desk.update(.resized(width: columns, height: height))
                let lines = DeskLayout.lines(desk)
                #expect(lines.count == height && lines.allSatisfy { $0.width == columns })
            }
        }
    }

    @Test("No key of the last line is cut off, in either language", arguments: ["zh", "en"], [true, false])
    func keys(language: String, wide: Bool) {
        var away = World.desk(wide: wide, language: language)
        _ = away.update(.picture(World.withAway, World.clinic, at: World.now))
        var lost = away
        _ = lost.update(.unreachable(since: World.now, tries: 1, next: World.now))
        var finding = away
        _ = finding.type("x")
        var list = away
        _ = list.press(.function(4))
        for desk in [away, lost, finding, list, World.panel(wide: wide, language: language)] {
            #expect(DeskLayout.lines(desk).last?.text.contains("…") == false)
        }
    }

    @Test("In English no Chinese stands on the screen but names and what the clinic is called")
    func noChinese() {
        let texts = World.wording?.texts(of: ["desk"])["en"] ?? [:]
        #expect(texts.count > 200)
        for (key, text) in texts {
            // The name of the language itself.
            let rest = text.replacing("中文", with: "")
            #expect(!rest.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(key)")
        }
    }
}
